package io.spillway.core.message;

import static io.spillway.core.message.SubmissionFixture.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Decision;
import io.spillway.MessageIdReusedException;
import io.spillway.Receipt;
import io.spillway.Receipt.Held;
import io.spillway.Receipt.Published;
import io.spillway.core.Interleavings;
import io.spillway.core.Interleavings.Scenario;
import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One id submitted twice at once; the classifier fails for one of the two. */
class CompetingSubmissionsTest {

  private static final ViolationId ID = new ViolationId("stream", "m-1");

  private final StoresFixture stores = new StoresFixture();
  private final SubmissionFixture submissions = new SubmissionFixture(stores);
  private final MessageIntake intake = submissions.intake();
  private final MessageIntake duringAnOutage = submissions.intakeDuringAnOutage();

  @Test
  void an_unmoderated_submission_is_withdrawn_when_a_concurrent_one_is_flagged() {
    submissions.meanwhile(
        () ->
            assertThat(duringAnOutage.accept(draft("m-1", "toxic"))).isInstanceOf(Published.class));

    assertThat(intake.accept(draft("m-1", "toxic"))).isInstanceOf(Held.class);

    assertOnlyTheViolationIsLeft(stores);
    assertThat(duringAnOutage.accept(draft("m-1", "toxic"))).isInstanceOf(Held.class);
  }

  @Test
  void flagged_before_the_other_ones_write_it_is_held_for_both() {
    stores.before("messages.add", () -> intake.accept(draft("m-1", "toxic")));

    assertThat(duringAnOutage.accept(draft("m-1", "toxic"))).isInstanceOf(Held.class);

    assertOnlyTheViolationIsLeft(stores);
  }

  @Test
  void flagged_after_the_other_ones_write_it_is_held_for_both() {
    stores.after("messages.add", () -> stores.realViolations.add(flaggedViolation()));

    assertThat(duringAnOutage.accept(draft("m-1", "toxic"))).isInstanceOf(Held.class);

    assertOnlyTheViolationIsLeft(stores);
  }

  @Test
  void the_same_verdict_twice_is_one_message_and_one_answer() {
    submissions.meanwhile(() -> intake.accept(draft("m-1", "hello")));

    Receipt receipt = intake.accept(draft("m-1", "hello"));

    assertThat(receipt).isEqualTo(intake.accept(draft("m-1", "hello")));
    assertThat(stores.realMessages.count("stream").published()).isOne();
  }

  @Test
  void the_first_stored_of_two_texts_with_one_id_is_published_and_the_other_refused() {
    submissions.meanwhile(() -> intake.accept(draft("m-1", "hello")));

    assertThatThrownBy(() -> intake.accept(draft("m-1", "good bye")))
        .isInstanceOf(MessageIdReusedException.class);
    assertThat(stores.realMessages.find("stream", "m-1"))
        .hasValueSatisfying(message -> assertThat(message.text()).isEqualTo("hello"));
  }

  @Test
  void the_first_stored_of_two_flagged_texts_with_one_id_is_held_and_the_other_refused() {
    submissions.meanwhile(() -> intake.accept(draft("m-1", "toxic")));

    assertThatThrownBy(() -> intake.accept(draft("m-1", "more toxic")))
        .isInstanceOf(MessageIdReusedException.class);
    assertThat(violation(stores).text()).isEqualTo("toxic");
  }

  @Test
  void a_flagged_text_wins_over_another_text_with_the_same_id() {
    stores.after("messages.add", () -> stores.realViolations.add(flaggedViolation()));

    assertThatThrownBy(() -> intake.accept(draft("m-1", "hello")))
        .isInstanceOf(MessageIdReusedException.class);
    assertOnlyTheViolationIsLeft(stores);
  }

  @Test
  void a_message_released_meanwhile_is_not_withdrawn_again() {
    stores.after("violations.add", () -> dismiss(stores));

    Receipt receipt = intake.accept(draft("m-1", "toxic"));

    assertThat(receipt).isInstanceOf(Published.class);
    assertThat(stores.realMessages.find("stream", "m-1"))
        .hasValueSatisfying(
            message -> assertThat(message.verdict()).isInstanceOf(Verdict.Released.class));
  }

  @Test
  void a_message_that_is_released_between_the_look_and_the_withdrawal_stays() {
    stores.realViolations.add(flaggedViolation());
    stores.realMessages.add(
        Fixtures.message("stream", "m-1").text("toxic").verdict(Fixtures.unmoderated()).build());
    stores.before("violations.replace", () -> dismiss(stores));

    assertThat(intake.accept(draft("m-1", "toxic"))).isInstanceOf(Published.class);
    assertThat(stores.realMessages.find("stream", "m-1")).isPresent();
  }

  @Test
  void the_next_submission_withdraws_a_message_left_with_its_violation() {
    stores.realViolations.add(flaggedViolation());
    stores.realMessages.add(Fixtures.message("stream", "m-1").text("toxic").build());

    assertThat(intake.accept(draft("m-1", "toxic"))).isInstanceOf(Held.class);
    assertOnlyTheViolationIsLeft(stores);
  }

  @Test
  void another_text_left_with_a_violation_is_withdrawn_and_its_sender_refused() {
    stores.realViolations.add(flaggedViolation());
    stores.realMessages.add(Fixtures.message("stream", "m-1").text("hello").build());

    assertThatThrownBy(() -> intake.accept(draft("m-1", "hello")))
        .isInstanceOf(MessageIdReusedException.class);
    assertOnlyTheViolationIsLeft(stores);
  }

