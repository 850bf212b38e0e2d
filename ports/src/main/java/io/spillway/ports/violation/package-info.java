/** Messages withheld for a human, and what humans decided. */
@NullMarked
package io.spillway.ports.violation;

import org.jspecify.annotations.NullMarked;
