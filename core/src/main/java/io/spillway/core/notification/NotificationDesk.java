package io.spillway.core.notification;

import static java.util.Objects.requireNonNull;

import io.spillway.core.InputCheck;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationFilter;
import io.spillway.ports.notification.NotificationState;
import io.spillway.ports.notification.NotificationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Operators' view of the outbox. Thread-safe. Each method throws the failures of the store. */
public final class NotificationDesk {

  /** Maximum length of a reason, in code points. */
  public static final int MAX_REASON = 500;

  /** Maximum number of notifications that one call of {@link #retryFailed} retries. */
  public static final int SLICE = 100;

  private static final int TRIES = 3;

  private final NotificationStore store;
  private final InstantSource clock;
  private final Runnable kick;

  /**
   * Creates an instance.
   *
   * @param store the store of notifications
   * @param clock the current time
   * @param kick the start of the senders, which returns at once
   */
  public NotificationDesk(NotificationStore store, InstantSource clock, Runnable kick) {
    this.store = requireNonNull(store, "store");
    this.clock = requireNonNull(clock, "clock");
    this.kick = requireNonNull(kick, "kick");
  }

  /**
   * {@return the notifications that match a filter, newest first}
   *
   * @param filter the filter
   * @param page the page
   */
  public Page<Versioned<Notification>> list(NotificationFilter filter, PageRequest page) {
    return store.list(filter, page);
  }

  /**
   * {@return the notification with this id; empty also for text that is not a valid id}
   *
   * @param id any text
   */
  public Optional<Versioned<Notification>> find(String id) {
    return store.find(id);
  }

  /**
   * Sends a notification now that is pending, failed or cancelled; its maximum age begins anew.
   *
   * @param id the notification's id
   * @return the notification, pending
   */
  public NotificationResult retry(String id) {
    Instant now = clock.instant();
    NotificationResult result =
        step(
            id,
            one -> one.state() == NotificationState.SENT ? "it was sent" : busy(one, now),
            one -> one.retried(now));
    kick.run();
    return result;
  }

  /**
   * Cancels a notification that is pending or failed.
   *
   * @param id the notification's id
   * @param reason the reason, 1 to {@value #MAX_REASON} code points
   * @param by the operator
   * @return the notification, cancelled
   * @throws io.spillway.InvalidInputException for an invalid reason
   */
  public NotificationResult cancel(String id, @Nullable String reason, String by) {
    InputCheck check = new InputCheck();
    String why = check.text("reason", reason, MAX_REASON);
    check.orThrow();
    Instant now = clock.instant();
    return step(
        id,
        one ->
            switch (one.state()) {
              case SENT -> "it was sent";
              case CANCELLED -> "it is cancelled";
              case PENDING, FAILED -> busy(one, now);
            },
        one -> one.cancelled(by, why, now));
  }

  /**
   * Retries failed notifications that match a filter, the newest first, at most {@value #SLICE}.
   *
   * @param filter the filter; its state is ignored
   * @return the number of retried ones, and whether there are more
   */
  public Retried retryFailed(NotificationFilter filter) {
    Page<Versioned<Notification>> slice =
        store.list(filter.withState(NotificationState.FAILED), PageRequest.first(SLICE));
    Instant now = clock.instant();
    int retried = 0;
    for (Versioned<Notification> one : slice.items()) {
      if (store.replace(one.value().retried(now), one.version()) instanceof Replacement.Replaced) {
        retried++;
      }
    }
    kick.run();
    return new Retried(retried, slice.nextCursor() != null);
  }

  /**
   * Result of {@link #retryFailed}.
   *
   * @param count the number of retried notifications
   * @param hasMore whether further ones may match
   */
  public record Retried(int count, boolean hasMore) {}

  private static @Nullable String busy(Notification one, Instant now) {
    return one.isFree(now) ? null : "it is being sent";
  }

  private NotificationResult step(
      String id, Obstacle obstacle, UnaryOperator<Notification> change) {
    for (int i = 0; i < TRIES; i++) {
      Versioned<Notification> found = store.find(id).orElse(null);
      if (found == null) {
        return new NotificationResult.NotFound();
      }
      String reason = obstacle.of(found.value());
      if (reason != null) {
        return new NotificationResult.NotAllowed(reason);
      }
      if (store.replace(change.apply(found.value()), found.version())
          instanceof Replacement.Replaced<Notification> replaced) {
        return new NotificationResult.Done(replaced.stored());
      }
    }
    return new NotificationResult.Busy();
  }

  private interface Obstacle {
    @Nullable String of(Notification notification);
  }
}
