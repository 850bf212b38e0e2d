package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.ESCALATED;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static io.spillway.ports.violation.ViolationState.REPORTED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.AppealResult;
import io.spillway.Decision;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.ReviewResult;
import io.spillway.ReviewResult.Decided;
import io.spillway.ReviewResult.NotAllowed;
import io.spillway.ReviewResult.NotFound;
import io.spillway.Reviews;
import io.spillway.Withholding;
import io.spillway.core.Interleavings;
import io.spillway.core.Interleavings.Scenario;
import io.spillway.core.RecordingTelemetry;
import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.telemetry.Outcome.Kind;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A moderator withholds a published message. */
class WithholdingTest extends ReviewFixture {

  private static final Withholding SPAM = Withholding.of(ReasonCode.SPAM, "sells followers", "mia");

  private final RecordingTelemetry noted = new RecordingTelemetry();
  private final ViolationReview withTelemetry =
      new ViolationReview(
          stores.messages,
          stores.violations,
          clock,
          Reviews.UNDO_WINDOW,
          noted,
          ReleaseNotice.NONE);

  private void publish() {
    stores.realMessages.add(Fixtures.message("stream", "m-1").build());
  }

  private static void publish(StoresFixture fresh) {
    fresh.realMessages.add(Fixtures.message("stream", "m-1").build());
  }

  private boolean isReadable() {
    return stores.realMessages.find("stream", "m-1").isPresent();
  }

  @Test
  void a_published_message_becomes_a_violation_that_the_moderator_has_upheld() {
    publish();

    Violation violation = withhold();

    assertThat(isReadable()).isFalse();
    assertThat(violation.state()).isEqualTo(UPHELD);
    assertThat(violation.author()).isEqualTo(Fixtures.message("stream", "m-1").build().author());
    assertThat(violation.verdict().category()).isEqualTo(Category.SPAM);
    assertThat(violation.verdict().severity()).isEqualTo(Severity.MEDIUM);
    assertThat(violation.verdict().provenance().classifier()).isEqualTo("moderator");
    assertThat(violation.audit())
        .containsExactly(
            AuditEntry.of(clock.instant(), "mia", null, UPHELD, "sells followers")
                .withAction(ReviewAction.WITHHOLD)
                .withReason(ReasonCode.SPAM));
  }

