package io.spillway.core.notification;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.DeadLetterGroups;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.notification.DeadLetterNotice;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Adds notices about open dead letters by rules. To be run once a minute, by any number of
 * processes: a notice's id is derived from its rule, its group and its period, so that it is added
 * once. Costs one query while there are no new dead letters.
 */
public final class DeadLetterWatch {

  /** Maximum number of groups of which one run tells. */
  public static final int MOST_GROUPS = 50;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final DeadLetterFilter OPEN =
      DeadLetterFilter.all().withState(DeadLetterState.OPEN);

  private final DeadLetterLedger ledger;
  private final NotificationStore store;
  private final DeadLetterRules rules;
  private final InstantSource clock;

  /**
   * Creates a watch.
   *
   * @param ledger the dead letters
   * @param store the store of notifications
   * @param rules the rules
   * @param clock the current time
   */
  public DeadLetterWatch(
      DeadLetterLedger ledger,
      NotificationStore store,
      DeadLetterRules rules,
      InstantSource clock) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.store = requireNonNull(store, "store");
    this.rules = requireNonNull(rules, "rules");
    this.clock = requireNonNull(clock, "clock");
  }

  /** Adds the notices that are due. Idempotent. Throws the failures of the stores. */
  public void run() {
    Instant now = SortableTime.stored(clock.instant());
    DeadLetterFilter recent = OPEN.deadLetteredFrom(now.minus(HOUR));
    Integer limit = rules.moreThan();
    long count = ledger.count(recent, DeadLetterNotice.countedUpTo(limit == null ? 0 : limit));
    if (limit != null && count > limit) {
      DeadLetterNotice.Rule rule = DeadLetterNotice.Rule.MORE_THAN;
      announce("more-than", HOUR, new DeadLetterNotice(rule, count, (long) limit, now, null));
    }
    if (rules.firstOfGroup() && count > 0) {
      ledger
          .groups(recent, DeadLetterGrouping.CAUSE, MOST_GROUPS)
          .groups()
          .forEach(group -> announceFirst(group, now));
    }
  }

  /** Tells of a group unless some of its open dead letters are older than a day. */
  private void announceFirst(DeadLetterGroups.Group group, Instant now) {
    String key = "first-of-group\n" + group.key();
    if (isAnnounced(key, DAY, now)) {
      return;
    }
    DeadLetterFilter earlier = OPEN.withFingerprint(group.key()).deadLetteredBefore(now.minus(DAY));
    Failure failure = group.failure();
    if (failure != null && ledger.count(earlier, 1) == 0) {
      DeadLetterNotice.Rule rule = DeadLetterNotice.Rule.FIRST_OF_GROUP;
      DeadLetterNotice.Group told =
          new DeadLetterNotice.Group(
              group.key(),
              failure.code(),
              failure.message(),
              failedActivity(group.exampleId()),
              group.exampleId());
      announce(key, DAY, new DeadLetterNotice(rule, group.count(), null, now, told));
    }
  }

  private @Nullable String failedActivity(String letterId) {
    return ledger
        .find(letterId)
        .map(Versioned::value)
        .flatMap(
            entry ->
                entry.letter().activities().stream()
                    .filter(report -> report.state() == ActivityReport.State.FAILED)
                    .map(ActivityReport::activity)
                    .findFirst())
        .orElse(null);
  }

  private void announce(String key, Duration period, DeadLetterNotice notice) {
    if (!isAnnounced(key, period, notice.at())) {
      var unused = store.add(Notification.ofDeadLetters(key(key, period, notice.at()), notice));
    }
  }

  /** Returns whether a notice was added in this period, or in the last one and less than it ago. */
  private boolean isAnnounced(String key, Duration period, Instant now) {
    Instant before = now.minus(period);
    return store.find(id(key, period, now)).isPresent()
        || store
            .find(id(key, period, before))
            .filter(last -> last.value().createdAt().isAfter(before))
            .isPresent();
  }

  private static String id(String key, Duration period, Instant at) {
    return Notification.deadLettersId(key(key, period, at));
  }

  private static String key(String key, Duration period, Instant at) {
    return key + "\n" + Math.floorDiv(at.getEpochSecond(), period.toSeconds());
  }
}
