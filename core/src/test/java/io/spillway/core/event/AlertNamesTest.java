package io.spillway.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.AlertRules;
import io.spillway.DonorMessages;
import io.spillway.NameCheck;
import io.spillway.adapters.inmemory.InMemoryAlertChannel;
import io.spillway.adapters.inmemory.InMemoryAlertStore;
import io.spillway.adapters.inmemory.InMemoryEventLog;
import io.spillway.adapters.inmemory.InMemoryNotificationStore;
import io.spillway.adapters.inmemory.InMemoryStatsStore;
import io.spillway.ports.PageRequest;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.WithheldName;
import io.spillway.ports.notification.NotificationStore;
import io.spillway.testkit.Crash;
import io.spillway.testkit.Faults;
import io.spillway.testkit.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts about actors whose names the local rules withhold. */
class AlertNamesTest {

  private static final String NAME = "kys losers";
  private static final AlertRules RULES =
      new AlertRules(Map.of("USD", 10_000L), 100, new Milestones(List.of(1L)))
          .withLargeGift(5)
          .withLargeCheer(1_000)
          .withCustom(Set.of("hype.train"));
  private static final EventDetail DONATION =
      new EventDetail.Donation(Money.parse("500.00", "USD"));

  private final Faults faults = new Faults();
  private final InMemoryAlertStore alerts = new InMemoryAlertStore();
  private final InMemoryAlertChannel channel = new InMemoryAlertChannel();
  private final InMemoryStatsStore stats = new InMemoryStatsStore(() -> EventFixture.NOON);
  private final InMemoryEventLog log = new InMemoryEventLog();
  private NameCheck names = NameCheck.standard();
  private final SettableClock clock = new SettableClock(EventFixture.NOON);
  private final AlertDelivery delivery =
      new AlertDelivery(
          faults.wrap(NotificationStore.class, new InMemoryNotificationStore(clock)),
          alerts,
          faults.wrap(AlertChannel.class, channel),
          (stream, name) -> names.check(stream, name),
          DonorMessages.OFF,
          clock);
  private final Activities activities =
      Activities.standard(
          stats,
          new Alerting(
              RULES,
              faults.wrap(AlertStore.class, alerts),
              delivery.outbox,
              (stream, name) -> names.check(stream, name),
              DonorMessages.OFF),
          log);

  private static StreamEvent event(String actor, EventDetail detail) {
    return new StreamEvent("s1", "e1", actor, EventFixture.NOON, detail);
  }

  private void run(StreamEvent event) {
    activities.names().forEach(name -> activities.execute(name, event));
  }

