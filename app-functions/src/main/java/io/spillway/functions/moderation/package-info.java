/** The state of moderation, and published messages that moderators look at. */
@NullMarked
package io.spillway.functions.moderation;

import org.jspecify.annotations.NullMarked;
