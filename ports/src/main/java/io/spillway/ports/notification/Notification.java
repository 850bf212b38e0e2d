package io.spillway.ports.notification;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import io.spillway.ports.Ids;
import io.spillway.ports.SortableTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notification to a receiver outside. It refers to its alert, so that it has no names and texts.
 *
 * <p>Notifications of a lane are sent in the order of their creation; lanes are independent.
 *
 * @param id the lane, {@code ~} and an id that is unique within the lane; always the same for the
 *     same cause
 * @param content the content
 * @param createdAt the time of its creation, in microseconds
 * @param delivery the state of its delivery
 */
public record Notification(String id, Content content, Instant createdAt, Delivery delivery) {

  /** Lane of notices about dead letters; no stream has this id. */
  public static final String DEAD_LETTER_LANE = "~dead-letters";

  /** Content of a notification. */
  public sealed interface Content {

    /** {@return the kind} */
    NotificationKind kind();

    /** {@return the lane: the stream's id, or {@link #DEAD_LETTER_LANE}} */
    String lane();
  }

  /**
   * Alert, which is read when it is sent.
   *
   * @param streamId the stream's id
   * @param alertId the alert's id
   */
  public record OfAlert(String streamId, String alertId) implements Content {

    public OfAlert {
      Ids.require("streamId", streamId);
      Ids.require("alertId", alertId);
    }

    @Override
    public NotificationKind kind() {
      return NotificationKind.ALERT;
    }

    @Override
    public String lane() {
      return streamId;
    }
  }

  /**
   * Notice about dead letters.
   *
   * @param notice the notice
   */
  public record OfDeadLetters(DeadLetterNotice notice) implements Content {

    public OfDeadLetters {
      requireNonNull(notice, "notice");
    }

    @Override
    public NotificationKind kind() {
      return NotificationKind.DEAD_LETTERS;
    }

    @Override
    public String lane() {
      return DEAD_LETTER_LANE;
    }
  }

  /**
   * State of a delivery. Times are in microseconds.
   *
   * @param state the state
   * @param attempts the number of attempts that have ended
   * @param waitingSince the time from which the maximum age counts: the creation, or the latest
   *     retry by an operator
   * @param nextAttemptAt the earliest time of the next attempt
   * @param lastAttemptAt the end of the latest attempt; null before the first
   * @param leasedUntil the end of the lease of a running attempt; null for none
   * @param failure the latest failure; null for none
   * @param endedAt the time at which it was sent, given up or cancelled; null while pending
   * @param by the operator who cancelled it; null for none
   * @param note the reason of a cancellation; empty for none
   */
  public record Delivery(
      NotificationState state,
      int attempts,
      Instant waitingSince,
      Instant nextAttemptAt,
      @Nullable Instant lastAttemptAt,
      @Nullable Instant leasedUntil,
      @Nullable Failure failure,
      @Nullable Instant endedAt,
      @Nullable String by,
      String note) {

    public Delivery {
      requireNonNull(state, "state");
      requireNonNull(note, "note");
      waitingSince = SortableTime.stored(waitingSince);
      nextAttemptAt = SortableTime.stored(nextAttemptAt);
      lastAttemptAt = lastAttemptAt == null ? null : SortableTime.stored(lastAttemptAt);
      leasedUntil = leasedUntil == null ? null : SortableTime.stored(leasedUntil);
      endedAt = endedAt == null ? null : SortableTime.stored(endedAt);
    }

    private static Delivery pending(
        Instant since,
        Instant next,
        int attempts,
        @Nullable Instant last,
        @Nullable Failure failure) {
      return new Delivery(
          NotificationState.PENDING, attempts, since, next, last, null, failure, null, null, "");
    }

    private Delivery ended(
        NotificationState end,
        int tries,
        @Nullable Instant last,
        @Nullable Failure why,
        Instant now,
        @Nullable String who,
        String reason) {
      return new Delivery(
          end, tries, waitingSince, nextAttemptAt, last, null, why, now, who, reason);
    }
  }

  public Notification {
    requireNonNull(content, "content");
    requireNonNull(delivery, "delivery");
    if (!id.startsWith(content.lane() + "~")) {
      throw new IllegalArgumentException("id must begin with its lane");
    }
    createdAt = SortableTime.stored(createdAt);
  }

  /**
   * {@return the pending notification of an alert}
   *
   * @param streamId the stream's id
   * @param alertId the alert's id
   * @param createdAt {@link #createdAt()}
   * @param now the current time
   */
  public static Notification ofAlert(
      String streamId, String alertId, Instant createdAt, Instant now) {
    return pending(streamId + "~" + alertId, new OfAlert(streamId, alertId), createdAt, now);
  }

