/** Function invocations by HTTP, queues and timers: log lines and traces. */
@NullMarked
package io.spillway.functions.invocation;

import org.jspecify.annotations.NullMarked;
