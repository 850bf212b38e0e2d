package io.spillway.core.moderation;

import static java.util.Objects.requireNonNull;

import io.spillway.Policy;
import io.spillway.RateExceededException;
import io.spillway.RateLimitKind;
import io.spillway.RateLimits;
import io.spillway.ports.policy.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each author has sent to each stream of late, and whether more is too much. Windows
 * slide, only what was let through counts, and a message that is sent again under its id counts
 * once.
 *
 * <p>What is counted is in this process alone and is lost with it: of several processes each lets
 * through as much as a policy allows. It holds {@value #MAX_SENDINGS} messages at most, {@value
 * #MAX_OF_AUTHOR} of one author; when that is not enough, those who have sent nothing for longest
 * are forgotten first, and begin anew. So it never refuses for want of room.
 *
 * <p>Safe for use by many threads.
 */
public final class AuthorRateLimiter {

  /** Most messages remembered, of all authors; some 20 MB. */
  public static final int MAX_SENDINGS = 200_000;

  /** Most messages remembered of one author on one stream. */
  public static final int MAX_OF_AUTHOR = 300;

  private static final Duration LONGEST = Duration.ofSeconds(RateLimits.MAX_SECONDS);

  /** Authors are spread over these many bits of stripes, so that few wait for each other. */
  private static final int STRIPE_BITS = 4;

  private static final int STRIPES = 1 << STRIPE_BITS;
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  private final InstantSource clock;
  private final List<Stripe> stripes;

  /**
   * Rates that have counted nothing yet.
   *
   * @param clock tells when each message came
   */
  public AuthorRateLimiter(InstantSource clock) {
    this(clock, MAX_SENDINGS);
  }

  AuthorRateLimiter(InstantSource clock, int maxSendings) {
    this.clock = requireNonNull(clock, "clock");
    int each = Math.max(1, maxSendings / STRIPES);
    this.stripes =
        java.util.stream.IntStream.range(0, STRIPES).mapToObj(i -> new Stripe(each)).toList();
  }

  /**
   * Lets a message through and counts it.
   *
   * @param policy in force on the stream
   * @param streamId id of the stream
   * @param author who sent it
   * @param messageId the message's; one that was counted lately is let through and not counted
   *     again
   * @param text as it was written
   * @throws RateExceededException when it is too much, and then it is not counted
   */
  public void admit(Policy policy, String streamId, String author, String messageId, String text) {
    admit(policy, policy.rates(), streamId, author, messageId, text);
  }

  /**
   * The same by other rates than the policy's.
   *
   * @param policy in force on the stream, for the rest
   * @param rates for this author
   * @param streamId id of the stream
   * @param author who sent it
   * @param messageId the message's
   * @param text as it was written
   */
  public void admit(
      Policy policy,
      RateLimits rates,
      String streamId,
      String author,
      String messageId,
      String text) {
    if (rates.equals(RateLimits.NONE)) {
      return;
    }
    RateSample sending = RateSample.of(policy, messageId, text, clock.instant());
    Author key = new Author(streamId, author);
    stripes.get(stripe(key)).admit(rates, key, sending);
  }

  /** Not by the lowest bits of a hash: by those a stripe's map spreads its keys. */
  private static int stripe(Author key) {
    return (key.hashCode() * GOLDEN_RATIO) >>> (Integer.SIZE - STRIPE_BITS);
  }

  /** How many messages are remembered. */
  int remembered() {
    return stripes.stream().mapToInt(Stripe::remembered).sum();
  }

  private record Author(String streamId, String name) {}

  /** Some of the authors, those who sent last at the end. */
  private static final class Stripe {
    private final int max;
    private final Map<Author, Deque<RateSample>> byAuthor = new LinkedHashMap<>(16, 0.75f, true);
    private int size;

    Stripe(int max) {
      this.max = max;
    }

    synchronized int remembered() {
      return byAuthor.values().stream().mapToInt(Deque::size).sum();
    }

    synchronized void admit(RateLimits rates, Author author, RateSample sending) {
      Deque<RateSample> sent = byAuthor.computeIfAbsent(author, first -> new ArrayDeque<>(1));
      while (!sent.isEmpty() && isOver(sent, sending.at())) {
        sent.removeFirst();
        size--;
      }
      if (isAmong(sent, sending)) {
        return;
      }
      check(RateLimitKind.MESSAGES, rates.messages(), sent, sending);
      check(RateLimitKind.REPEATS, rates.repeats(), sent, sending);
      if (sending.hasLink()) {
        check(RateLimitKind.LINKS, rates.links(), sent, sending);
      }
      sent.addLast(sending);
      size++;
      makeRoom();
    }

    private static boolean isOver(Deque<RateSample> sent, Instant now) {
      return sent.size() >= MAX_OF_AUTHOR || !sent.getFirst().isWithin(LONGEST, now);
    }

    private static boolean isAmong(Deque<RateSample> sent, RateSample sending) {
      for (RateSample other : sent) {
        if (other.messageId() == sending.messageId()) {
          return true;
        }
      }
      return false;
    }

    private static void check(
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

    private void makeRoom() {
      while (size > max) {
        var longestSilent = byAuthor.values().iterator();
        size -= longestSilent.next().size();
        longestSilent.remove();
      }
    }
  }
}
