/** Withheld messages and their reviews. */
@NullMarked
package io.spillway.ports.violation;

import org.jspecify.annotations.NullMarked;
