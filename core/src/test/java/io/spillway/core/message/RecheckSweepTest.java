package io.spillway.core.message;

import static io.spillway.testkit.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.UnmoderatedBacklog;
import io.spillway.core.StoresFixture;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecheckSweepTest {

  private static final String BROKEN = "what the classifier cannot take";

  private final StoresFixture stores = new StoresFixture();
  private final RecheckFixture rechecks = new RecheckFixture(stores);
  private final RecheckSweep sweep = rechecks.sweep();

  private Verdict verdict(String id) {
    return stores.realMessages.find("stream", id).orElseThrow().verdict();
  }

  private Violation violation(String id) {
    return stores.realViolations.find(new ViolationId("stream", id)).orElseThrow().value();
  }

  private static Failure down() {
    return Failure.transientFailure("classifier.unavailable", "down");
  }

  @Test
  void a_message_that_is_fit_stays_where_it_is_and_is_marked_so() {
    Message published = rechecks.publish("m-1", "hello", 60);

    assertThat(sweep.run()).isEqualTo(new RecheckResult(1, 0, 0, null));

    Message allowed = stores.realMessages.find("stream", "m-1").orElseThrow();
    assertThat(allowed.verdict()).isInstanceOf(Verdict.Allowed.class);
    assertThat(allowed).isEqualTo(published.with(allowed.verdict()));
    assertThat(sweep.lastAnswer()).contains(NOW);
    assertThat(sweep.backlog().count()).isZero();
  }

  @Test
  void a_message_that_is_unfit_is_withdrawn_and_becomes_a_violation_that_says_so() {
    Message published = rechecks.publish("m-1", "toxic", 60);

    assertThat(sweep.run()).isEqualTo(new RecheckResult(0, 1, 0, null));

    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
    Violation violation = violation("m-1");
    assertThat(violation.state()).isEqualTo(ViolationState.OPEN);
    assertThat(violation.pendingEffect()).isEqualTo(PendingEffect.CONFIRM);
    assertThat(violation.author()).isEqualTo(published.author());
    assertThat(violation.text()).isEqualTo("toxic");
    assertThat(violation.sentAt()).isEqualTo(published.sentAt());
    assertThat(violation.heldAt()).isEqualTo(NOW);
    assertThat(violation.lastStep().who()).isEqualTo("system:recheck");
    assertThat(violation.verdict().category()).isEqualTo(Category.HARASSMENT);
    assertThat(violation.verdict().reason())
        .startsWith("published before, unmoderated; harassment scored 0.90");
    assertThat(violation.lastStep().note()).isEqualTo(violation.verdict().reason());
  }

  @Test
  void the_oldest_message_of_all_streams_comes_first() {
    rechecks.publish("m-1", "second", 60);
    rechecks.publish("m-2", "first", 61);
    rechecks.publish("m-3", "third", 59);

    sweep.run();

    assertThat(rechecks.asked).containsExactly("first", "second", "third");
  }

  @Test
  void an_outage_ends_the_run_and_uses_up_no_recheck() {
    rechecks.publish("m-1", "hello", 60);
    rechecks.publish("m-2", "hello again", 59);
    rechecks.isDown(down());

    for (int i = 0; i < 10; i++) {
      assertThat(sweep.run()).isEqualTo(new RecheckResult(0, 0, 0, down()));
    }

    assertThat(rechecks.asked.subList(0, 4))
        .as("the second run begins with another one")
        .containsExactly("hello", "good evening everyone", "hello again", "good evening everyone");
    assertThat(rechecks.asked).hasSize(20);
    assertThat(verdict("m-1")).isEqualTo(Fixtures.unmoderated());
    assertThat(sweep.lastAnswer()).isEmpty();
    rechecks.isUp();
    assertThat(sweep.run()).isEqualTo(new RecheckResult(2, 0, 0, null));
  }

  @Test
  void an_open_breaker_ends_the_run_at_the_first_question() {
    rechecks.publish("m-1", "hello", 60);
    rechecks.isDown(Failure.transientFailure("classifier.breaker-open", "open"));

    sweep.run();

    assertThat(rechecks.asked).containsExactly("hello");
  }

  @Test
  void no_run_asks_before_the_classifier_wants_to_be_asked_again() {
    rechecks.publish("m-1", "hello", 60);
    rechecks.isDown(Failure.throttled("classifier.throttled", "slow", Duration.ofMinutes(3)));
    sweep.run();
    rechecks.isUp();
    assertThat(sweep.pausedUntil()).contains(NOW.plus(Duration.ofMinutes(3)));

    rechecks.clock.advance(Duration.ofMinutes(3).minusMillis(1));
    assertThat(sweep.run()).isEqualTo(RecheckResult.NOTHING);
    assertThat(rechecks.asked).containsExactly("hello");

    rechecks.clock.advance(Duration.ofMillis(1));
    assertThat(sweep.pausedUntil()).isEmpty();
    assertThat(sweep.run().allowed()).isEqualTo(1);
  }

  @Test
  void a_requested_pause_of_days_is_limited_to_half_an_hour() {
    rechecks.publish("m-1", "hello", 60);
    rechecks.isDown(Failure.throttled("classifier.throttled", "slow", Duration.ofDays(3)));

    sweep.run();

    assertThat(sweep.pausedUntil()).contains(NOW.plus(Duration.ofMinutes(30)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"classifier.bad-answer", "classifier.timeout", "classifier.rejected", "odd.one"})
  void a_text_that_fails_alone_uses_up_its_rechecks_and_then_a_moderator_gets_it(String code) {
    rechecks.publish("m-1", BROKEN, 60);
    rechecks.publish("m-2", "hello", 59);
    rechecks.fails(BROKEN, code);

    assertThat(sweep.run()).isEqualTo(new RecheckResult(1, 0, 1, null));
    assertThat(verdict("m-1")).isEqualTo(new Verdict.Unmoderated(code, "standard-1", 1));
    assertThat(sweep.run()).isEqualTo(new RecheckResult(0, 0, 1, null));
    assertThat(verdict("m-1")).isEqualTo(new Verdict.Unmoderated(code, "standard-1", 2));
    assertThat(sweep.run()).isEqualTo(new RecheckResult(0, 1, 1, null));

    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
    Violation violation = violation("m-1");
    assertThat(violation.verdict().category()).isEqualTo(Category.UNSPECIFIED);
    assertThat(violation.verdict().reason())
        .isEqualTo("published before, unmoderated; no answer in 3 rechecks, last " + code);
    assertThat(violation.state()).isEqualTo(ViolationState.OPEN);
  }

  @Test
  void a_text_that_fails_does_not_keep_the_others_back() {
    rechecks.publish("m-1", BROKEN, 60);
    rechecks.publish("m-2", "toxic", 59);
    rechecks.publish("m-3", "hello", 58);
    rechecks.fails(BROKEN, "classifier.bad-answer");

    assertThat(sweep.run()).isEqualTo(new RecheckResult(1, 1, 1, null));
  }

  @Test
  void an_outage_that_begins_during_a_run_uses_up_no_recheck_either() {
    rechecks.publish("m-1", "hello", 60);
    rechecks.publish("m-2", "hello again", 59);
    stores.after("messages.replaceVerdict", () -> rechecks.isDown(down()));

    assertThat(sweep.run()).isEqualTo(new RecheckResult(1, 0, 0, down()));

    assertThat(verdict("m-2")).isEqualTo(Fixtures.unmoderated());
  }

  @Test
  void messages_flagged_by_local_rules_are_withdrawn_in_an_outage_too() {
    rechecks.publish("m-1", "kys", 60);
    rechecks.isDown(down());

    assertThat(sweep.run().withdrawn()).isEqualTo(1);
  }

  @Test
  void a_run_asks_about_no_more_than_it_may() {
    for (int i = 0; i < 450; i++) {
      rechecks.publish("m-" + i, "hello", 600 - i);
    }
    RecheckRules few =
        new RecheckRules(
            420,
            Duration.ofSeconds(45),
            3,
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Duration.ofDays(1));

    assertThat(rechecks.sweep(few).run().allowed()).isEqualTo(420);
    assertThat(sweep.backlog().count()).isEqualTo(30);
  }

  @Test
  void a_run_ends_when_its_time_is_over() {
    for (int i = 0; i < 100; i++) {
      rechecks.publish("m-" + i, "hello", 600 - i);
    }
    rechecks.takes(Duration.ofSeconds(5));

    assertThat(sweep.run().allowed()).isEqualTo(9);
  }

  @Test
  void many_that_fail_at_the_head_neither_make_a_run_endless_nor_keep_others_back() {
    for (int i = 0; i < 210; i++) {
      rechecks.publish("m-" + i, BROKEN, 600 - i);
    }
    rechecks.fails(BROKEN, "classifier.bad-answer");

    rechecks.publish("m-last", "hello", 1);

    assertThat(sweep.run()).isEqualTo(new RecheckResult(1, 0, 210, null));
  }

  @Test
  void the_backlog_tells_how_old_the_oldest_is_and_when_that_is_too_old() {
    assertThat(sweep.backlog()).isEqualTo(new UnmoderatedBacklog(0, null, Duration.ZERO, false));
    Instant oldest = rechecks.publish("m-1", "hello", 900).sentAt();
    rechecks.publish("m-2", "hello", 1);

    assertThat(sweep.backlog())
        .isEqualTo(new UnmoderatedBacklog(2, oldest, Duration.ofMinutes(15), false));
    rechecks.clock.advance(Duration.ofSeconds(1));
    assertThat(sweep.backlog().isLate()).isTrue();
  }

  @Test
  void a_message_that_is_withdrawn_meanwhile_does_not_come_back() {
    rechecks.publish("m-1", "hello", 60);
    stores.before("messages.replaceVerdict", () -> stores.realMessages.withdraw("stream", "m-1"));

    assertThat(sweep.run()).isEqualTo(new RecheckResult(0, 0, 0, null));

    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
  }

  @Test
  void a_failing_store_ends_the_run_after_three_attempts_with_its_failure() {
    for (int i = 0; i < 10; i++) {
      rechecks.publish("m-" + i, "hello", 60 - i);
      stores.before("messages.replaceVerdict", StoresFixture.OUTAGE);
    }

    assertThatThrownBy(sweep::run).isInstanceOf(PortException.class);

    assertThat(rechecks.asked).hasSize(3);
    assertThat(sweep.lastAnswer()).contains(NOW);
  }

  @Test
  void a_throttled_store_ends_the_run_at_once() {
    rechecks.publish("m-1", "hello", 60);
    rechecks.publish("m-2", "hello", 59);
    stores.before(
        "messages.replaceVerdict",
        StoresFixture.failure(Failure.throttled("messages.throttled", "slow", null)));

    assertThatThrownBy(sweep::run).hasMessageContaining("messages.throttled");

    assertThat(rechecks.asked).hasSize(1);
  }

  @Test
  void invalid_rules_are_refused_by_name() {
    Duration hour = Duration.ofHours(1);
    for (int bad : List.of(0, -1, 10_001)) {
      assertThatThrownBy(() -> new RecheckRules(bad, hour, 1, hour, hour, hour))
          .hasMessageContaining("perRun");
    }
    assertThatThrownBy(() -> new RecheckRules(1, Duration.ZERO, 1, hour, hour, hour))
        .hasMessageContaining("runTime");
  }
}
