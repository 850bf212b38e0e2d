package io.spillway.ports.erasure;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Erasure of one author's data: a job at first; once finished, an anonymous proof that it was done.
 *
 * @param id the id, in the format of {@link Ids}
 * @param author the author's name; null once finished
 * @param authorHash a hash of the id and the author, by which a known name can be confirmed
 * @param streamId the stream's id; null for all streams
 * @param requestedBy the operator who asked for it
 * @param requestedAt the time of the request, in microseconds; only data from before it is erased
 * @param done the minimum number of items erased so far, by kind of data, such as {@code messages};
 *     sorted by kind
 * @param position the position of the pass in progress; null before the first pass and once
 *     finished
 * @param finishedAt the time of completion, in microseconds; null while work remains
 */
public record Erasure(
    String id,
    @Nullable String author,
    String authorHash,
    @Nullable String streamId,
    String requestedBy,
    Instant requestedAt,
    Map<String, Long> done,
    @Nullable Position position,
    @Nullable Instant finishedAt) {

  /** Text that replaces an erased name in data that remains. */
  public static final String PLACEHOLDER = "[erased]";

  /**
   * Position of a pass over all kinds of data.
   *
   * @param kind the kind at which the pass continues; null if the pass is complete
   * @param cursor the position within the kind; null for its beginning
   * @param conclusive whether the pass began when all earlier data was visible, and has found
   *     nothing so far
   */
  public record Position(@Nullable String kind, @Nullable String cursor, boolean conclusive) {}

  public Erasure {
    Ids.require("id", id);
    requireNonNull(authorHash, "authorHash");
    requireNonNull(requestedBy, "requestedBy");
    requestedAt = SortableTime.stored(requestedAt);
    done = Collections.unmodifiableMap(new TreeMap<>(done));
    finishedAt = finishedAt == null ? null : SortableTime.stored(finishedAt);
    if ((author == null) != (finishedAt != null)) {
      throw new IllegalArgumentException(
          "author must be set exactly while the erasure is not finished");
    }
    if (done.values().stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("done must not have negative numbers");
    }
  }

  /**
   * {@return a new erasure on all streams}
   *
   * @param id {@link #id()}
   * @param author {@link #author()}
   * @param authorHash {@link #authorHash()}
   * @param requestedBy {@link #requestedBy()}
   * @param requestedAt {@link #requestedAt()}
   */
  public static Erasure of(
      String id, String author, String authorHash, String requestedBy, Instant requestedAt) {
    return new Erasure(
        id, author, authorHash, null, requestedBy, requestedAt, Map.of(), null, null);
  }

  /**
   * {@return the same erasure on one stream}
   *
   * @param stream {@link #streamId()}; null for all streams
   */
  public Erasure inStream(@Nullable String stream) {
    return new Erasure(
        id, author, authorHash, stream, requestedBy, requestedAt, done, position, finishedAt);
  }

  /**
   * {@return the same erasure with an increased count}
   *
   * @param kind the kind of data
   * @param more the number of further items erased; 0 changes nothing
   */
  public Erasure plus(String kind, long more) {
    if (more == 0) {
      return this;
    }
    Map<String, Long> counts = new TreeMap<>(done);
    counts.merge(kind, more, Long::sum);
    return new Erasure(
        id, author, authorHash, streamId, requestedBy, requestedAt, counts, position, finishedAt);
  }

  /**
   * {@return the same erasure at another position}
   *
   * @param next {@link #position()}
   */
  public Erasure at(Position next) {
    return new Erasure(
        id, author, authorHash, streamId, requestedBy, requestedAt, done, next, finishedAt);
  }

  /**
   * {@return the same erasure, finished, without the author's name}
   *
   * @param at the time of completion
   */
  public Erasure finished(Instant at) {
    return new Erasure(id, null, authorHash, streamId, requestedBy, requestedAt, done, null, at);
  }

  /**
   * {@return the number of items of one kind erased so far}
   *
   * @param kind the kind of data
   */
  public long count(String kind) {
    return done.getOrDefault(kind, 0L);
  }

  /** {@return whether the erasure is complete} */
  public boolean isFinished() {
    return finishedAt != null;
  }

  /** {@return a key that sorts erasures by time of the request, then by id} */
  public String sortKey() {
    return SortableTime.key(requestedAt, id);
  }

  /** Identifies the erasure without its author. */
  @Override
  public String toString() {
    return "Erasure[" + id + "]";
  }
}
