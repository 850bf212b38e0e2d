/** Moderation of texts: local rules, classifier, policy, rate limits. */
@NullMarked
package io.spillway.core.moderation;

import org.jspecify.annotations.NullMarked;
