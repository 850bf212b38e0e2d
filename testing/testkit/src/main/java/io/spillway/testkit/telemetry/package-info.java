/** Contract of what hears of outcomes. */
@NullMarked
package io.spillway.testkit.telemetry;

import org.jspecify.annotations.NullMarked;
