package io.spillway.ports.erasure;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Erasure of one author's data: a job at first; once finished, an anonymous proof that it was done.
 *
 * @param id the id, in the format of {@link Ids}
 * @param author the author's name; null once finished
 * @param authorHash a hash of the id and the author, by which a known name can be confirmed
 * @param streamId the stream's id; null for all streams
 * @param requestedBy the operator who asked for it
 * @param requestedAt the time of the request, in microseconds; only messages sent before it are
 *     deleted
 * @param messages the minimum number of messages deleted so far
 * @param violations the minimum number of violations deleted so far
 * @param finishedAt the time of completion, in microseconds; null while work remains
 */
public record Erasure(
    String id,
    @Nullable String author,
    String authorHash,
    @Nullable String streamId,
    String requestedBy,
    Instant requestedAt,
    long messages,
    long violations,
    @Nullable Instant finishedAt) {

  public Erasure {
    Ids.require("id", id);
    requireNonNull(authorHash, "authorHash");
    requireNonNull(requestedBy, "requestedBy");
    requestedAt = SortableTime.stored(requestedAt);
    finishedAt = finishedAt == null ? null : SortableTime.stored(finishedAt);
    if ((author == null) != (finishedAt != null)) {
      throw new IllegalArgumentException(
          "author must be set exactly while the erasure is not finished");
    }
    if (messages < 0 || violations < 0) {
      throw new IllegalArgumentException("messages and violations must not be negative");
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
    return new Erasure(id, author, authorHash, null, requestedBy, requestedAt, 0, 0, null);
  }

  /**
   * {@return the same erasure on one stream}
   *
   * @param stream {@link #streamId()}; null for all streams
   */
  public Erasure inStream(@Nullable String stream) {
    return new Erasure(
        id, author, authorHash, stream, requestedBy, requestedAt, messages, violations, finishedAt);
  }

  /**
   * {@return the same erasure with increased counts}
   *
   * @param moreMessages the number of further messages deleted
   * @param moreViolations the number of further violations deleted
   */
  public Erasure plus(long moreMessages, long moreViolations) {
    return new Erasure(
        id,
        author,
        authorHash,
        streamId,
        requestedBy,
        requestedAt,
        messages + moreMessages,
        violations + moreViolations,
        finishedAt);
  }

  /**
   * {@return the same erasure, finished, without the author's name}
   *
   * @param at the time of completion
   */
  public Erasure finished(Instant at) {
    return new Erasure(
        id, null, authorHash, streamId, requestedBy, requestedAt, messages, violations, at);
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
