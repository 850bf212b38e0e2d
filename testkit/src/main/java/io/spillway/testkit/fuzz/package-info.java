/** Seeded fuzzing: valid input, made wrong in every way that somebody may make it wrong. */
@NullMarked
package io.spillway.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
