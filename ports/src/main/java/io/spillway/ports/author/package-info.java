/** Restrictions of authors and moderators' notes about them. */
@NullMarked
package io.spillway.ports.author;

import org.jspecify.annotations.NullMarked;
