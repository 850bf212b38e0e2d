/** Restrictions of authors and notes about them. */
@NullMarked
package io.spillway.core.author;

import org.jspecify.annotations.NullMarked;
