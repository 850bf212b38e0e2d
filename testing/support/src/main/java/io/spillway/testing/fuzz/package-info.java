/** Reproducible fuzzing by mutation of valid input. */
@NullMarked
package io.spillway.testing.fuzz;

import org.jspecify.annotations.NullMarked;
