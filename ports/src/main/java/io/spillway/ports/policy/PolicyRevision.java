package io.spillway.ports.policy;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.SortableTime;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One version of the policy of a scope: never changed, since verdicts refer to it.
 *
 * @param scope what it is the policy of
 * @param number 1 for the first, then one more for each, at most {@value #MAX_NUMBER}
 * @param policy what it says; null when it ends the stream's own policy
 * @param who wrote it
 * @param at when, in microseconds
 * @param note why; 0 to {@value #MAX_NOTE_LENGTH} characters
 */
public record PolicyRevision(
    PolicyScope scope,
    int number,
    @Nullable PolicyDraft policy,
    String who,
    Instant at,
    String note) {

  /** Most revisions of one scope. */
  public static final int MAX_NUMBER = 999_999;

  /** Longest note, in characters. */
  public static final int MAX_NOTE_LENGTH = 1_000;

  public PolicyRevision {
    requireNonNull(scope, "scope");
    requireNonNull(who, "who");
    at = SortableTime.stored(at);
    if (number < 1 || number > MAX_NUMBER) {
      throw new IllegalArgumentException("number must be 1 to 999999: " + number);
    }
    if (note.length() > MAX_NOTE_LENGTH) {
      throw new IllegalArgumentException("note must have at most 1000 characters");
    }
  }

  /** {@return a key that sorts the revisions of a scope by number} */
  public String sortKey() {
    return sortKey(number);
  }

  /**
   * {@return the sort key of the revision with this number}
   *
   * @param number 1 or more
   */
  public static String sortKey(int number) {
    return String.format(Locale.ROOT, "%06d", number);
  }

  /** Says which revision it is. */
  @Override
  public String toString() {
    return "PolicyRevision[" + scope + ", " + number + "]";
  }
}
