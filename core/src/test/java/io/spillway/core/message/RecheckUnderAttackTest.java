package io.spillway.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.core.StoresFixture;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The recheck with hostile texts, which are slow or make their answers unreadable. */
class RecheckUnderAttackTest {

  private final StoresFixture stores = new StoresFixture();
  private final RecheckFixture rechecks = new RecheckFixture(stores);
  private final RecheckSweep sweep = rechecks.sweep();

  private Verdict verdict(String id) {
    return stores.realMessages.find("stream", id).orElseThrow().verdict();
  }

  private Violation violation(String id) {
    return stores.realViolations.find(new ViolationId("stream", id)).orElseThrow().value();
  }

  @Test
  void slow_texts_come_last_once_they_have_failed_and_are_withheld_within_minutes() {
    for (int i = 0; i < 14; i++) {
      rechecks.publish("slow-" + i, "slow " + i, 900 - i);
      rechecks.isSlow("slow " + i, Duration.ofMillis(3_500));
    }
    for (int i = 0; i < 50; i++) {
      rechecks.publish("m-" + i, i % 2 == 0 ? "hello" : "toxic", 60);
    }
    Instant start = rechecks.clock.instant();

    everyMinuteUntil(() -> stores.realMessages.unmoderated(0, 200).isEmpty());
    assertThat(Duration.between(start, rechecks.clock.instant()).toMinutes()).isLessThan(3);
    assertThat(stores.realMessages.unmoderated(200))
        .extracting(Message::text)
        .allMatch(text -> text.startsWith("slow"))
        .hasSize(14);
    assertThat(violation("m-1").withholds()).isTrue();

    everyMinuteUntil(() -> stores.realMessages.countUnmoderated(1_000) == 0);
    assertThat(Duration.between(start, rechecks.clock.instant()).toMinutes()).isLessThan(6);
    assertThat(violation("slow-13").verdict().category()).isEqualTo(Category.UNSPECIFIED);
  }

  @Test
  void texts_that_open_a_breaker_do_not_keep_the_others_from_being_checked() {
    for (int i = 0; i < 14; i++) {
      rechecks.publish("slow-" + i, "slow " + i, 900 - i);
      rechecks.fails("slow " + i, "classifier.timeout");
    }
    rechecks.publish("m-1", "toxic", 60);
    rechecks.hasFragileBreaker();

    for (int i = 0; i < 15; i++) {
      sweep.run();
      rechecks.mendBreaker();
    }

    assertThat(violation("m-1").withholds()).isTrue();
  }

  @Test
  void a_text_that_makes_its_answer_unreadable_is_withdrawn_at_once() {
    rechecks.publish("m-1", "hello", 60);
    rechecks.isSpoilt(true);

    assertThat(sweep.run()).isEqualTo(new RecheckResult(0, 1, 0, null));
    assertThat(violation("m-1").verdict().category()).isEqualTo(Category.UNSPECIFIED);
  }

  @Test
  void a_classifier_that_changed_its_format_withdraws_nothing() {
    rechecks.publish("m-1", "hello", 60);
    rechecks.isSpoilt(false);

    for (int i = 0; i < 10; i++) {
      assertThat(sweep.run().outage()).extracting("code").isEqualTo("classifier.bad-answer");
    }
    assertThat(verdict("m-1")).isEqualTo(Fixtures.unmoderated());
  }

  private void everyMinuteUntil(BooleanSupplier isDone) {
    for (int minute = 0; minute < 60 && !isDone.getAsBoolean(); minute++) {
      Instant next = rechecks.clock.instant().plus(Duration.ofMinutes(1));
      sweep.run();
      if (rechecks.clock.instant().isBefore(next)) {
        rechecks.clock.advance(Duration.between(rechecks.clock.instant(), next));
      }
    }
  }
}
