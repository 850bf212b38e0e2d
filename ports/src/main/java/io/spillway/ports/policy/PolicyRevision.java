package io.spillway.ports.policy;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.SortableTime;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Version of a scope's policy; immutable, because verdicts refer to it.
 *
 * @param scope the scope
 * @param number the consecutive number from 1, at most {@value #MAX_NUMBER}
 * @param policy the policy; null if the revision removes the stream's own policy
 * @param who the author of the revision
 * @param at the time, in microseconds
 * @param note the reason; 0 to {@value #MAX_NOTE_LENGTH} characters
 */
public record PolicyRevision(
    PolicyScope scope,
    int number,
    @Nullable PolicyDraft policy,
    String who,
    Instant at,
    String note) {

  /** Maximum number of revisions of one scope. */
  public static final int MAX_NUMBER = 999_999;

  /** Maximum length of a note, in characters. */
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
   * @param number the number, 1 or more
   */
  public static String sortKey(int number) {
    return String.format(Locale.ROOT, "%06d", number);
  }

  /** Identifies the revision without the policy. */
  @Override
  public String toString() {
    return "PolicyRevision[" + scope + ", " + number + "]";
  }
}
