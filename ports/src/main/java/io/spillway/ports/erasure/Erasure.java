package io.spillway.ports.erasure;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One author's erasure: first a job, and what is left of it is the proof that it was done, which
 * names nobody.
 *
 * @param id in the form of {@link Ids}
 * @param author whose messages go; null as soon as it is finished
 * @param authorHash a hash of the id and the author: it confirms a name to those who know it
 * @param streamId the only stream on which they go; null for all streams
 * @param requestedBy the operator who asked for it
 * @param requestedAt in microseconds; what was sent before goes, what was sent later stays
 * @param messages how many messages were deleted so far, at the least
 * @param violations how many violations were deleted so far, at the least
 * @param finishedAt in microseconds; null while there is something to do
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
          "author must be there until it is finished, and no longer");
    }
    if (messages < 0 || violations < 0) {
      throw new IllegalArgumentException("messages and violations must not be negative");
    }
  }

  /**
   * {@return an erasure on all streams that has deleted nothing yet}
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
   * {@return the same on one stream}
   *
   * @param stream {@link #streamId()}; null for all streams
   */
  public Erasure inStream(@Nullable String stream) {
    return new Erasure(
        id, author, authorHash, stream, requestedBy, requestedAt, messages, violations, finishedAt);
  }

  /**
   * {@return the same with more deleted}
   *
   * @param moreMessages how many messages were deleted since
   * @param moreViolations how many violations were deleted since
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
   * {@return the same, finished; the author's name is gone}
   *
   * @param at when the last of it was deleted
   */
  public Erasure finished(Instant at) {
    return new Erasure(
        id, null, authorHash, streamId, requestedBy, requestedAt, messages, violations, at);
  }

  /** {@return whether nothing is left to be done} */
  public boolean isFinished() {
    return finishedAt != null;
  }

  /** {@return a key that sorts erasures by when they were asked for, then by id} */
  public String sortKey() {
    return SortableTime.key(requestedAt, id);
  }

  /** Says which one it is, and nothing of the author. */
  @Override
  public String toString() {
    return "Erasure[" + id + "]";
  }
}
