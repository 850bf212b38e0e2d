/** State of moderation, and published messages under review. */
@NullMarked
package io.spillway.functions.moderation;

import org.jspecify.annotations.NullMarked;
