package io.spillway.ports.deadletter;

import io.spillway.ports.SortableTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Progress of an order. Each selected dead letter is in progress or counted exactly once.
 *
 * @param total the number of dead letters that matched at the time of the order; the actual number
 *     may differ
 * @param cursor the cursor of the next page of the ledger; null at the beginning
 * @param nextId the index of the next id of the order, from 0
 * @param exhausted whether all selected dead letters have been started
 * @param waves the number of waves so far
 * @param inHand the ids of dead letters in progress, at most {@value #MAX_IN_HAND}
 * @param succeeded the number of dead letters that succeeded, or were changed
 * @param failedAgain the number of dead letters that failed again in a redrive
 * @param skipped the number of dead letters that were skipped
 * @param skips the first skipped dead letters with reasons, at most {@value #MAX_SKIPS}
 * @param pacedAt the time of the latest wave, in microseconds; null before the first
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

  /** Maximum number of dead letters in progress. */
  public static final int MAX_IN_HAND = 100;

  /** Maximum number of skipped dead letters that are named; all are counted. */
  public static final int MAX_SKIPS = 100;

  /**
   * A skipped dead letter.
   *
   * @param letterId the dead letter's id
   * @param why the reason, for people
   */
  public record Skip(String letterId, String why) {}

  public RedriveProgress {
    inHand = List.copyOf(inHand);
    skips = List.copyOf(skips);
    if (inHand.size() > MAX_IN_HAND || skips.size() > MAX_SKIPS) {
      throw new IllegalArgumentException("at most 100 dead letters in progress and 100 skips");
    }
    pacedAt = pacedAt == null ? null : SortableTime.stored(pacedAt);
  }

  /**
   * {@return the progress of a redrive that has not started}
   *
   * @param total the number of selected dead letters
   */
  public static RedriveProgress none(long total) {
    return new RedriveProgress(total, null, 0, false, 0, List.of(), 0, 0, 0, List.of(), null);
  }

  /** {@return the number of processed dead letters: succeeded, failed again or skipped} */
  public long ended() {
    return succeeded + failedAgain + skipped;
  }
}
