package io.spillway.core.moderation;

import io.spillway.Policy;
import io.spillway.RateExceededException;
import io.spillway.RateLimitKind;
import io.spillway.core.text.Links;
import io.spillway.core.text.ReadText;
import io.spillway.ports.policy.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Locale;

/**
 * Data of one message for the rate limiter. Ids and texts are kept as 64-bit hashes, because among
 * the messages of an author, or of a stream within minutes, a collision is negligible.
 *
 * @param text the text's hash, equal for texts that differ only in case, accents, punctuation,
 *     spaces, leetspeak and letters that look alike
 * @param hasLink whether the text links to a host that is not allowed
 * @param isLong whether the text is long enough for the limit of repeats on a stream
 */
record RateSample(Instant at, long messageId, long text, boolean hasLink, boolean isLong) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  static RateSample of(Policy policy, String messageId, ReadText text, Instant at) {
    String words = text.key();
    // A text of emoji alone has no words, so it is compared as a whole.
    String same =
        words.isEmpty() ? Normaliser.normalise(text.original()).toLowerCase(Locale.ROOT) : words;
    return new RateSample(
        at,
        hash(messageId),
        hash(same),
        Links.hasExternalLink(text.folded(), policy.links()),
        hasLength(words, policy.rates().streamRepeats().minLength()));
  }

  /** Returns whether this message counts towards a limit for another one. */
  boolean counts(RateLimitKind rule, RateSample other) {
    return switch (rule) {
      case MESSAGES -> true;
      case REPEATS, STREAM_REPEATS -> text == other.text;
      case LINKS -> hasLink && other.hasLink;
      case REPORTS -> false;
    };
  }

  boolean isWithin(Duration window, Instant now) {
    return at.plus(window).isAfter(now);
  }

  /** Returns whether a message is among those that were sent, by its id. */
  static boolean contains(Deque<RateSample> sent, RateSample sending) {
    for (RateSample other : sent) {
      if (other.messageId == sending.messageId) {
        return true;
      }
    }
    return false;
  }

  /** Throws {@link RateExceededException} if a message exceeds a limit. */
  static void check(
      RateLimitKind rule, RateLimit limit, Deque<RateSample> sent, RateSample sending) {
    Duration window = Duration.ofSeconds(limit.seconds());
    int counted = 0;
    for (var latest = sent.descendingIterator(); latest.hasNext(); ) {
      RateSample other = latest.next();
      if (other.counts(rule, sending) && other.isWithin(window, sending.at())) {
        counted++;
        if (counted == limit.most()) {
          Duration wait = Duration.between(sending.at(), other.at().plus(window));
          throw new RateExceededException(rule, limit, wait);
        }
      }
    }
  }

  /** Returns whether the different words of a key have at least this many letters and digits. */
  static boolean hasLength(String words, int least) {
    int length = 0;
    int start = 0;
    while (start < words.length() && length < least) {
      int space = words.indexOf(' ', start);
      int end = space < 0 ? words.length() : space;
      length += isRepeated(words, start, end) ? 0 : words.codePointCount(start, end);
      start = end + 1;
    }
    return length >= least;
  }

  /** Returns whether a word is among those before it. */
  private static boolean isRepeated(String words, int start, int end) {
    int length = end - start;
    for (int other = 0; other < start; other = words.indexOf(' ', other) + 1) {
      if (words.charAt(other + length) == ' ' && words.regionMatches(other, words, start, length)) {
        return true;
      }
    }
    return false;
  }

  private static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
