package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A redrive or another order on many dead letters: its order, state and progress. Documentation of
 * this package calls all of them redrives.
 *
 * @param id the id, in the format of {@link Ids}
 * @param order the order
 * @param state the state
 * @param note the reason for the state; may be empty
 * @param createdAt the time of the order, in microseconds; dead letters enqueued later are not
 *     included
 * @param progress the progress
 * @param leasedUntil the end of an instance's lease, in microseconds; null if no instance works on
 *     it
 */
public record RedriveJob(
    String id,
    RedriveOrder order,
    State state,
    String note,
    Instant createdAt,
    RedriveProgress progress,
    @Nullable Instant leasedUntil) {

  /** State of a redrive. */
  public enum State {
    /** Redrives dead letters, one wave after another. */
    RUNNING,
    /** Starts no more dead letters until it is resumed. */
    PAUSED,
    /** All selected dead letters were processed. */
    DONE,
    /** Cancelled by an operator. */
    CANCELLED,
    /** Stopped because its canary failed. */
    ABORTED
  }

  public RedriveJob {
    Ids.require("id", id);
    requireNonNull(order, "order");
    requireNonNull(state, "state");
    requireNonNull(note, "note");
    createdAt = SortableTime.stored(createdAt);
    requireNonNull(progress, "progress");
    leasedUntil = leasedUntil == null ? null : SortableTime.stored(leasedUntil);
  }

  /**
   * {@return a running redrive without a lease}
   *
   * @param id {@link #id()}
   * @param order {@link #order()}
   * @param createdAt {@link #createdAt()}
   * @param progress {@link #progress()}
   */
  public static RedriveJob of(
      String id, RedriveOrder order, Instant createdAt, RedriveProgress progress) {
    return new RedriveJob(id, order, State.RUNNING, "", createdAt, progress, null);
  }

  /** {@return whether work remains: dead letters to start or in progress} */
  public boolean hasWork() {
    return state == State.RUNNING || !progress.inHand().isEmpty();
  }

  /** {@return a key that sorts redrives by time of the order, then by id} */
  public String sortKey() {
    return SortableTime.key(createdAt, id);
  }

  /**
   * {@return the same redrive in another state}
   *
   * @param next the new state
   * @param why the reason, for people; may be empty
   */
  public RedriveJob with(State next, String why) {
    return new RedriveJob(id, order, next, why, createdAt, progress, leasedUntil);
  }

  /**
   * {@return the same redrive with new progress}
   *
   * @param next the new progress
   */
  public RedriveJob with(RedriveProgress next) {
    return new RedriveJob(id, order, state, note, createdAt, next, leasedUntil);
  }

  /**
   * {@return the same redrive with another lease}
   *
   * @param until the end of the lease; null for no lease
   */
  public RedriveJob leased(@Nullable Instant until) {
    return new RedriveJob(id, order, state, note, createdAt, progress, until);
  }
}