  @Test
  void category_and_severity_can_be_given() {
    publish();

    Violation violation =
        decided(
            review.withhold(
                ID,
                new Withholding(
                    ReasonCode.OTHER_RULE, null, "mia", Category.PRIVACY, Severity.CRITICAL)));

    assertThat(violation.verdict().category()).isEqualTo(Category.PRIVACY);
    assertThat(violation.verdict().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void the_case_of_a_message_that_was_kept_names_the_policy_that_published_it() {
    Message message = Fixtures.message("stream", "m-1").build();
    stores.realMessages.add(message.with(new Verdict.Kept("ned", clock.instant(), "policy-7")));

    assertThat(withhold().verdict().policyVersion()).isEqualTo("policy-7");
  }

  @Test
  void a_repeated_call_gets_the_same_answer() {
    publish();
    Violation first = withhold();
    clock.advance(Duration.ofMinutes(1));

    assertThat(withhold()).isEqualTo(first);
    assertThat(decided(review.withhold(ID, Withholding.of(ReasonCode.HATE, null, "ned"))))
        .isEqualTo(first);
  }

  @Test
  void the_withdrawal_is_reported_once() {
    publish();

    withTelemetry.withhold(ID, SPAM);
    withTelemetry.withhold(ID, SPAM);

    assertThat(noted.kinds()).containsExactly(Kind.MESSAGE_WITHDRAWN);
  }

  @Test
  void undo_publishes_the_message_again() {
    publish();
    Violation violation = withhold();
    clock.advance(Duration.ofMinutes(1));

    Violation undone = decided(review.undo(ID, version(), "", "mia", null));

    assertThat(undone.state()).isEqualTo(DISMISSED);
    assertThat(isReadable()).isTrue();
    assertThat(stores.realMessages.find("stream", "m-1").orElseThrow().text())
        .isEqualTo(violation.text());
  }

  @Test
  void an_appeal_reopens_it_for_another_moderator() {
    publish();
    Violation violation = withhold();
    Appeals appeals = new Appeals(stores.violations, clock);

    assertThat(appeals.appeal(ID, violation.author(), "I sell nothing"))
        .isInstanceOf(AppealResult.Accepted.class);

    assertThat(review.decide(ID, version(), Decision.of(DISMISSED, "", "mia")))
        .isInstanceOf(NotAllowed.class);
    assertThat(decided(review.decide(ID, version(), Decision.of(DISMISSED, "", "ned"))).state())
        .isEqualTo(DISMISSED);
    assertThat(isReadable()).isTrue();
  }

  @Test
  void a_message_that_was_released_can_be_withheld() {
    prepare(open());
    decideSuccessfully(DISMISSED);
    assertThat(isReadable()).isTrue();

    Violation violation = withhold();

    assertThat(isReadable()).isFalse();
    assertThat(violation.lastStep().from()).isEqualTo(DISMISSED);
    assertThat(violation.lastStep().action()).isEqualTo(ReviewAction.WITHHOLD);
    assertThat(decided(review.undo(ID, version(), "", "mia", null)).state()).isEqualTo(DISMISSED);
    assertThat(isReadable()).isTrue();
  }

  @Test
  void a_case_that_waits_is_upheld() {
    for (ViolationState state : List.of(ViolationState.OPEN, REOPENED, ESCALATED, REPORTED)) {
      stores.realViolations.delete(ID);
      publish();
      prepare(state == ViolationState.OPEN ? open() : open().thenTo(state));

      assertThat(withhold().state()).isEqualTo(UPHELD);
      assertThat(withhold().lastStep().action()).isEqualTo(ReviewAction.UPHOLD);
    }
  }

  @Test
  void an_excluded_moderator_cannot_withhold_what_another_released() {
    stores.realViolations.add(
        open()
            .thenTo(DISMISSED)
            .assignment(Assignment.dueAt(Fixtures.NOW).excluding(Set.of("mia")))
            .build());

    assertThat(review.withhold(ID, SPAM)).isInstanceOf(NotAllowed.class);
  }

  @Test
  void a_message_that_does_not_exist_is_not_found() {
    assertThat(review.withhold(ID, SPAM)).isInstanceOf(NotFound.class);
    assertThat(stores.realViolations.find(ID)).isEmpty();
  }

  @Test
  void each_bad_field_is_named() {
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class,
            () ->
                review.withhold(
                    ID,
                    new Withholding(
                        ReasonCode.FALSE_POSITIVE, "n".repeat(1_001), "system:x", null, null)));

    assertThat(refused.fields())
        .extracting(InvalidField::field)
        .containsExactly("note", "moderator", "reason");
    assertThatThrownBy(() -> review.withhold(ID, new Withholding(null, "", "mia", null, null)))
        .hasMessageContaining("reason is required");
  }

  @Test
  void after_a_crash_at_any_call_the_sweep_or_a_retry_completes_it() {
    for (boolean after : new boolean[] {false, true}) {
      for (int call = 0; call < 5; call++) {
        for (boolean isRetried : new boolean[] {false, true}) {
          StoresFixture fresh = new StoresFixture();
          publish(fresh);
          fresh.at(call, after, StoresFixture.DEATH);
          ViolationReview mortal = new ViolationReview(fresh.messages, fresh.violations, clock);
          assertThatThrownBy(() -> mortal.withhold(ID, SPAM)).isInstanceOf(Death.class);

          if (isRetried) {
            mortal.withhold(ID, SPAM);
          }
          mortal.applyPending(10);

          boolean isRecorded = fresh.realViolations.find(ID).isPresent();
          assertThat(fresh.realMessages.find("stream", "m-1").isPresent()).isNotEqualTo(isRecorded);
          assertThat(isRecorded || !isRetried).isTrue();
          fresh.realViolations.find(ID).ifPresent(found -> assertOneStep(found.value()));
        }
      }
    }
  }

  private static void assertOneStep(Violation violation) {
    assertThat(violation.audit()).hasSize(1);
    assertThat(violation.pendingEffect()).isEqualTo(PendingEffect.CONFIRM);
  }

  @Test
  void concurrent_moderators_withhold_once_and_agree() {
    int orders =
        Interleavings.tryAll(
            () -> {
              StoresFixture fresh = new StoresFixture();
              publish(fresh);
              ViolationReview shared = new ViolationReview(fresh.messages, fresh.violations, clock);
              return new Scenario(
                  fresh,
                  List.of(
                      () -> assertUpheld(shared.withhold(ID, SPAM)),
                      () ->
                          assertUpheld(
                              shared.withhold(ID, Withholding.of(ReasonCode.HATE, "", "ned")))),
                  () -> {
                    assertThat(fresh.realMessages.find("stream", "m-1")).isEmpty();
                    assertOneStep(fresh.realViolations.find(ID).orElseThrow().value());
                  });
            });
    assertThat(orders).isGreaterThan(10);
  }

  private static void assertUpheld(ReviewResult result) {
    assertThat(decided(result).state()).isEqualTo(UPHELD);
  }

  private Violation withhold() {
    return decided(review.withhold(ID, SPAM));
  }

  private static Violation decided(ReviewResult result) {
    return ((Decided) result).violation().value();
  }
}
