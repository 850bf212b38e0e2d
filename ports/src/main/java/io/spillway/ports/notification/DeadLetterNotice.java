package io.spillway.ports.notification;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Backlog;
import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notice about open dead letters, without payloads and names.
 *
 * @param rule the rule that raised it
 * @param count the number of open dead letters of the last hour: of the group, or of all, counted
 *     up to {@link #countedUpTo}
 * @param limit the number that was exceeded; null for {@link Rule#FIRST_OF_GROUP}
 * @param at the time at which the rule applied, in microseconds
 * @param group the group; null for {@link Rule#MORE_THAN}
 */
public record DeadLetterNotice(
    Rule rule, long count, @Nullable Long limit, Instant at, @Nullable Group group) {

  /** Rule that raises notices. */
  public enum Rule {
    /** A dead letter that is the first one of its group. */
    FIRST_OF_GROUP,
    /** More dead letters in an hour than a limit. */
    MORE_THAN
  }

  /**
   * Group of dead letters with the same kind of failure.
   *
   * @param fingerprint the group's key
   * @param failureCode the code of the newest dead letter's failure
   * @param message the message of that failure, for people; never of the payload
   * @param activity the activity that failed; null if none was started
   * @param exampleId the id of the newest dead letter
   */
  public record Group(
      String fingerprint,
      String failureCode,
      String message,
      @Nullable String activity,
      String exampleId) {

    public Group {
      requireNonNull(fingerprint, "fingerprint");
      requireNonNull(failureCode, "failureCode");
      requireNonNull(message, "message");
      requireNonNull(exampleId, "exampleId");
    }
  }

  /**
   * {@return the number up to which open dead letters are counted; a count of this number means
   * this many or more}
   *
   * @param limit the number that must be exceeded; 0 for none
   */
  public static int countedUpTo(int limit) {
    return Math.max(Backlog.COUNTED_UP_TO, limit + 1);
  }

  public DeadLetterNotice {
    requireNonNull(rule, "rule");
    at = SortableTime.stored(at);
  }
}
