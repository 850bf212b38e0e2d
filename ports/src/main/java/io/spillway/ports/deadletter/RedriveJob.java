package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A redrive: an order, and how far it has come.
 *
 * @param id in the form of {@link Ids}
 * @param order what is wanted
 * @param state whether it goes on
 * @param note why it is in this state; may be empty
 * @param createdAt when it was ordered, in microseconds; letters buried later are not its own
 * @param progress how far it has come
 * @param leasedUntil until when one instance works on it, in microseconds, if that one has not come
 *     to an end before; null when nobody does
 */
public record RedriveJob(
    String id,
    RedriveOrder order,
    State state,
    String note,
    Instant createdAt,
    RedriveProgress progress,
    @Nullable Instant leasedUntil) {

  /** Whether a redrive goes on. */
  public enum State {
    /** Takes letters in hand, one wave after another. */
    RUNNING,
    /** Takes no more letters in hand until it is resumed. */
    PAUSED,
    /** Everything that was selected has come to an end. */
    DONE,
    /** Somebody ended it. */
    CANCELLED,
    /** Its canary failed. */
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
   * {@return a redrive that is running and under no lease}
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

  /** {@return whether there is something left to do: letters to take in hand, or in hand} */
  public boolean hasWork() {
    return state == State.RUNNING || !progress.inHand().isEmpty();
  }

  /** {@return a key that sorts redrives by when they were ordered, then by id} */
  public String sortKey() {
    return SortableTime.key(createdAt, id);
  }

  /**
   * {@return the same redrive in another state, for this reason}
   *
   * @param next the other state
   * @param why for people; empty when there is nothing to say
   */
  public RedriveJob with(State next, String why) {
    return new RedriveJob(id, order, next, why, createdAt, progress, leasedUntil);
  }

  /**
   * {@return the same redrive, as far as it has come now}
   *
   * @param next how far it has come
   */
  public RedriveJob with(RedriveProgress next) {
    return new RedriveJob(id, order, state, note, createdAt, next, leasedUntil);
  }

  /**
   * {@return the same redrive under a lease until then; under none for null}
   *
   * @param until when others may go on with it; null when they may at once
   */
  public RedriveJob leased(@Nullable Instant until) {
    return new RedriveJob(id, order, state, note, createdAt, progress, until);
  }
}