  private Alert only() {
    List<Alert> all = alerts.list("s1", PageRequest.first(10)).items();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void a_donation_is_counted_and_logged_as_sent_and_its_alert_names_nobody() {
    run(event(NAME, DONATION));

    assertThat(only().summary()).isEqualTo("Someone gave 500.00 USD");
    assertThat(only().actorWithheld())
        .isEqualTo(new WithheldName(Category.SELF_HARM_INSTRUCTIONS, "standard-1"));
    assertThat(stats.totals("s1").donations()).containsEntry("USD", 50_000L);
    assertThat(log.find("s1", "e1")).contains(event(NAME, DONATION));
  }

  @Test
  void a_raid_and_a_milestone_name_nobody_either() {
    run(event("i will kill you", new EventDetail.Raid(500)));
    assertThat(only().summary()).isEqualTo("Someone brings 500 viewers");
    alerts.delete("s1", "e1");

    String link = "https://evil.com join now";
    run(new StreamEvent("s1", "e2", link, EventFixture.NOON, new EventDetail.Follow()));
    assertThat(only().summary()).isEqualTo("Someone is follower 1");
    assertThat(stats.totals("s1").count(EventType.FOLLOW)).isEqualTo(1);
  }

  @Test
  void gifts_cheers_and_custom_events_name_nobody_either() {
    Map<EventDetail, String> summaries =
        Map.of(
            new EventDetail.Gift("1", 5, false), "Someone gave 5 subscriptions",
            new EventDetail.Cheer(1_000, false), "Someone cheered with 1000 bits",
            new EventDetail.Custom("hype.train", Map.of()), "Someone: hype.train");

    summaries.forEach(
        (detail, summary) -> {
          alerts.delete("s1", "e1");
          run(event(NAME, detail));
          assertThat(only().summary()).isEqualTo(summary);
          assertThat(only().actorWithheld()).isNotNull();
        });
    assertThat(channel.sent()).extracting(Alert::actor).containsOnlyNulls();
  }

  @Test
  void an_anonymous_giver_is_named_nowhere_even_if_the_site_sends_the_name() {
    run(event("zoe", new EventDetail.Gift("1", 5, true)));

    assertThat(only().summary()).isEqualTo("Someone gave 5 subscriptions");
    assertThat(only().actor()).isNull();
    assertThat(only().actorWithheld()).isNull();
  }

  @Test
  void the_alert_is_found_by_the_real_name_for_exports_and_erasures() {
    run(event(NAME, DONATION));

    assertThat(alerts.ofActor(NAME, null, PageRequest.first(10)).items())
        .extracting(Alert::actor)
        .containsExactly(NAME);
  }

  @Test
  void the_channel_gets_neither_the_name_nor_the_reason() {
    run(event(NAME, DONATION));

    assertThat(channel.sent()).containsExactly(only().shown());
    assertThat(channel.sent().get(0).actor()).isNull();
    assertThat(channel.sent().get(0).actorWithheld()).isNull();
    assertThat(channel.sent().get(0).summary()).doesNotContain("kys");
  }

  @Test
  void an_ordinary_name_is_shown() {
    run(event("ann", DONATION));

    assertThat(only().summary()).isEqualTo("ann gave 500.00 USD");
    assertThat(only().actorWithheld()).isNull();
    assertThat(channel.sent()).containsExactly(only());
  }

  @Test
  void names_are_checked_for_the_events_that_raise_alerts_only() {
    names =
        (stream, name) -> {
          throw new IllegalStateException("checked");
        };

    run(event("ann", new EventDetail.Raid(1)));

    assertThat(activities.execute("alerts", event("ann", new EventDetail.Raid(1))))
        .isInstanceOf(ActivityOutcome.Done.class);
    assertThat(activities.execute("alerts", event("ann", DONATION)))
        .isInstanceOf(ActivityOutcome.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AlertStore.add", "NotificationStore.add", "AlertChannel.send"})
  void a_crash_before_or_after_each_step_shows_no_name(String step) {
    for (boolean after : new boolean[] {false, true}) {
      alerts.delete("s1", "e1");
      String id = after ? "e2" : "e1";
      StreamEvent event = new StreamEvent("s1", id, NAME, EventFixture.NOON, DONATION);
      if (after) {
        faults.crashAfter(step, 1);
      } else {
        faults.crashBefore(step, 1);
      }
      assertThatThrownBy(() -> activities.execute("alerts", event)).isInstanceOf(Crash.class);
      faults.restart();

      activities.execute("alerts", event);
      delivery.sendLater();

      assertThat(only().summary()).isEqualTo("Someone gave 500.00 USD");
      assertThat(channel.sent()).contains(only().shown());
      assertThat(channel.sent()).extracting(Alert::summary).containsOnly(only().summary());
    }
  }

  @Test
  void a_retry_after_the_policy_has_banned_the_name_sends_no_name() {
    names = NameCheck.OFF;
    faults.crashAfter("AlertStore.add", 1);
    assertThatThrownBy(() -> activities.execute("alerts", event("zorblax", DONATION)))
        .isInstanceOf(Crash.class);
    faults.restart();
    names = (stream, name) -> Optional.of(new WithheldName(Category.HARASSMENT, "stream-1"));

    activities.execute("alerts", event("zorblax", DONATION));

    assertThat(channel.sent())
        .extracting(Alert::summary)
        .containsExactly("Someone gave 500.00 USD");
  }
}
