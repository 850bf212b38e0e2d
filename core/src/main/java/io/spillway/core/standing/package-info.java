/** How authors stand with the moderators of a stream, and what follows from it. */
@NullMarked
package io.spillway.core.standing;

import org.jspecify.annotations.NullMarked;