  /**
   * {@return the pending notification of a notice about dead letters}
   *
   * @param key the text from which its id is derived
   * @param notice the notice
   */
  public static Notification ofDeadLetters(String key, DeadLetterNotice notice) {
    return pending(deadLettersId(key), new OfDeadLetters(notice), notice.at(), notice.at());
  }

  /**
   * {@return the id of a notification about dead letters}
   *
   * @param key the text from which it is derived
   */
  public static String deadLettersId(String key) {
    return DEAD_LETTER_LANE + "~" + Ids.derive(key);
  }

  private static Notification pending(String id, Content content, Instant createdAt, Instant now) {
    return new Notification(id, content, createdAt, Delivery.pending(now, now, 0, null, null));
  }

  /** {@return the kind} */
  public NotificationKind kind() {
    return content.kind();
  }

  /** {@return the lane} */
  public String lane() {
    return content.lane();
  }

  /** {@return the state} */
  public NotificationState state() {
    return delivery.state();
  }

  /** {@return a key that sorts notifications by their creation, then by id} */
  public String sortKey() {
    return SortableTime.key(createdAt, id);
  }

  /** {@return a key that sorts pending notifications by their next attempt, then by creation} */
  public String dueKey() {
    return SortableTime.key(delivery.nextAttemptAt(), sortKey());
  }

  /**
   * {@return whether no attempt is running}
   *
   * @param now the current time
   */
  public boolean isFree(Instant now) {
    return delivery.leasedUntil() == null || !now.isBefore(delivery.leasedUntil());
  }

  /**
   * {@return whether it may be sent now}
   *
   * @param now the current time
   */
  public boolean isDue(Instant now) {
    return isFree(now) && !now.isBefore(delivery.nextAttemptAt());
  }

  /**
   * {@return whether it has waited for longer than a maximum}
   *
   * @param longest the maximum
   * @param now the current time
   */
  public boolean isOlderThan(Duration longest, Instant now) {
    return !now.isBefore(delivery.waitingSince().plus(longest));
  }

  /**
   * {@return the same notification during an attempt}
   *
   * @param until the end of the lease
   */
  public Notification leased(Instant until) {
    Delivery d = delivery;
    return with(
        new Delivery(
            d.state(),
            d.attempts(),
            d.waitingSince(),
            d.nextAttemptAt(),
            d.lastAttemptAt(),
            until,
            d.failure(),
            d.endedAt(),
            d.by(),
            d.note()));
  }

  /**
   * {@return the same notification, sent}
   *
   * @param now the current time
   */
  public Notification sent(Instant now) {
    return with(
        delivery.ended(NotificationState.SENT, delivery.attempts() + 1, now, null, now, null, ""));
  }

  /**
   * {@return the same notification after a failed attempt, to be sent again}
   *
   * @param failure the failure
   * @param now the current time
   * @param next the earliest time of the next attempt
   */
  public Notification failedOnce(Failure failure, Instant now, Instant next) {
    return with(
        Delivery.pending(delivery.waitingSince(), next, delivery.attempts() + 1, now, failure));
  }

  /**
   * {@return the same notification after a failed attempt, given up}
   *
   * @param failure the failure
   * @param now the current time
   */
  public Notification refused(Failure failure, Instant now) {
    return with(
        delivery.ended(
            NotificationState.FAILED, delivery.attempts() + 1, now, failure, now, null, ""));
  }

  /**
   * {@return the same notification, given up without a further attempt}
   *
   * @param failure the failure
   * @param now the current time
   */
  public Notification expired(Failure failure, Instant now) {
    return with(
        delivery.ended(
            NotificationState.FAILED,
            delivery.attempts(),
            delivery.lastAttemptAt(),
            failure,
            now,
            null,
            ""));
  }

  /**
   * {@return the same notification, cancelled}
   *
   * @param by the operator; null for Spillway
   * @param reason the reason
   * @param now the current time
   */
  public Notification cancelled(@Nullable String by, String reason, Instant now) {
    return with(
        delivery.ended(
            NotificationState.CANCELLED,
            delivery.attempts(),
            delivery.lastAttemptAt(),
            delivery.failure(),
            now,
            by,
            reason));
  }

  /**
   * {@return the same notification, to be sent now; its maximum age begins anew}
   *
   * @param now the current time
   */
  public Notification retried(Instant now) {
    return with(
        Delivery.pending(
            now, now, delivery.attempts(), delivery.lastAttemptAt(), delivery.failure()));
  }

  private Notification with(Delivery changed) {
    return new Notification(id, content, createdAt, changed);
  }

  /** Identifies the notification. */
  @Override
  public String toString() {
    return "Notification[" + id + ", " + state() + "]";
  }
}
