package io.spillway.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Decision;
import io.spillway.MessageDraft;
import io.spillway.Policy;
import io.spillway.Receipt;
import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.policy.trial.ModerationQuality;
import io.spillway.core.policy.trial.TrialWindow;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages withheld because of an unreadable answer, and answered later. */
class LateAnswersTest {

  private static final Classification UNREADABLE =
      new Classification.Unreadable(Scores.NONE, true, Fixtures.provenance());
  private static final Classification CLEAR =
      new Classification.Scored(Scores.NONE, Fixtures.provenance());
  private static final Classification HATE =
      new Classification.Scored(new Scores(Map.of(Category.HATE, 0.97)), Fixtures.provenance());

  private final SettableClock clock = new SettableClock();
  private final InMemoryMessageStore messages = new InMemoryMessageStore();
  private final InMemoryViolationStore violations = new InMemoryViolationStore();
  private final AtomicInteger asked = new AtomicInteger();
  private Function<String, Classification> answers = text -> UNREADABLE;

  private final TextModeration moderation =
      new TextModeration(new Answering(), streamId -> Policy.standard());
  private final MessageIntake intake =
      new MessageIntake(messages, violations, moderation, clock, () -> "m-1");
  private final RecheckSweep sweep =
      new RecheckSweep(
          messages, violations, moderation, RecheckRules.STANDARD, clock, Telemetry.NONE);

  private final class Answering implements ContentClassifier {
    @Override
    public Classification classify(String text) {
      asked.incrementAndGet();
      return answers.apply(text);
    }

    @Override
    public Health health() {
      return Health.up("answering");
    }
  }

  private Violation withhold() {
    assertThat(intake.accept(new MessageDraft("main", "m-1", "ann", "a text")))
        .isInstanceOf(Receipt.Held.class);
    return standing().value();
  }

  private Versioned<Violation> standing() {
    return violations.list(ViolationFilter.all(), PageRequest.first(1)).items().get(0);
  }

  private List<Message> readable() {
    return messages.list("main", PageRequest.first(10)).items();
  }

  private void aMinuteLater() {
    clock.advance(Duration.ofMinutes(1));
    sweep.run();
  }

  @Test
  void it_is_released_when_a_later_answer_clears_it() {
    withhold();
    answers = text -> CLEAR;

    aMinuteLater();

    assertThat(readable()).extracting(Message::messageId).containsExactly("m-1");
    assertThat(standing().value().state()).isEqualTo(ViolationState.DISMISSED);
    assertThat(standing().value().lastStep().who()).isEqualTo("system:recheck");
    assertThat(standing().value().lastStep().note()).isEqualTo("a later answer allows it");
  }

  @Test
  void while_no_answer_can_be_read_it_stays_withheld() {
    withhold();

    aMinuteLater();

    assertThat(readable()).isEmpty();
    assertThat(standing().value().state()).isEqualTo(ViolationState.OPEN);
  }

  @Test
  void a_later_high_score_keeps_a_message_withheld() {
    withhold();
    answers = text -> HATE;

    aMinuteLater();

    assertThat(readable()).isEmpty();
  }

  @Test
  void a_text_that_the_provider_refuses_is_left_to_moderators() {
    answers = text -> new Classification.ProviderBlocked("SAFETY", Fixtures.provenance());
    withhold();
    answers = text -> CLEAR;

    aMinuteLater();

    assertThat(readable()).isEmpty();
  }

  @Test
  void messages_that_a_person_has_reviewed_are_left_to_them() {
    withhold();
    ViolationReview review = new ViolationReview(messages, violations, clock);
    review.decide(
        standing().value().id(),
        standing().version(),
        Decision.of(ViolationState.UPHELD, "", "mia"));
    review.decide(
        standing().value().id(),
        standing().version(),
        Decision.of(ViolationState.REOPENED, "", "mia"));
    answers = text -> CLEAR;

    aMinuteLater();

    assertThat(readable()).isEmpty();
  }

  @Test
  void an_outage_ends_the_run_of_late_answers() {
    withhold();
    answers =
        text -> {
          throw new PortException(Failure.transientFailure("classifier.unavailable", ""));
        };
    asked.set(0);

    aMinuteLater();

    assertThat(asked).hasValue(1);
    assertThat(standing().value().state()).isEqualTo(ViolationState.OPEN);
  }

  /** Twice is once: the second run finds it decided. */
  @Test
  void two_runs_at_once_release_it_once() {
    withhold();
    answers =
        text -> {
          answers = other -> CLEAR;
          sweep.run();
          return CLEAR;
        };

    aMinuteLater();

    assertThat(readable()).hasSize(1);
    assertThat(standing().value().audit()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "59, false",
    "60, true",
    "119, true",
    "120, true",
    "180, false",
    "240, true",
    "300, false",
    "61440, true",
    "90000, false"
  })
  void it_is_asked_about_ever_less_often(long seconds, boolean isDue) {
    Instant heldAt = clock.instant();

    assertThat(LateAnswers.isDue(heldAt, heldAt.plusSeconds(seconds))).isEqualTo(isDue);
  }

  @Test
  void a_day_of_silence_costs_eleven_requests_and_then_none() {
    withhold();
    asked.set(0);

    for (int minute = 0; minute < 2 * 24 * 60; minute++) {
      aMinuteLater();
    }

    assertThat(asked).hasValue(11);
  }

  @Test
  void an_automatic_release_is_no_ground_truth() {
    withhold();
    answers = text -> CLEAR;
    aMinuteLater();

    var report =
        new ModerationQuality(violations)
            .report(null, new TrialWindow(clock.instant().minus(Duration.ofDays(1)), null, 100));

    assertThat(report.rows()).hasSize(1);
    assertThat(report.rows().get(0).getValue().undecided()).isEqualTo(1);
  }

  @Test
  void a_person_cannot_release_in_the_name_of_a_rule() {
    ViolationReview review = new ViolationReview(messages, violations, clock);

    assertThatThrownBy(() -> review.release(withhold().id(), "1", "why", "mia"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
