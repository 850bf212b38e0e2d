/** Deciding whether a text may be read. */
@NullMarked
package io.spillway.core.moderation;

import org.jspecify.annotations.NullMarked;
