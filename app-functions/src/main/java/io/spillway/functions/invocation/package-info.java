/** Invocations of functions by HTTP, queues and timers: their log lines and traces. */
@NullMarked
package io.spillway.functions.invocation;

import org.jspecify.annotations.NullMarked;
