/** Contracts of the stores of restrictions and notes. */
@NullMarked
package io.spillway.testkit.author;

import org.jspecify.annotations.NullMarked;
