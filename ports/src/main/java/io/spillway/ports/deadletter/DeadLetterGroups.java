package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters grouped by a common property.
 *
 * @param by the property
 * @param groups the groups, largest first, then by key
 * @param complete whether all dead letters were counted and all groups are included
 */
public record DeadLetterGroups(DeadLetterGrouping by, List<Group> groups, boolean complete) {

  /** Maximum number of dead letters that are grouped, newest first. */
  public static final int MAX_LETTERS = 10_000;

  public DeadLetterGroups {
    requireNonNull(by, "by");
    groups = List.copyOf(groups);
  }

  /**
   * Dead letters with a common property.
   *
   * @param key the common property: the fingerprint, the type of event, the stream's id or the
   *     exception's class; empty if the dead letters have none
   * @param count the number of dead letters, 1 or more
   * @param first the earliest time of dead-lettering
   * @param last the latest time of dead-lettering
   * @param exampleId the id of the newest dead letter
   * @param failure the failure of the newest dead letter; null if the group also has dead letters
   *     with another fingerprint
   */
  public record Group(
      String key,
      long count,
      Instant first,
      Instant last,
      String exampleId,
      @Nullable Failure failure) {

    public Group {
      requireNonNull(key, "key");
      requireNonNull(first, "first");
      requireNonNull(last, "last");
      requireNonNull(exampleId, "exampleId");
    }
  }

  /**
   * Properties of a dead letter that groups depend on.
   *
   * @param letterId the dead letter's id
   * @param streamId the stream's id
   * @param fingerprint the fingerprint
   * @param eventType the type of event; null if unknown
   * @param exceptionType the exception's class; null for none
   * @param deadLetteredAt the time of the latest dead-lettering
   * @param failure the failure
   */
  public record Member(
      String letterId,
      String streamId,
      String fingerprint,
      @Nullable String eventType,
      @Nullable String exceptionType,
      Instant deadLetteredAt,
      Failure failure) {

    /**
     * {@return the properties of a dead letter}
     *
     * @param letter the dead letter
     */
    public static Member of(DeadLetter letter) {
      ExceptionEvidence exception = letter.exception();
      return new Member(
          letter.id(),
          letter.streamId(),
          letter.fingerprint(),
          letter.eventType(),
          exception == null ? null : exception.type(),
          letter.deadLetteredAt(),
          letter.failure());
    }

    private String key(DeadLetterGrouping by) {
      String key =
          switch (by) {
            case CAUSE -> fingerprint;
            case TYPE -> eventType;
            case STREAM -> streamId;
            case EXCEPTION -> exceptionType;
          };
      return key == null ? "" : key;
    }
  }

  /** Counts dead letters, which must be added newest first. Not thread-safe. */
  public static final class Tally {

    private final DeadLetterGrouping by;
    private final Map<String, Count> byKey = new LinkedHashMap<>();

    /**
     * Creates an empty tally.
     *
     * @param by the property by which dead letters are grouped
     */
    public Tally(DeadLetterGrouping by) {
      this.by = requireNonNull(by, "by");
    }

    /**
     * Adds a dead letter to its group.
     *
     * @param letter the dead letter
     */
    public void add(Member letter) {
      byKey.computeIfAbsent(letter.key(by), key -> new Count(letter)).add(letter);
    }

    /**
     * {@return the groups counted so far}
     *
     * @param limit the maximum number of groups
     * @param sawAll whether all dead letters were added
     */
    public DeadLetterGroups groups(int limit, boolean sawAll) {
      List<Group> largestFirst =
          byKey.entrySet().stream()
              .map(entry -> entry.getValue().group(entry.getKey()))
              .sorted(Comparator.comparingLong(Group::count).reversed().thenComparing(Group::key))
              .limit(limit)
              .toList();
      return new DeadLetterGroups(by, largestFirst, sawAll && byKey.size() <= limit);
    }
  }

  /** Dead letters of a group, counted so far. */
  private static final class Count {

    private final Member newest;
    private Instant first;
    private long count;
    private boolean hasOneCause = true;

    Count(Member newest) {
      this.newest = newest;
      first = newest.deadLetteredAt();
    }

    void add(Member letter) {
      count++;
      first = letter.deadLetteredAt();
      hasOneCause &= letter.fingerprint().equals(newest.fingerprint());
    }

    Group group(String key) {
      return new Group(
          key,
          count,
          first,
          newest.deadLetteredAt(),
          newest.letterId(),
          hasOneCause ? newest.failure() : null);
    }
  }
}
