package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.ESCALATED;
import static io.spillway.ports.violation.ViolationState.OPEN;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.ReviewResult;
import io.spillway.ReviewResult.Decided;
import io.spillway.ReviewResult.NotAllowed;
import io.spillway.ReviewResult.NotFound;
import io.spillway.ReviewResult.Stale;
import io.spillway.ReviewResult.Taken;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cases that are handed over to a moderator. */
class AssignmentTest extends ReviewFixture {

  @BeforeEach
  void hold() {
    prepare(open());
  }

  private ReviewResult assign(@Nullable String to, String note) {
    return review.assign(ID, version(), to, note, "mod-1");
  }

  private void claim(String moderator) {
    new ViolationClaims(
            stores.realViolations, () -> stores.realViolations, Strikes.NONE, clock, () -> "token")
        .claim(ID, moderator, null, null);
  }

  @Test
  void the_assignee_and_the_step_are_recorded_and_the_state_stays() {
    Violation assigned = ((Decided) assign("linus", "knows the language")).violation().value();

    assertThat(assigned.state()).isEqualTo(OPEN);
    assertThat(assigned.assignment().assignee()).isEqualTo("linus");
    AuditEntry step = assigned.lastStep();
    assertThat(step.action()).isEqualTo(ReviewAction.ASSIGN);
    assertThat(step.who()).isEqualTo("mod-1");
    assertThat(step.assignee()).isEqualTo("linus");
    assertThat(step.note()).isEqualTo("knows the language");
  }

  @Test
  void an_assignment_is_taken_away_with_null() {
    assign("linus", "");
    assertThat(assign(null, "")).isInstanceOf(Decided.class);

    assertThat(standing().assignment().assignee()).isNull();
    assertThat(standing().audit()).hasSize(3);
  }

  @Test
  void the_same_again_adds_no_step() {
    assign("linus", "");
    assertThat(assign("linus", "")).isInstanceOf(Decided.class);

    assertThat(standing().audit()).hasSize(2);
  }

  @Test
  void the_own_claim_is_released_and_that_of_another_refuses() {
    claim("mod-1");
    assertThat(assign("linus", "")).isInstanceOf(Decided.class);
    assertThat(standing().assignment().claim()).isNull();

    claim("mod-2");
    assertThat(assign("mod-3", "")).isInstanceOf(Taken.class);
    assertThat(standing().assignment().assignee()).isEqualTo("linus");
  }

  @Test
  void a_moderator_who_may_not_decide_is_refused() {
    decide(ESCALATED);

    assertThatThrownBy(() -> assign("MOD-1", ""))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e -> assertThat(e.fields()).extracting(InvalidField::field).containsExactly("to"));
  }

  @Test
  void invalid_names_and_notes_are_refused() {
    assertThatThrownBy(() -> review.assign(ID, "1", "x".repeat(101), "n".repeat(1_001), null))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.fields())
                    .extracting(InvalidField::field)
                    .containsExactly("to", "note", "moderator"));
    assertThatThrownBy(() -> assign("system:rule", "")).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void decided_unknown_and_changed_cases_are_refused() {
    String version = version();
    decide(UPHELD);

    assertThat(review.assign(ID, version, "linus", "", "mod-1")).isInstanceOf(Stale.class);
    assertThat(assign("linus", "")).isInstanceOf(NotAllowed.class);
    assertThat(review.assign(new ViolationId("stream", "none"), version, "linus", "", "mod-1"))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void a_decision_keeps_the_assignee_as_a_record_and_undo_undoes_the_decision() {
    assign("linus", "");
    decide(UPHELD);
    assertThat(standing().assignment().assignee()).isEqualTo("linus");

    review.undo(ID, version(), "", "mod-1", null);
    assertThat(standing().state()).isEqualTo(OPEN);
    decide(UPHELD);
    decide(REOPENED);
    assertThat(standing().assignment().assignee()).isEqualTo("linus");
  }

  @Test
  void an_assignee_who_escalates_is_no_longer_the_assignee() {
    assign("mod-1", "");
    decide(ESCALATED);

    assertThat(standing().assignment().assignee()).isNull();
  }

  @Test
  void an_assignment_is_no_decision_to_undo() {
    assign("linus", "");

    assertThat(review.undo(ID, version(), "", "mod-1", null)).isInstanceOf(NotAllowed.class);
  }

  @Test
  void a_message_whose_effect_is_pending_keeps_it() {
    assertThat(standing().pendingEffect()).isEqualTo(standing().pendingEffect());
    Violation before = standing();
    assign("linus", "");
    assertThat(standing().pendingEffect()).isEqualTo(before.pendingEffect());
  }
}
