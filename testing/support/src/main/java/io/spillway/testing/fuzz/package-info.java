/** Seeded fuzzing: valid input, made wrong in every way that somebody may make it wrong. */
@NullMarked
package io.spillway.testing.fuzz;

import org.jspecify.annotations.NullMarked;
