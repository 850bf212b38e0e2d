package io.spillway.core.notification;

import static java.util.Objects.requireNonNull;

import io.spillway.DonorMessages;
import io.spillway.NameCheck;
import io.spillway.ports.Backlog;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.notification.DeadLetterChannel;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationKind;
import io.spillway.ports.notification.NotificationState;
import io.spillway.ports.notification.NotificationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Sends the notifications of one kind, one at a time in each process.
 *
 * <p>Notifications of a lane are sent in the order of their creation; a failed one stops the later
 * ones of its lane. Each is sent at least once, and normally once, also by several processes: an
 * attempt has a lease. A receiver that is away gets one trial after each of growing pauses. A
 * notification is given up if the receiver refuses it, or if it has waited too long and the
 * receiver is still away. Thread-safe.
 */
public final class NotificationSender implements Monitored {

  /** Code of a channel that threw an exception other than {@link PortException}. */
  public static final String CRASHED = "notification.crashed";

  /** Default maximum age of a notification for a receiver that is away. */
  public static final Duration STANDARD_AGE = Duration.ofDays(3);

  /** Maximum number of notifications that one run sends. */
  public static final int MOST_IN_A_RUN = 500;

  /** Maximum time after the start of a run in which it begins an attempt. */
  public static final Duration LONGEST_RUN = Duration.ofSeconds(45);

  /** Time after which another process may repeat an attempt that did not end. */
  static final Duration LEASE = Duration.ofMinutes(2);

  private static final int BATCH = 100;
  private static final int OF_A_LANE = 20;

  private final Supplier<NotificationStore> stores;
  private final Sending sending;
  private final Duration longest;
  private final InstantSource clock;
  private final Receiver receiver = new Receiver();
  private final ReentrantLock running = new ReentrantLock();
  private volatile long waiting;
  private volatile long failed;

