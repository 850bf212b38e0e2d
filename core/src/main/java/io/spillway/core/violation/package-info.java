/** Reviewing what was withheld. */
@NullMarked
package io.spillway.core.violation;

import org.jspecify.annotations.NullMarked;
