package io.spillway.core.event;

import static io.spillway.core.event.EventFixture.OUTAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.Activity;
import io.spillway.AlertRules;
import io.spillway.DonorMessages;
import io.spillway.NameCheck;
import io.spillway.adapters.inmemory.InMemoryAlertChannel;
import io.spillway.adapters.inmemory.InMemoryAlertStore;
import io.spillway.adapters.inmemory.InMemoryEventLog;
import io.spillway.adapters.inmemory.InMemoryNotificationStore;
import io.spillway.adapters.inmemory.InMemoryStatsStore;
import io.spillway.core.event.ActivityOutcome.Done;
import io.spillway.core.event.ActivityOutcome.Failed;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.notification.NotificationStore;
import io.spillway.testkit.Crash;
import io.spillway.testkit.Faults;
import io.spillway.testkit.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivitiesTest {

  private static final StreamEvent RAID = EventFixture.event(new EventDetail.Raid(500));

  private final SettableClock clock = new SettableClock(EventFixture.NOON);

  private static Activity activity(String name, Consumer<StreamEvent> action) {
    return new Activity() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void run(StreamEvent event) {
        action.accept(event);
      }
    };
  }

  private static Activity throwing(RuntimeException e) {
    return activity(
        "x",
        event -> {
          throw e;
        });
  }

  @Test
  void the_standard_ones_count_alert_and_log() {
    InMemoryStatsStore stats = new InMemoryStatsStore(() -> EventFixture.NOON);
    InMemoryAlertStore alerts = new InMemoryAlertStore();
    InMemoryEventLog log = new InMemoryEventLog();
    Activities activities = Activities.standard(stats, alerts, AlertRules.STANDARD, log);

    assertThat(activities.names()).containsExactly("stats", "alerts", "log");
    for (String name : activities.names()) {
      assertThat(activities.execute(name, RAID)).isEqualTo(new Done(name));
    }
    assertThat(stats.totals("s1").count(EventType.RAID)).isEqualTo(1);
    assertThat(alerts.list("s1", PageRequest.first(10)).items()).hasSize(1);
    assertThat(log.find("s1", "e1")).contains(RAID);
  }

  @Test
  void an_event_that_is_worth_no_alert_raises_none() {
    InMemoryAlertStore alerts = new InMemoryAlertStore();
    Activities activities =
        Activities.standard(
            new InMemoryStatsStore(() -> EventFixture.NOON),
            alerts,
            AlertRules.STANDARD,
            new InMemoryEventLog());

    activities.execute("alerts", EventFixture.event(new EventDetail.Follow()));

    assertThat(alerts.list("s1", PageRequest.first(10)).items()).isEmpty();
  }

  @Test
  void the_follow_that_reaches_a_milestone_raises_an_alert_that_is_kept_once_and_told() {
    InMemoryAlertStore alerts = new InMemoryAlertStore();
    InMemoryAlertChannel channel = new InMemoryAlertChannel();
    Activities activities =
        activities(alerts, channel, new InMemoryStatsStore(() -> EventFixture.NOON));
    List<StreamEvent> follows = follows(3);

    follows.forEach(follow -> activities.execute("stats", follow));
    follows.forEach(follow -> activities.execute("alerts", follow));
    activities.execute("stats", follows.get(1));

    assertThat(alerts.list("s1", PageRequest.first(10)).items())
        .extracting(Alert::alertId, Alert::kind)
        .containsExactly(tuple("e2", "follower-milestone"));
    assertThat(channel.sent()).extracting(Alert::alertId).containsExactly("e2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "StatsStore.apply",
        "AlertStore.add",
        "NotificationStore.add",
        "AlertChannel.send"
      })
  void a_milestone_outlives_a_crash_before_and_after_each_step(String step) {
    for (boolean after : new boolean[] {false, true}) {
      Faults faults = new Faults();
      InMemoryAlertStore alerts = new InMemoryAlertStore();
      InMemoryAlertChannel channel = new InMemoryAlertChannel();
      AlertDelivery delivery =
          new AlertDelivery(
              faults.wrap(NotificationStore.class, new InMemoryNotificationStore(clock)),
              alerts,
              faults.wrap(AlertChannel.class, channel),
              NameCheck.OFF,
              DonorMessages.OFF,
              clock);
      Activities activities =
          activities(
              faults.wrap(AlertStore.class, alerts),
              delivery,
              faults.wrap(StatsStore.class, new InMemoryStatsStore(() -> EventFixture.NOON)));
      List<StreamEvent> follows = follows(3);
      activities.execute("stats", follows.get(0));
      if (after) {
        faults.crashAfter(step, 1);
      } else {
        faults.crashBefore(step, 1);
      }
      assertThatThrownBy(() -> activities.execute("stats", follows.get(1)))
          .isInstanceOf(Crash.class);
      faults.restart();

      activities.execute("stats", follows.get(2));
      activities.execute("stats", follows.get(1));
      delivery.sendLater();

      String reached = step.equals("StatsStore.apply") && !after ? "e3" : "e2";
      assertThat(alerts.list("s1", PageRequest.first(10)).items())
          .extracting(Alert::alertId)
          .containsExactly(reached);
      assertThat(channel.sent()).extracting(Alert::alertId).containsOnly(reached).isNotEmpty();
      boolean mayBeTwice = step.equals("AlertChannel.send") && after;
      assertThat(channel.sent()).hasSize(mayBeTwice ? 2 : 1);
    }
  }

  @Test
  void an_outbox_that_fails_fails_the_activity_whose_alert_is_kept() {
    Faults faults = new Faults();
    InMemoryAlertStore alerts = new InMemoryAlertStore();
    InMemoryAlertChannel channel = new InMemoryAlertChannel();
    NotificationStore store =
        faults.wrap(NotificationStore.class, new InMemoryNotificationStore(clock));
    Activities activities =
        activities(
            alerts,
            new AlertDelivery(store, alerts, channel, NameCheck.OFF, DonorMessages.OFF, clock),
            new InMemoryStatsStore(() -> EventFixture.NOON));
    faults.failBefore("NotificationStore.add", OUTAGE);

    assertThat(((Failed) activities.execute("alerts", RAID)).failure()).isEqualTo(OUTAGE);
    assertThat(alerts.list("s1", PageRequest.first(10)).items()).hasSize(1);
    assertThat(activities.execute("alerts", RAID)).isEqualTo(new Done("alerts"));
    assertThat(channel.sent()).hasSize(1);
  }

  @Test
  void a_receiver_that_is_away_fails_neither_alerts_nor_stats() {
    Faults faults = new Faults();
    InMemoryAlertChannel channel = new InMemoryAlertChannel();
    Activities activities =
        activities(
            new InMemoryAlertStore(),
            faults.wrap(AlertChannel.class, channel),
            new InMemoryStatsStore(() -> EventFixture.NOON));
    faults.outage("AlertChannel.send", OUTAGE);

    assertThat(activities.execute("alerts", RAID)).isEqualTo(new Done("alerts"));
    follows(2)
        .forEach(
            follow -> assertThat(activities.execute("stats", follow)).isEqualTo(new Done("stats")));
    assertThat(faults.calls()).contains("AlertChannel.send");
  }

  private Activities activities(AlertStore alerts, AlertChannel channel, StatsStore stats) {
    NotificationStore store = new InMemoryNotificationStore(clock);
    return activities(
        alerts,
        new AlertDelivery(store, alerts, channel, NameCheck.OFF, DonorMessages.OFF, clock),
        stats);
  }

  private static Activities activities(
      AlertStore alerts, AlertDelivery delivery, StatsStore stats) {
    AlertRules second = new AlertRules(Map.of(), 100, new Milestones(List.of(2L)));
    return Activities.standard(
        stats, new Alerting(second, alerts, delivery.outbox), new InMemoryEventLog());
  }

  private static List<StreamEvent> follows(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i -> new StreamEvent("s1", "e" + i, "ann", EventFixture.NOON, new EventDetail.Follow()))
        .toList();
  }

  @Test
  void more_can_be_registered_after_them() {
    Activities two = Activities.of(List.of(activity("a", event -> {}))).and(activity("b", e -> {}));

    assertThat(two.names()).containsExactly("a", "b");
    assertThat(two.execute("b", RAID)).isEqualTo(new Done("b"));
  }

  @Test
  void a_ports_failure_is_the_outcome_with_its_evidence() {
    Failed failed =
        (Failed) Activities.of(List.of(throwing(new PortException(OUTAGE)))).execute("x", RAID);

    assertThat(failed.failure()).isEqualTo(OUTAGE);
    assertThat(failed.exception())
        .extracting(ExceptionEvidence::type)
        .isEqualTo(PortException.class.getName());
  }

  @Test
  void a_crash_is_a_transient_failure_that_does_not_quote_the_exception() {
    Failed failed =
        (Failed)
            Activities.of(List.of(throwing(new IllegalStateException("boom")))).execute("x", RAID);

    assertThat(failed.failure().code()).isEqualTo("activity.crashed");
    assertThat(failed.failure().message()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failed.failure().category()).isEqualTo(FailureCategory.TRANSIENT);
    assertThat(failed.exception())
        .extracting(ExceptionEvidence::type)
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void an_unregistered_activity_fails_permanently() {
    Failure failure =
        ((Failed) Activities.of(List.of(activity("a", e -> {}))).execute("b", RAID)).failure();

    assertThat(failure.code()).isEqualTo("activity.unknown");
    assertThat(failure.category()).isEqualTo(FailureCategory.PERMANENT);
  }

  @Test
  void names_that_are_malformed_or_taken_are_refused() {
    Activity a = activity("a", event -> {});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activities.of(List.of(a, a)))
        .withMessage("two activities are named a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activities.of(List.of(activity("A b", event -> {}))))
        .withMessageContaining("must match");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activities.of(List.of()))
        .withMessage("there must be at least one activity");
  }
}
