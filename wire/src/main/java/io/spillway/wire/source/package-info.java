/** Translators of platforms' webhooks: Twitch EventSub and Ko-fi. */
@NullMarked
package io.spillway.wire.source;

import org.jspecify.annotations.NullMarked;
