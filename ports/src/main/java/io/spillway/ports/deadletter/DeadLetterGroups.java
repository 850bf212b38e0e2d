package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dead letters that failed in the same way, put together.
 *
 * @param groups the largest first; of one size by fingerprint
 * @param complete whether all letters were looked at and all groups are shown
 */
public record DeadLetterGroups(List<Group> groups, boolean complete) {

  /** How many letters are looked at, the latest buried first. */
  public static final int MAX_LETTERS = 10_000;

  public DeadLetterGroups {
    groups = List.copyOf(groups);
  }

  /**
   * Letters of one fingerprint.
   *
   * @param fingerprint the one that they share
   * @param count how many there are, 1 or more
   * @param first when the first of them was buried
   * @param last when the last of them was buried
   * @param exampleId the id of the one that was buried last
   * @param failure that one's failure
   */
  public record Group(
      String fingerprint,
      long count,
      Instant first,
      Instant last,
      String exampleId,
      Failure failure) {

    public Group {
      requireNonNull(fingerprint, "fingerprint");
      requireNonNull(first, "first");
      requireNonNull(last, "last");
      requireNonNull(exampleId, "exampleId");
      requireNonNull(failure, "failure");
    }

    private Group and(Group earlier) {
      return new Group(fingerprint, count + earlier.count, earlier.first, last, exampleId, failure);
    }
  }

  /** Counts letters, which must come latest buried first. Not for use by many threads. */
  public static final class Tally {

    private final Map<String, Group> byFingerprint = new LinkedHashMap<>();

    /** Begins with no letter. */
    public Tally() {}

    /**
     * Takes a letter into the group of those that failed in the same way.
     *
     * @param fingerprint what is the same of all letters of a group
     * @param letterId the letter's id
     * @param deadLetteredAt when it was last buried
     * @param failure why it was buried
     */
    public void add(String fingerprint, String letterId, Instant deadLetteredAt, Failure failure) {
      Group one = new Group(fingerprint, 1, deadLetteredAt, deadLetteredAt, letterId, failure);
      byFingerprint.merge(fingerprint, one, Group::and);
    }

    /**
     * {@return what was counted}
     *
     * @param limit most groups wanted
     * @param sawAll whether there were no more letters
     */
    public DeadLetterGroups groups(int limit, boolean sawAll) {
      List<Group> largestFirst =
          byFingerprint.values().stream()
              .sorted(
                  Comparator.comparingLong(Group::count)
                      .reversed()
                      .thenComparing(Group::fingerprint))
              .limit(limit)
              .toList();
      return new DeadLetterGroups(largestFirst, sawAll && byFingerprint.size() <= limit);
    }
  }
}
