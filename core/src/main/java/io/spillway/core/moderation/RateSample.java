package io.spillway.core.moderation;

import io.spillway.Policy;
import io.spillway.RateLimitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What the rates look at in one message. Ids and texts are kept as hashes of 64 bits: an author has
 * a few hundred of them at most, among which no two are the same by chance.
 *
 * @param text the same for texts that differ in case, accents, signs and spaces only
 * @param hasLink to a host that is not allowed
 */
record RateSample(Instant at, long messageId, long text, boolean hasLink) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  static RateSample of(Policy policy, String messageId, String text, Instant at) {
    String normalised = Normaliser.normalise(text);
    String words = Tokenizer.key(normalised);
    // Pictures alone have no words, and are told apart as they are.
    String same = words.isEmpty() ? normalised.toLowerCase(Locale.ROOT) : words;
    return new RateSample(
        at,
        hash(messageId),
        hash(same),
        Links.leadElsewhere(normalised, policy.links().allowedHosts()));
  }

  /** Whether it counts against a limit that this other one is about to reach. */
  boolean counts(RateLimitKind rule, RateSample other) {
    return switch (rule) {
      case MESSAGES -> true;
      case REPEATS -> text == other.text;
      case LINKS -> hasLink && other.hasLink;
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
