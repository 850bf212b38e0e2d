/** Outcomes of messages and events, for monitoring. */
@NullMarked
package io.spillway.ports.telemetry;

import org.jspecify.annotations.NullMarked;
