package io.spillway.core.notification;

import static io.spillway.core.notification.SenderFixture.AWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.event.Alert;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.WithheldName;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationFilter;
import io.spillway.ports.notification.NotificationState;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Crash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationSenderTest {

  private static final Failure REFUSED =
      Failure.permanent("alert-channel.rejected", "the receiver answered 400");

  private final SenderFixture given = new SenderFixture();

  private void raise(String stream, int count) {
    for (int i = 1; i <= count; i++) {
      given.raise(stream, "a-" + i);
    }
  }

  private List<String> of(String stream) {
    return given.arrived.stream().filter(id -> id.startsWith(stream + "/")).toList();
  }

  @Test
  void alerts_of_a_stream_are_sent_in_the_order_in_which_they_were_added_each_once() {
    given.raise("s1", "z");
    given.raise("s1", "b");
    given.raise("s1", "m");

    given.sender.send();
    given.sender.send();

    assertThat(given.arrived).containsExactly("s1/z", "s1/b", "s1/m");
    assertThat(given.find("s1~z").delivery())
        .returns(NotificationState.SENT, Notification.Delivery::state)
        .returns(1, Notification.Delivery::attempts)
        .returns(given.clock.instant(), Notification.Delivery::endedAt);
  }

  @Test
  void an_alert_that_is_announced_again_after_it_was_sent_is_not_sent_again() {
    given.raise("s1", "a");
    given.sender.send();
    given.clock.advance(Duration.ofDays(100));

    given.raise("s1", "a");
    given.sender.send();

    assertThat(given.arrived).containsExactly("s1/a");
  }

  @Test
  void a_failing_alert_stops_the_later_ones_of_its_stream_and_no_other_stream() {
    raise("bad", 3);
    raise("good", 3);
    given.failures.put("bad", AWAY);

    given.sender.send();

    assertThat(given.arrived).containsExactly("good/a-1", "good/a-2", "good/a-3");
    assertThat(given.called).containsOnlyOnce("bad/a-1").doesNotContain("bad/a-2", "bad/a-3");

    given.failures.clear();
    given.pass(Duration.ofMinutes(1));
    assertThat(of("bad")).containsExactly("bad/a-1", "bad/a-2", "bad/a-3");
  }

  @Test
  void thousands_that_wait_behind_one_alert_do_not_hide_another_stream() {
    raise("bad", 300);
    given.failures.put("bad", AWAY);
    given.sender.send();
    given.clock.advance(Duration.ofSeconds(1));
    given.raise("good", "a-1");

    given.sender.send();

    assertThat(given.arrived).containsExactly("good/a-1");
  }

  @Test
  void a_receiver_that_is_away_for_hours_gets_every_alert_once_and_in_order_when_it_is_back() {
    given.failures.put("*", AWAY);
    raise("s1", 40);
    raise("s2", 40);
    raise("s3", 40);
    given.pass(Duration.ofHours(12));
    int trials = given.called.size();
    given.failures.clear();
    given.called.clear();

    given.pass(Duration.ofMinutes(12));

    assertThat(trials).isBetween(60, 100);
    assertThat(given.arrived).hasSize(120).doesNotHaveDuplicates();
    assertThat(given.called).hasSize(120);
    for (String stream : List.of("s1", "s2", "s3")) {
      assertThat(of(stream)).hasSize(40).startsWith(stream + "/a-1", stream + "/a-2");
      assertThat(of(stream).indexOf(stream + "/a-9")).isEqualTo(8);
      assertThat(of(stream).get(39)).isEqualTo(stream + "/a-40");
    }
  }

  @Test
  void the_pauses_of_a_receiver_that_is_away_double_up_to_ten_minutes() {
    given.failures.put("*", AWAY);
    raise("s1", 1);
    raise("s2", 1);
    given.sender.send();
    Instant start = given.clock.instant();
    given.called.clear();

    StringBuilder seconds = new StringBuilder();
    for (int second = 1; second <= 3_000; second++) {
      given.clock.advance(Duration.ofSeconds(1));
      given.sender.send();
      if (!given.called.isEmpty()) {
        seconds.append(Duration.between(start, given.clock.instant()).toSeconds()).append(' ');
        given.called.clear();
      }
    }

    assertThat(seconds.toString().strip()).isEqualTo("10 30 70 150 310 630 1230 1830 2430");
  }

  @Test
  void a_receiver_that_asks_for_an_hour_gets_no_call_before() {
    given.failures.put(
        "s1", Failure.throttled("alert-channel.throttled", "429", Duration.ofHours(1)));
    raise("s1", 1);
    raise("s2", 1);
    given.sender.send();
    given.failures.clear();

    given.pass(Duration.ofMinutes(59));
    assertThat(given.called).containsExactly("s1/a-1");

    given.pass(Duration.ofMinutes(2));
    assertThat(given.arrived).containsExactlyInAnyOrder("s1/a-1", "s2/a-1");
  }

  @Test
  void a_receiver_that_is_back_gets_at_once_what_waited_for_it() {
    given.failures.put("*", AWAY);
    raise("s1", 1);
    raise("s2", 1);
    given.pass(Duration.ofHours(2));
    given.failures.clear();

    for (int second = 0; given.arrived.isEmpty() && second < 700; second++) {
      given.clock.advance(Duration.ofSeconds(1));
      given.sender.send();
    }

    assertThat(given.arrived).hasSize(2);
  }

  @Test
  void one_run_sends_a_limited_number() {
    for (int i = 0; i < 6; i++) {
      raise("s" + i, 100);
    }

    given.sender.send();
    assertThat(given.arrived).hasSize(NotificationSender.MOST_IN_A_RUN);

    given.sender.send();
    assertThat(given.arrived).hasSize(600).doesNotHaveDuplicates();
  }

  @Test
  void a_refused_alert_has_failed_at_once_and_the_next_one_of_its_stream_is_sent() {
    raise("s1", 1);
    given.failures.put("s1", REFUSED);
    given.sender.send();
    given.failures.clear();
    given.raise("s1", "a-2");

    given.sender.send();

    assertThat(given.find("s1~a-1").state()).isEqualTo(NotificationState.FAILED);
    assertThat(given.find("s1~a-1").delivery().failure()).isEqualTo(REFUSED);
    assertThat(given.arrived).containsExactly("s1/a-2");
  }

  @Test
  void alerts_that_are_too_old_fail_while_the_receiver_is_away_and_an_operator_sends_them() {
    given.failures.put("*", AWAY);
    raise("s1", 3);
    given.pass(Duration.ofDays(3).minusMinutes(15));
    assertThat(given.find("s1~a-1").state()).isEqualTo(NotificationState.PENDING);
    assertThat(given.find("s1~a-3").state()).isEqualTo(NotificationState.PENDING);
    given.pass(Duration.ofMinutes(30));
    assertThat(given.find("s1~a-1").state()).isEqualTo(NotificationState.FAILED);
    assertThat(given.find("s1~a-3").state()).isEqualTo(NotificationState.FAILED);
    assertThat(given.find("s1~a-3").delivery().failure()).isEqualTo(AWAY);
    given.failures.clear();

    assertThat(given.desk.retry("s1~a-3")).isInstanceOf(NotificationResult.Done.class);
    given.pass(Duration.ofMinutes(15));

    assertThat(given.arrived).containsExactly("s1/a-3");
  }

  @Test
  void alerts_older_than_that_are_sent_if_only_this_process_was_away() {
    raise("s1", 2);
    given.clock.advance(Duration.ofHours(80));

    given.sender.runMaintenance();

    assertThat(given.arrived).containsExactly("s1/a-1", "s1/a-2");
  }

  @Test
  void a_new_process_continues() {
    given.failures.put("*", AWAY);
    raise("s1", 3);
    given.pass(Duration.ofMinutes(5));
    given.failures.clear();
    given.clock.advance(Duration.ofMinutes(10));

    given.newSender().send();

    assertThat(given.arrived).containsExactly("s1/a-1", "s1/a-2", "s1/a-3");
  }

  @Test
  void each_alert_is_sent_by_one_of_two_processes() {
    for (int i = 0; i < 5; i++) {
      raise("s" + i, 20);
    }
    List<NotificationSender> senders = List.of(given.newSender(), given.newSender());

    for (int round = 0; round < 5; round++) {
      Concurrently.call(
          i -> {
            senders.get(i % 2).send();
            return i;
          });
    }

    assertThat(given.called).hasSize(100).doesNotHaveDuplicates();
    for (int i = 0; i < 5; i++) {
      assertThat(of("s" + i)).startsWith("s" + i + "/a-1").endsWith("s" + i + "/a-20");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_crash_before_or_after_the_call_is_repeated_after_the_lease_and_not_earlier(int write) {
    raise("s1", 2);
    given.faults.crashAfter("NotificationStore.replace", write);
    assertThatThrownBy(given.sender::send).isInstanceOf(Crash.class);
    given.faults.restart();
    int before = given.called.size();
    NotificationSender restarted = given.newSender();

    restarted.send();
    assertThat(given.called).hasSize(write == 1 ? before : before + 1);

    given.clock.advance(NotificationSender.LEASE);
    restarted.send();
    assertThat(given.arrived).containsExactly("s1/a-1", "s1/a-2");
  }

  @Test
  void an_alert_whose_record_was_lost_after_it_was_sent_is_sent_again_and_before_the_next() {
    raise("s1", 2);
    given.faults.failBefore("NotificationStore.replace", 2, AWAY);
    assertThatThrownBy(given.sender::send).isInstanceOf(PortException.class);

    given.sender.send();
    given.clock.advance(NotificationSender.LEASE);
    given.sender.send();

    assertThat(given.arrived).containsExactly("s1/a-1", "s1/a-1", "s1/a-2");
  }

  @Test
  void a_deleted_alert_is_not_sent_and_the_outbox_has_no_name() {
    raise("s1", 2);
    given.plain.alerts().delete("s1", "a-1");

    given.sender.send();

    assertThat(given.arrived).containsExactly("s1/a-2");
    assertThat(given.find("s1~a-1").state()).isEqualTo(NotificationState.CANCELLED);
    assertThat(given.plain.notifications().find("s1~a-2").map(Versioned::value).toString())
        .doesNotContain("Ann");
  }

  @Test
  void a_name_that_was_banned_while_the_receiver_was_away_is_not_sent() {
    raise("s1", 1);
    given.names = (stream, name) -> Optional.of(new WithheldName(Category.HARASSMENT, "v2"));

    given.sender.send();

    assertThat(given.last)
        .returns("Someone brings 500 viewers", Alert::summary)
        .returns(null, Alert::actor)
        .returns(null, Alert::actorWithheld);
  }

  @Test
  void a_receiver_that_has_opted_out_cancels_what_waits() {
    raise("s1", 2);
    given.hasOptedOut = true;

    given.sender.send();
    given.hasOptedOut = false;
    given.sender.send();

    assertThat(given.arrived).isEmpty();
    assertThat(given.find("s1~a-1").state()).isEqualTo(NotificationState.CANCELLED);
    assertThat(given.find("s1~a-2").delivery().note()).isEqualTo("the receiver has opted out");
  }

  @Test
  void an_alert_that_was_cancelled_meanwhile_is_not_sent() {
    given.failures.put("*", AWAY);
    raise("s1", 2);
    given.sender.send();
    assertThat(given.desk.cancel("s1~a-1", "a test", "ada"))
        .isInstanceOf(NotificationResult.Done.class);
    given.failures.clear();

    given.pass(Duration.ofMinutes(1));

    assertThat(given.arrived).containsExactly("s1/a-2");
    assertThat(given.find("s1~a-1").delivery())
        .returns("ada", Notification.Delivery::by)
        .returns("a test", Notification.Delivery::note);
  }

  @Test
  void health_tells_how_many_wait_for_a_receiver_and_since_when_and_how_many_failed() {
    assertThat(given.sender.health()).isEqualTo(Health.up("test"));
    given.failures.put("*", AWAY);
    raise("s1", 3);
    given.sender.runMaintenance();
    String since = given.clock.instant().toString();
    assertThat(given.sender.health())
        .returns(Health.State.DEGRADED, Health::state)
        .returns("the receiver has failed since " + since + ", 3 waiting", Health::detail);

    given.failures.put("*", REFUSED);
    given.pass(Duration.ofMinutes(1));
    assertThat(given.sender.health())
        .returns(Health.State.DEGRADED, Health::state)
        .returns("3 failed", Health::detail);

    given.desk.retryFailed(NotificationFilter.all());
    given.failures.clear();
    given.pass(Duration.ofMinutes(1));
    assertThat(given.sender.health()).isEqualTo(Health.up("test"));
  }
}
