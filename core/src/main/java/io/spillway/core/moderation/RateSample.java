package io.spillway.core.moderation;

import io.spillway.Policy;
import io.spillway.RateLimitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Data of one message for the rate limiter. Ids and texts are kept as 64-bit hashes, because among
 * the few hundred messages of an author a collision is negligible.
 *
 * @param text the text's hash, equal for texts that differ only in case, accents, punctuation and
 *     spaces
 * @param hasLink whether the text links to a host that is not allowed
 */
record RateSample(Instant at, long messageId, long text, boolean hasLink) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  static RateSample of(Policy policy, String messageId, String text, Instant at) {
    String normalised = Normaliser.normalise(text);
    String words = Tokenizer.key(normalised);
    // A text of emoji alone has no words, so it is compared as a whole.
    String same = words.isEmpty() ? normalised.toLowerCase(Locale.ROOT) : words;
    return new RateSample(
        at,
        hash(messageId),
        hash(same),
        Links.hasExternalLink(normalised, policy.links().allowedHosts()));
  }

  /** Returns whether this message counts towards a limit for another one. */
  boolean counts(RateLimitKind rule, RateSample other) {
    return switch (rule) {
      case MESSAGES -> true;
      case REPEATS -> text == other.text;
      case LINKS -> hasLink && other.hasLink;
      case REPORTS -> false;
    };
  }

  boolean isWithin(Duration window, Instant now) {
    return at.plus(window).isAfter(now);
  }

  private static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
