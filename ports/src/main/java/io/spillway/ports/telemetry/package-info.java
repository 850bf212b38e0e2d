/** What became of messages and events, for those who watch over the service. */
@NullMarked
package io.spillway.ports.telemetry;

import org.jspecify.annotations.NullMarked;
