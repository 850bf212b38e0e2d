/** Metrics of outcomes with OpenTelemetry's API. */
@NullMarked
package io.spillway.adapters.azure.telemetry;

import org.jspecify.annotations.NullMarked;
