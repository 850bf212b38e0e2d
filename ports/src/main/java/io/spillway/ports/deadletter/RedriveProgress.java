package io.spillway.ports.deadletter;

import io.spillway.ports.SortableTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a redrive has come. Every letter that was selected is in hand, or counted once.
 *
 * @param total how many letters were selected when it was ordered; more or fewer may be found
 * @param cursor where in the ledger's listing it goes on; null at its beginning
 * @param nextId which of the ordered ids is next, from 0
 * @param exhausted whether everything that was selected has been taken in hand
 * @param waves how many times letters were taken in hand
 * @param inHand letters that were taken in hand and have not come to an end, at most {@value
 *     #MAX_IN_HAND}
 * @param succeeded letters that came to a good end
 * @param failedAgain letters that are back in the ledger
 * @param skipped letters that were left alone
 * @param skips the first few of those, at most {@value #MAX_SKIPS}, and why
 * @param pacedAt when letters were last taken in hand, in microseconds; null before that
 */
public record RedriveProgress(
    long total,
    @Nullable String cursor,
    int nextId,
    boolean exhausted,
    int waves,
    List<String> inHand,
    long succeeded,
    long failedAgain,
    long skipped,
    List<Skip> skips,
    @Nullable Instant pacedAt) {

  /** Most letters in hand at once. */
  public static final int MAX_IN_HAND = 100;

  /** Most letters that were left alone that are named; all are counted. */
  public static final int MAX_SKIPS = 10;

  /**
   * A letter that was left alone.
   *
   * @param letterId which one
   * @param why in words, for people
   */
  public record Skip(String letterId, String why) {}

  public RedriveProgress {
    inHand = List.copyOf(inHand);
    skips = List.copyOf(skips);
    if (inHand.size() > MAX_IN_HAND || skips.size() > MAX_SKIPS) {
      throw new IllegalArgumentException("at most 100 letters in hand and 10 skips");
    }
    pacedAt = pacedAt == null ? null : SortableTime.stored(pacedAt);
  }

  /**
   * {@return the progress of a redrive of which nothing was done yet}
   *
   * @param total how many letters it is about
   */
  public static RedriveProgress none(long total) {
    return new RedriveProgress(total, null, 0, false, 0, List.of(), 0, 0, 0, List.of(), null);
  }

  /** {@return how many letters came to an end, whichever} */
  public long ended() {
    return succeeded + failedAgain + skipped;
  }
}
