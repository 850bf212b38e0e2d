package io.spillway.core.moderation;

import static java.util.Objects.requireNonNull;

import io.spillway.Policy;
import io.spillway.RateExceededException;
import io.spillway.RateLimitKind;
import io.spillway.RateLimits;
import io.spillway.core.text.LookAlikes;
import io.spillway.core.text.ReadText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sliding-window rate limiter per author and stream, and of equal texts per stream. Only accepted
 * messages count; a retry with the same id counts once. Authors whose names look alike are one.
 *
 * <p>Counts are local to this process and lost with it: each of several processes allows the full
 * limit. The limiter keeps at most {@value #MAX_SENDINGS} messages, {@value #MAX_OF_AUTHOR} of one
 * author, and a quarter as many by text; it evicts the least recently active authors and texts,
 * whose counts restart. So it never refuses a message for lack of memory.
 *
 * <p>Safe for use by many threads.
 */
public final class AuthorRateLimiter {

  /** Capacity in messages, for all authors; about 20 MB. */
  public static final int MAX_SENDINGS = 200_000;

  /** Capacity in messages for one author on one stream. */
  public static final int MAX_OF_AUTHOR = 300;

  private static final Duration LONGEST = Duration.ofSeconds(RateLimits.MAX_SECONDS);

  /**
   * Binary logarithm of the number of lock stripes, over which authors are spread to reduce
   * contention.
   */
  private static final int STRIPE_BITS = 4;

  private static final int STRIPES = 1 << STRIPE_BITS;
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  /** Ratio of the capacities for authors and for texts. */
  private static final int AUTHORS_PER_TEXT = 4;

  private final InstantSource clock;
  private final StreamRepeatCounts streamRepeats;
  private final List<Stripe> stripes;

  /**
   * Creates an empty limiter.
   *
   * @param clock the time of messages
   */
  public AuthorRateLimiter(InstantSource clock) {
    this(clock, MAX_SENDINGS);
  }

  AuthorRateLimiter(InstantSource clock, int maxSendings) {
    this.clock = requireNonNull(clock, "clock");
    int each = Math.max(1, maxSendings / STRIPES);
    this.streamRepeats = new StreamRepeatCounts(Math.max(1, maxSendings / AUTHORS_PER_TEXT));
    this.stripes =
        IntStream.range(0, STRIPES).mapToObj(i -> new Stripe(each, streamRepeats)).toList();
  }

  /**
   * Admits a message and counts it.
   *
   * @param policy the stream's policy
   * @param streamId the stream's id
   * @param author the author's name
   * @param messageId the message's id; a recently counted message is admitted and not counted again
   * @param text the original text
   * @throws RateExceededException if a limit is exceeded; the message is not counted
   */
  public void admit(Policy policy, String streamId, String author, String messageId, String text) {
    admit(policy, policy.rates(), streamId, author, messageId, ReadText.of(text));
  }

  /**
   * Admits a message by other limits than the policy's.
   *
   * @param policy the stream's policy, for its allowed hosts
   * @param rates the limits for this author
   * @param streamId the stream's id
   * @param author the author's name
   * @param messageId the message's id
   * @param text the text
   */
  public void admit(
      Policy policy,
      RateLimits rates,
      String streamId,
      String author,
      String messageId,
      ReadText text) {
    if (rates.equals(RateLimits.NONE)) {
      return;
    }
    RateSample sending = RateSample.of(policy, messageId, text, clock.instant());
    Author key = new Author(streamId, LookAlikes.foldName(author));
    stripes.get(stripe(key)).admit(rates, key, sending);
  }

  /** Uses the high bits of the hash, because the stripe's map uses the low bits. */
  private static int stripe(Author key) {
    return (key.hashCode() * GOLDEN_RATIO) >>> (Integer.SIZE - STRIPE_BITS);
  }

  /** Returns the number of messages kept by text. */
  int sizeByText() {
    return streamRepeats.size();
  }

  /** Returns the number of messages kept by author. */
  int size() {
    return stripes.stream().mapToInt(Stripe::size).sum();
  }

  private record Author(String streamId, String name) {}

  /** The authors of one lock stripe, in order of access (LRU first). */
  private static final class Stripe {
    private final int max;
    private final StreamRepeatCounts streamRepeats;
    private final Map<Author, Deque<RateSample>> byAuthor = new LinkedHashMap<>(16, 0.75f, true);
    private int size;

    Stripe(int max, StreamRepeatCounts streamRepeats) {
      this.max = max;
      this.streamRepeats = streamRepeats;
    }

    synchronized int size() {
      return byAuthor.values().stream().mapToInt(Deque::size).sum();
    }

    synchronized void admit(RateLimits rates, Author author, RateSample sending) {
      Deque<RateSample> sent = byAuthor.computeIfAbsent(author, first -> new ArrayDeque<>(1));
      while (!sent.isEmpty() && isExpired(sent, sending.at())) {
        sent.removeFirst();
        size--;
      }
      if (RateSample.contains(sent, sending)) {
        return;
      }
      RateSample.check(RateLimitKind.MESSAGES, rates.messages(), sent, sending);
      RateSample.check(RateLimitKind.REPEATS, rates.repeats(), sent, sending);
      if (sending.hasLink()) {
        RateSample.check(RateLimitKind.LINKS, rates.links(), sent, sending);
      }
      // Counts last, and within this lock, so that a message counts everywhere or nowhere.
      streamRepeats.admit(rates.streamRepeats(), author.streamId(), sending);
      sent.addLast(sending);
      size++;
      evict();
    }

    private static boolean isExpired(Deque<RateSample> sent, Instant now) {
      return sent.size() >= MAX_OF_AUTHOR || !sent.getFirst().isWithin(LONGEST, now);
    }

    private void evict() {
      while (size > max) {
        var longestSilent = byAuthor.values().iterator();
        size -= longestSilent.next().size();
        longestSilent.remove();
      }
    }
  }
}
