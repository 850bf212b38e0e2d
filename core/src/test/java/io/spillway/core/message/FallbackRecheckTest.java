package io.spillway.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Decision;
import io.spillway.MessageDraft;
import io.spillway.Policy;
import io.spillway.Receipt;
import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.Failure;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.telemetry.Outcome.Kind;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that the word list withholds while the classifier is away, and their recheck. */
class FallbackRecheckTest {

  private static final String THREAT = "i will kill you";
  private static final ViolationId ID = new ViolationId("stream", "m-1");
  private static final Failure AWAY = Failure.transientFailure("classifier.breaker-open", "away");

  private final StoresFixture stores = new StoresFixture();
  private final RecheckFixture classifier = new RecheckFixture(stores);
  private Policy policy = Policy.standard();
  private final MessageIntake intake =
      classifier.intake(() -> policy, () -> "new-1", classifier.noted);
  private final RecheckSweep sweep = classifier.sweep();

  private Receipt send(String text) {
    return intake.accept(new MessageDraft("stream", "m-1", "ada", text));
  }

  private void withholdByFallback() {
    classifier.isDown(AWAY);
    assertThat(send(THREAT)).isInstanceOf(Receipt.Held.class);
  }

  private RecheckResult recheckAMinuteLater() {
    classifier.clock.advance(Duration.ofMinutes(1));
    return sweep.run();
  }

  private Versioned<Violation> violation() {
    return stores.realViolations.find(ID).orElseThrow();
  }

  private boolean isReadable() {
    return stores.realMessages.find("stream", "m-1").isPresent();
  }

  @Test
  void the_case_shows_that_the_classifier_was_away() {
    withholdByFallback();

    Violation violation = violation().value();
    assertThat(violation.verdict().category()).isEqualTo(Category.HARASSMENT_THREATENING);
    assertThat(violation.verdict().provenance().classifier()).isEqualTo("word-list-fallback");
    assertThat(violation.audit().get(0).note()).contains("while the classifier was away");
    assertThat(classifier.noted.kinds()).containsExactly(Kind.MESSAGE_HELD);
    assertThat(isReadable()).isFalse();
  }

  @Test
  void a_harmless_text_is_published_unmoderated_as_before() {
    classifier.isDown(AWAY);

    Receipt receipt = send("hello");

    assertThat(((Receipt.Published) receipt).message().verdict())
        .isEqualTo(Verdict.Unmoderated.of("classifier.breaker-open", "standard-1"));
  }

  @Test
  void the_classifier_is_asked_when_it_is_back_and_releases_what_it_clears() {
    withholdByFallback();
    classifier.isUp();
    classifier.asked.clear();

    recheckAMinuteLater();

    assertThat(classifier.asked).containsExactly(THREAT);
    assertThat(isReadable()).isTrue();
    assertThat(violation().value().state()).isEqualTo(ViolationState.DISMISSED);
    assertThat(violation().value().lastStep().who()).isEqualTo("system:recheck");
    assertThat(send(THREAT)).isInstanceOf(Receipt.Published.class);
  }

  @Test
  void a_text_that_the_classifier_flags_too_stays_with_moderators() {
    classifier.isDown(AWAY);
    send("i will kill you, toxic");
    classifier.isUp();

    recheckAMinuteLater();

    assertThat(isReadable()).isFalse();
    assertThat(violation().value().state()).isEqualTo(ViolationState.OPEN);
  }

  @Test
  void while_the_classifier_is_away_the_word_list_releases_nothing() {
    withholdByFallback();

    RecheckResult result = recheckAMinuteLater();

    assertThat(result.allowed()).isZero();
    assertThat(isReadable()).isFalse();
    assertThat(violation().value().audit()).hasSize(1);
  }

  @Test
  void a_case_that_a_moderator_has_decided_is_left_alone() {
    withholdByFallback();
    ViolationReview review =
        new ViolationReview(stores.messages, stores.violations, classifier.clock);
    review.decide(ID, violation().version(), Decision.of(ViolationState.UPHELD, "", "mia"));
    classifier.isUp();
    classifier.asked.clear();

    recheckAMinuteLater();

    assertThat(classifier.asked).isEmpty();
    assertThat(isReadable()).isFalse();
  }