  @Test
  void a_withdrawal_that_dies_half_way_is_finished_by_the_sweep() {
    stores.realViolations.add(flaggedViolation());
    stores.realMessages.add(Fixtures.message("stream", "m-1").text("toxic").build());
    stores.before("messages.withdraw", StoresFixture.DEATH);
    assertThatThrownBy(() -> intake.accept(draft("m-1", "toxic"))).isInstanceOf(Death.class);

    new ViolationReview(stores.messages, stores.violations, () -> Fixtures.NOW).applyPending(10);

    assertOnlyTheViolationIsLeft(stores);
  }

  @Test
  void a_decision_to_keep_it_back_does_not_stop_the_withdrawal() {
    stores.realViolations.add(flaggedViolation());
    stores.realMessages.add(Fixtures.message("stream", "m-1").text("toxic").build());
    stores.before("violations.replace", () -> decide(stores, ViolationState.UPHELD));

    assertThat(intake.accept(draft("m-1", "toxic"))).isInstanceOf(Held.class);
    assertOnlyTheViolationIsLeft(stores);
    assertThat(violation(stores).state()).isEqualTo(ViolationState.UPHELD);
  }

  @Test
  void in_whatever_order_their_calls_come_exactly_one_is_left() {
    int orders =
        Interleavings.tryAll(
            () -> {
              StoresFixture fresh = new StoresFixture();
              SubmissionFixture both = new SubmissionFixture(fresh);
              MessageIntake up = both.intake();
              MessageIntake down = both.intakeDuringAnOutage();
              return new Scenario(
                  fresh,
                  List.of(
                      () -> up.accept(draft("m-1", "toxic")),
                      () -> down.accept(draft("m-1", "toxic"))),
                  () -> {
                    assertConsistent(fresh);
                    Receipt again = up.accept(draft("m-1", "toxic"));
                    assertThat(again instanceof Held)
                        .isEqualTo(fresh.realMessages.find("stream", "m-1").isEmpty());
                  });
            });

    assertThat(orders).isGreaterThan(50);
  }

  @Test
  void in_whatever_order_a_dismissal_comes_in_between_the_message_can_be_read() {
    int orders =
        Interleavings.tryAll(
            () -> {
              StoresFixture fresh = new StoresFixture();
              fresh.realViolations.add(flaggedViolation());
              fresh.realMessages.add(
                  Fixtures.message("stream", "m-1")
                      .text("toxic")
                      .verdict(Fixtures.unmoderated())
                      .build());
              MessageIntake again = new SubmissionFixture(fresh).intake();
              ViolationReview review =
                  new ViolationReview(fresh.messages, fresh.violations, () -> Fixtures.NOW);
              String seen = fresh.realViolations.find(ID).orElseThrow().version();
              return new Scenario(
                  fresh,
                  List.of(
                      () -> again.accept(draft("m-1", "toxic")),
                      () ->
                          review.decide(
                              ID, seen, Decision.of(ViolationState.DISMISSED, "", "mod-1"))),
                  () -> assertConsistent(fresh));
            });

    assertThat(orders).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void after_a_crash_of_the_unmoderated_submission_the_next_one_leaves_exactly_one(boolean after) {
    for (int call = 0; call < 4; call++) {
      SubmissionFixture both = new SubmissionFixture(new StoresFixture());
      assertNextSubmissionLeavesOne(both.intakeDuringAnOutage(), both.intake(), both, call, after);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void after_a_crash_of_the_flagged_submission_the_next_one_leaves_exactly_one(boolean after) {
    for (int call = 0; call < 4; call++) {
      SubmissionFixture both = new SubmissionFixture(new StoresFixture());
      assertNextSubmissionLeavesOne(both.intake(), both.intakeDuringAnOutage(), both, call, after);
    }
  }

  /** The other one comes and goes right before the death. */
  private static void assertNextSubmissionLeavesOne(
      MessageIntake dying, MessageIntake other, SubmissionFixture both, int call, boolean after) {
    StoresFixture stores = both.stores();
    stores.at(
        call,
        after,
        () -> {
          other.accept(draft("m-1", "toxic"));
          throw new Death();
        });
    assertThatThrownBy(() -> dying.accept(draft("m-1", "toxic"))).isInstanceOf(Death.class);

    Receipt receipt = other.accept(draft("m-1", "toxic"));

    assertConsistent(stores);
    assertThat(receipt instanceof Held)
        .isEqualTo(stores.realMessages.find("stream", "m-1").isEmpty());
  }

  private static Violation flaggedViolation() {
    return Fixtures.violation("stream", "m-1").text("toxic").build();
  }

  private static void dismiss(StoresFixture stores) {
    decide(stores, ViolationState.DISMISSED);
  }

  private static void decide(StoresFixture stores, ViolationState to) {
    new ViolationReview(stores.realMessages, stores.realViolations, () -> Fixtures.NOW)
        .decide(
            ID,
            stores.realViolations.find(ID).orElseThrow().version(),
            Decision.of(to, "", "mod-1"));
  }

  private static Violation violation(StoresFixture stores) {
    return stores.realViolations.find(ID).orElseThrow().value();
  }

  private static void assertOnlyTheViolationIsLeft(StoresFixture stores) {
    assertThat(violation(stores).withholds()).isTrue();
    assertConsistent(stores);
  }

  private static void assertConsistent(StoresFixture stores) {
    Optional<Message> message = stores.realMessages.find("stream", "m-1");
    Optional<Violation> violation = stores.realViolations.find(ID).map(Versioned::value);
    assertThat(message.isPresent())
        .isNotEqualTo(violation.filter(Violation::withholds).isPresent());
    assertThat(violation.map(Violation::pendingEffect).orElse(PendingEffect.NONE))
        .isIn(PendingEffect.NONE, PendingEffect.CONFIRM);
  }
}