  private NotificationSender(
      Supplier<NotificationStore> stores, Sending sending, Duration longest, InstantSource clock) {
    this.stores = requireNonNull(stores, "stores");
    this.sending = sending;
    this.longest = requireNonNull(longest, "longest");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * {@return a sender of alerts}
   *
   * @param stores the store of notifications; supplied when it is used
   * @param alerts the store of alerts
   * @param channel the receiver
   * @param names the check of actors' names, which is repeated when an alert is sent
   * @param messages the donors' messages
   * @param longest the maximum age of a notification while the receiver is away
   * @param clock the current time
   */
  public static NotificationSender ofAlerts(
      Supplier<NotificationStore> stores,
      AlertStore alerts,
      AlertChannel channel,
      NameCheck names,
      DonorMessages messages,
      Duration longest,
      InstantSource clock) {
    Sending sending = new AlertSending(alerts, channel, names, messages);
    return new NotificationSender(stores, sending, longest, clock);
  }

  /**
   * {@return a sender of notices about dead letters}
   *
   * @param stores the store of notifications; supplied when it is used
   * @param channel the receiver
   * @param longest the maximum age of a notification while the receiver is away
   * @param clock the current time
   */
  public static NotificationSender ofDeadLetters(
      Supplier<NotificationStore> stores,
      DeadLetterChannel channel,
      Duration longest,
      InstantSource clock) {
    return new NotificationSender(stores, new DeadLetterSending(channel), longest, clock);
  }

  /**
   * Sends what is due, at most {@value #MOST_IN_A_RUN} notifications. Returns at once while another
   * thread sends. Throws {@link PortException} if a store failed; a failure of the receiver is in
   * its notification.
   */
  public void send() {
    if (!running.tryLock()) {
      return;
    }
    try {
      if (!receiver.isPaused(clock.instant())) {
        sendDue();
      }
    } finally {
      running.unlock();
    }
  }

  /**
   * Sends what is due, gives up what is too old, and counts what waits, for the health. To be
   * called once a minute.
   */
  public void runMaintenance() {
    send();
    Failure away = receiver.failure();
    if (away != null) {
      expire(away);
    }
    waiting = stores.get().count(kind(), NotificationState.PENDING, Backlog.COUNTED_UP_TO);
    failed = stores.get().count(kind(), NotificationState.FAILED, Backlog.COUNTED_UP_TO);
  }

  /**
   * Returns the channel's health; degraded while notifications wait for a receiver that is away,
   * and while some are given up. Makes no call.
   */
  @Override
  public Health health() {
    Health channel = sending.channel().health();
    Instant since = receiver.failingSince();
    StringBuilder detail = new StringBuilder();
    if (since != null) {
      detail.append("; the receiver has failed since ").append(since);
      detail.append(", ").append(Backlog.text(Math.max(waiting, 1))).append(" waiting");
    }
    if (failed > 0) {
      detail.append("; ").append(Backlog.text(failed)).append(" failed");
    }
    return detail.isEmpty() ? channel : addDetail(channel, detail.toString());
  }

  private static Health addDetail(Health channel, String detail) {
    String own = channel.detail() == null ? "" : channel.detail();
    String text = own.isEmpty() ? detail.substring(2) : own + detail;
    boolean isUp = channel.state() == Health.State.UP;
    return new Health(channel.adapter(), isUp ? Health.State.DEGRADED : channel.state(), text);
  }

  private NotificationKind kind() {
    return sending.kind();
  }

  private void sendDue() {
    Instant end = clock.instant().plus(LONGEST_RUN);
    Set<String> blocked = new HashSet<>();
    int left = MOST_IN_A_RUN;
    while (left > 0 && blocked.size() < PageRequest.MAX_LIMIT) {
      Set<String> lanes = lanesDue(blocked);
      if (lanes.isEmpty()) {
        return;
      }
      for (String lane : lanes) {
        Turn turn = sendLane(lane, Math.min(left, OF_A_LANE));
        left -= turn.ended();
        if (turn.isBlocked()) {
          blocked.add(lane);
        }
        if (left <= 0 || !mayGoOn(end)) {
          return;
        }
      }
    }
  }

  private boolean mayGoOn(Instant end) {
    Instant now = clock.instant();
    return now.isBefore(end) && !receiver.isPaused(now);
  }

  /** Returns the lanes with due notifications, the longest due first. */
  private Set<String> lanesDue(Set<String> blocked) {
    Set<String> lanes = new LinkedHashSet<>();
    stores
        .get()
        .due(kind(), clock.instant(), blocked, BATCH)
        .forEach(due -> lanes.add(due.value().lane()));
    return lanes;
  }

  /**
   * Result of a lane's turn.
   *
   * @param ended the number of notifications that are sent or given up
   * @param isBlocked whether the first of the others must not be sent now
   */
  private record Turn(int ended, boolean isBlocked) {}

  private Turn sendLane(String lane, int most) {
    List<Versioned<Notification>> next = stores.get().waiting(kind(), lane, most);
    int ended = 0;
    for (Versioned<Notification> one : next) {
      if (!one.value().isDue(clock.instant()) || !end(one)) {
        return new Turn(ended, true);
      }
      ended++;
      if (receiver.isPaused(clock.instant())) {
        return new Turn(ended, true);
      }
    }
    return new Turn(ended, next.isEmpty());
  }

  /** Returns whether the notification has ended, so that the next of its lane may be sent. */
  private boolean end(Versioned<Notification> pending) {
    Instant now = clock.instant();
    Optional<BooleanSupplier> call = sending.prepare(pending.value());
    if (call.isEmpty()) {
      return replace(pending.value().cancelled(null, "its alert was deleted", now), pending);
    }
    Replacement<Notification> lease =
        stores.get().replace(pending.value().leased(now.plus(LEASE)), pending.version());
    return lease instanceof Replacement.Replaced<Notification> leased
        && attempt(call.get(), leased.stored());
  }

  private boolean attempt(BooleanSupplier call, Versioned<Notification> leased) {
    boolean isSent;
    try {
      isSent = call.getAsBoolean();
    } catch (PortException e) {
      return record(e.failure(), leased);
    } catch (RuntimeException e) {
      return record(Failure.transientFailure(CRASHED, e.getClass().getName()), leased);
    }
    Instant now = clock.instant();
    receiver.answer();
    return replace(
        isSent
            ? leased.value().sent(now)
            : leased.value().cancelled(null, "the receiver has opted out", now),
        leased);
  }

  private boolean record(Failure failure, Versioned<Notification> leased) {
    Instant now = clock.instant();
    Notification tried = leased.value();
    if (failure.category() == FailureCategory.PERMANENT) {
      receiver.answer();
      return replace(tried.refused(failure, now), leased);
    }
    receiver.fail(failure, now);
    if (tried.isOlderThan(longest, now)) {
      return replace(tried.refused(failure, now), leased);
    }
    Duration pause = Receiver.pause(tried.delivery().attempts() + 1, failure);
    var unused = replace(tried.failedOnce(failure, now, now.plus(pause)), leased);
    return false;
  }

  /** Returns whether this value was stored; otherwise an operator or another process was faster. */
  private boolean replace(Notification next, Versioned<Notification> current) {
    return stores.get().replace(next, current.version()) instanceof Replacement.Replaced;
  }

  private void expire(Failure away) {
    Instant now = clock.instant();
    for (Versioned<Notification> one : stores.get().waiting(kind(), null, PageRequest.MAX_LIMIT)) {
      if (one.value().isOlderThan(longest, now) && one.value().isFree(now)) {
        var unused = replace(one.value().expired(away, now), one);
      }
    }
  }
}
