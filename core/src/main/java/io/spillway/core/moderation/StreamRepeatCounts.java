package io.spillway.core.moderation;

import io.spillway.RateExceededException;
import io.spillway.RateLimitKind;
import io.spillway.RateLimits;
import io.spillway.ports.policy.RateLimit;
import io.spillway.ports.policy.StreamRepeats;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sliding-window counts of equal texts by stream, regardless of their authors. Evicts the texts
 * that were least recently sent. Safe for use by many threads.
 */
final class StreamRepeatCounts {

  private static final int STRIPES = 16;

  private final List<Stripe> stripes;

  /**
   * @param max the capacity in messages
   */
  StreamRepeatCounts(int max) {
    int each = Math.max(1, max / STRIPES);
    stripes = IntStream.range(0, STRIPES).mapToObj(i -> new Stripe(each)).toList();
  }

  /**
   * Counts a message; a recently counted one is not counted again.
   *
   * @throws RateExceededException if the limit is exceeded; the message is not counted
   */
  void admit(StreamRepeats rule, String streamId, RateSample sending) {
    if (rule.limit().most() > 0 && sending.isLong()) {
      Text key = new Text(streamId, sending.text());
      // The lowest bits of an FNV hash are the best mixed.
      stripes.get((int) (sending.text() & (STRIPES - 1))).admit(rule.limit(), key, sending);
    }
  }

  /** Returns the number of messages kept. */
  int size() {
    return stripes.stream().mapToInt(Stripe::size).sum();
  }

  private record Text(String streamId, long hash) {}

  /** The texts of one lock stripe, in order of access (LRU first). */
  private static final class Stripe {
    private final int max;
    private final Map<Text, Deque<RateSample>> byText = new LinkedHashMap<>(16, 0.75f, true);
    private int size;

    Stripe(int max) {
      this.max = max;
    }

    synchronized int size() {
      return byText.values().stream().mapToInt(Deque::size).sum();
    }

    synchronized void admit(RateLimit limit, Text text, RateSample sending) {
      Deque<RateSample> sent = byText.computeIfAbsent(text, first -> new ArrayDeque<>(1));
      if (RateSample.contains(sent, sending)) {
        return;
      }
      RateSample.check(RateLimitKind.STREAM_REPEATS, limit, sent, sending);
      if (sent.size() == RateLimits.MAX_TIMES) {
        sent.removeFirst();
        size--;
      }
      sent.addLast(sending);
      size++;
      evict();
    }

    private void evict() {
      while (size > max) {
        var longestSilent = byText.values().iterator();
        size -= longestSilent.next().size();
        longestSilent.remove();
      }
    }
  }
}