  @Test
  void a_message_of_an_author_whose_messages_are_all_withheld_is_not_released() {
    policy =
        policy.with(
            PolicyDraft.EMPTY.withStanding(new PolicyDraft.Standing(30, 1, 2, 30, 3)), "strict-1");
    for (int i = 0; i < 3; i++) {
      stores.realViolations.add(
          Fixtures.violation("stream", "v-" + i)
              .author("ada")
              .thenTo(ViolationState.UPHELD)
              .build());
    }
    withholdByFallback();
    classifier.isUp();

    recheckAMinuteLater();

    assertThat(isReadable()).isFalse();
  }

  @Test
  void a_retry_gets_the_same_answer_after_a_crash_although_the_classifier_is_back() {
    classifier.isDown(AWAY);
    stores.after("violations.add", StoresFixture.DEATH);
    assertThatThrownBy(() -> send(THREAT)).isInstanceOf(Death.class);
    classifier.isUp();

    assertThat(send(THREAT)).isInstanceOf(Receipt.Held.class);
    assertThat(isReadable()).isFalse();
  }

  @Test
  void a_release_is_completed_after_a_crash_at_any_call() {
    for (boolean after : new boolean[] {false, true}) {
      for (int call = 0; call < 4; call++) {
        FallbackRecheckTest again = new FallbackRecheckTest();
        again.withholdByFallback();
        again.classifier.isUp();
        again.stores.at(call, after, StoresFixture.DEATH);
        assertThatThrownBy(again::recheckAMinuteLater).isInstanceOf(Death.class);

        again.recheckAMinuteLater();
        new ViolationReview(again.stores.messages, again.stores.violations, again.classifier.clock)
            .applyPending(10);

        assertThat(again.isReadable()).as("%s %s", call, after).isTrue();
        assertThat(again.violation().value().audit()).hasSize(2);
      }
    }
  }

  @Test
  void an_unmoderated_message_that_matches_is_withdrawn_and_the_outage_ends_the_run() {
    classifier.publish("m-1", THREAT, 90);
    classifier.publish("m-2", "hello", 60);
    classifier.isDown(AWAY);

    RecheckResult result = sweep.run();

    assertThat(result).isEqualTo(new RecheckResult(0, 1, 0, AWAY));
    assertThat(classifier.asked).containsExactly(THREAT);
    assertThat(violation().value().verdict().isProvisional()).isTrue();
    assertThat(violation().value().verdict().reason())
        .startsWith("published before, unmoderated; ");
    assertThat(violation().value().pendingEffect()).isEqualTo(PendingEffect.CONFIRM);
    assertThat(stores.realMessages.find("stream", "m-2").map(Message::verdict))
        .contains(Fixtures.unmoderated());
  }

  @Test
  void a_message_that_a_recheck_withdrew_in_an_outage_is_published_again_when_cleared() {
    classifier.publish("m-1", THREAT, 90);
    classifier.isDown(AWAY);
    sweep.run();
    assertThat(isReadable()).isFalse();
    classifier.isUp();

    recheckAMinuteLater();

    assertThat(isReadable()).isTrue();
  }

  @Test
  void a_text_on_which_alone_the_classifier_fails_is_withdrawn_and_others_go_on() {
    classifier.publish("m-1", THREAT, 90);
    classifier.publish("m-2", "hello", 60);
    classifier.fails(THREAT, "classifier.timeout");

    assertThat(sweep.run()).isEqualTo(new RecheckResult(1, 1, 0, null));
  }

  @Test
  void a_text_of_which_no_answer_came_in_all_rechecks_is_asked_about_again() {
    classifier.publish("m-1", "riddle", 60);
    classifier.fails("riddle", "classifier.timeout");
    for (int i = 0; i < RecheckFixture.RULES.maxRechecks(); i++) {
      sweep.run();
    }

    assertThat(violation().value().verdict().scores()).isEqualTo(Scores.NONE);
    assertThat(stores.realViolations.provisional(Fixtures.NOW.minusSeconds(1), 10))
        .extracting(found -> found.value().id())
        .isEqualTo(List.of(ID));
  }
}
