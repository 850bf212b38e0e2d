/** Event workflow as a durable orchestration: drives core's state machine and contains no rules. */
@NullMarked
package io.spillway.functions.orchestration;

import org.jspecify.annotations.NullMarked;
