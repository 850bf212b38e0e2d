package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dead letters grouped by fingerprint.
 *
 * @param groups the groups, largest first, then by fingerprint
 * @param complete whether all dead letters were counted and all groups are included
 */
public record DeadLetterGroups(List<Group> groups, boolean complete) {

  /** Maximum number of dead letters that are grouped, newest first. */
  public static final int MAX_LETTERS = 10_000;

  public DeadLetterGroups {
    groups = List.copyOf(groups);
  }

  /**
   * Dead letters of one fingerprint.
   *
   * @param fingerprint the common fingerprint
   * @param count the number of dead letters, 1 or more
   * @param first the earliest time of dead-lettering
   * @param last the latest time of dead-lettering
   * @param exampleId the id of the newest dead letter
   * @param failure the failure of the newest dead letter
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

  /** Counts dead letters, which must be added newest first. Not thread-safe. */
  public static final class Tally {

    private final Map<String, Group> byFingerprint = new LinkedHashMap<>();

    /** Creates an empty tally. */
    public Tally() {}

    /**
     * Adds a dead letter to the group of its fingerprint.
     *
     * @param fingerprint the group's fingerprint
     * @param letterId the dead letter's id
     * @param deadLetteredAt the time of the latest dead-lettering
     * @param failure the failure
     */
    public void add(String fingerprint, String letterId, Instant deadLetteredAt, Failure failure) {
      Group one = new Group(fingerprint, 1, deadLetteredAt, deadLetteredAt, letterId, failure);
      byFingerprint.merge(fingerprint, one, Group::and);
    }

    /**
     * {@return the groups counted so far}
     *
     * @param limit the maximum number of groups
     * @param sawAll whether all dead letters were added
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
