/** Contract test of telemetry. */
@NullMarked
package io.spillway.testkit.telemetry;

import org.jspecify.annotations.NullMarked;
