/**
 * The event workflow as a durable orchestration: it drives core's state machine, and decides
 * nothing.
 */
@NullMarked
package io.spillway.functions.orchestration;

import org.jspecify.annotations.NullMarked;
