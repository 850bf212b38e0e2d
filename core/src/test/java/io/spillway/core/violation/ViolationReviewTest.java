package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.OPEN;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.Decision;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.ReviewResult;
import io.spillway.ReviewResult.Decided;
import io.spillway.ReviewResult.NotFound;
import io.spillway.ReviewResult.Stale;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Effects of decisions, and refusals before any effect. */
class ViolationReviewTest extends ReviewFixture {

  @Test
  void an_upheld_violation_keeps_its_message_from_the_readers() {
    prepare(open());

    Violation upheld = decideSuccessfully(UPHELD);

    assertThat(upheld.state()).isEqualTo(UPHELD);
    assertThat(upheld.pendingEffect()).isEqualTo(PendingEffect.NONE);
    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
    assertThat(stores.calls()).containsExactly("violations.find", "violations.replace");
  }

  @Test
  void a_dismissed_violation_releases_its_message_in_its_old_place() {
    prepare(open().author("bob").text(" not so b\u200Bad "));
    clock.advance(Duration.ofHours(1));

    Violation dismissed = decideSuccessfully(DISMISSED);

    assertThat(dismissed.pendingEffect()).isEqualTo(PendingEffect.NONE);
    assertThat(stores.realMessages.find("stream", "m-1"))
        .contains(
            new Message(
                "stream",
                "m-1",
                "bob",
                " not so b\u200Bad ",
                Fixtures.NOW,
                new Verdict.Released("mod-1", Fixtures.NOW.plusSeconds(3600))));
  }

  @Test
  void every_step_is_appended_to_the_audit_trail() {
    Violation violation = prepare(open());
    clock.advance(Duration.ofMinutes(1));
    review.decide(ID, version(), Decision.of(DISMISSED, "a joke", "mod-1"));
    clock.advance(Duration.ofMinutes(1));
    review.decide(ID, version(), Decision.of(REOPENED, "not a joke", "mod-2"));

    assertThat(standing().audit())
        .containsExactly(
            violation.audit().get(0),
            AuditEntry.of(Fixtures.NOW.plusSeconds(60), "mod-1", OPEN, DISMISSED, "a joke"),
            AuditEntry.of(
                Fixtures.NOW.plusSeconds(120), "mod-2", DISMISSED, REOPENED, "not a joke"));
  }

  @Test
  void a_decision_leaves_all_else_as_it_was() {
    Violation before = prepare(open());

    Violation after = decideSuccessfully(DISMISSED);

    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.author()).isEqualTo(before.author());
    assertThat(after.text()).isEqualTo(before.text());
    assertThat(after.sentAt()).isEqualTo(before.sentAt());
    assertThat(after.verdict()).isEqualTo(before.verdict());
  }

  @Test
  void the_answer_names_the_version_to_go_on_with() {
    prepare(open());

    Decided dismissed = (Decided) decide(DISMISSED);

    assertThat(dismissed.violation().version()).isEqualTo(version());
    assertThat(
            review.decide(ID, dismissed.violation().version(), Decision.of(REOPENED, "", "mod-1")))
        .isInstanceOf(Decided.class);
  }

  @Test
  void reopening_a_dismissed_violation_withholds_its_message_again() {
    prepare(open());
    decideSuccessfully(DISMISSED);

    Violation reopened = decideSuccessfully(REOPENED);

    assertThat(reopened.withholds()).isTrue();
    assertThat(reopened.pendingEffect()).isEqualTo(PendingEffect.CONFIRM);
    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
  }

  @Test
  void dismissing_it_once_more_releases_its_message_once_more() {
    prepare(open());
    decideSuccessfully(DISMISSED);
    decideSuccessfully(REOPENED);
    decideSuccessfully(DISMISSED);

    assertThat(stores.realMessages.find("stream", "m-1")).isPresent();
  }

  @Test
  void upholding_one_that_was_released_before_withdraws_whatever_may_be_left() {
    prepare(open().thenTo(DISMISSED).thenTo(REOPENED));
    stores.realMessages.add(Fixtures.message("stream", "m-1").build());

    assertThat(decideSuccessfully(UPHELD).pendingEffect()).isEqualTo(PendingEffect.CONFIRM);
    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
  }

  @Test
  void upholding_one_whose_message_is_still_to_be_withdrawn_withdraws_it() {
    prepare(open().pendingEffect(PendingEffect.WITHDRAW));
    stores.realMessages.add(Fixtures.message("stream", "m-1").build());

    assertThat(decideSuccessfully(UPHELD).pendingEffect()).isEqualTo(PendingEffect.CONFIRM);
    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
  }

  @Test
  void a_violation_that_is_not_there_is_not_found() {
    assertThat(review.decide(ID, "1", Decision.of(UPHELD, "", "mod-1"))).isEqualTo(new NotFound());
  }

  @Test
  void a_stale_decision_returns_the_current_version_with_its_moderator() {
    prepare(open());
    String seen = version();
    review.decide(ID, seen, Decision.of(UPHELD, "clear", "mod-1"));

    ReviewResult late = review.decide(ID, seen, Decision.of(DISMISSED, "", "mod-2"));

    assertThat(late)
        .isInstanceOfSatisfying(
            Stale.class,
            stale -> assertThat(stale.current().value().lastStep().who()).isEqualTo("mod-1"));
    assertThat(standing().state()).isEqualTo(UPHELD);
  }

  @Test
  void a_concurrent_decision_returns_the_current_version() {
    prepare(open());
    stores.before(
        "violations.replace",
        () ->
            new ViolationReview(stores.realMessages, stores.realViolations, clock)
                .decide(ID, version(), Decision.of(DISMISSED, "", "mod-2")));

    assertThat(decide(UPHELD))
        .isInstanceOfSatisfying(
            Stale.class,
            stale -> assertThat(stale.current().value().lastStep().who()).isEqualTo("mod-2"));
    assertThat(stores.realMessages.find("stream", "m-1")).isPresent();
  }

  @Test
  void bad_input_is_refused_all_at_once_and_nothing_is_done() {
    prepare(open());

    assertThat(refusal("n".repeat(1001), null))
        .containsExactly(
            new InvalidField("note", "must have at most 1000 characters"),
            new InvalidField("moderator", "is required"));
    assertThat(refusal("\uD83C", "m".repeat(101)))
        .containsExactly(
            new InvalidField("note", "must be valid Unicode"),
            new InvalidField("moderator", "must have at most 100 characters"));
    assertThat(standing().state()).isEqualTo(OPEN);
  }

  @Test
  void a_moderator_cannot_pass_for_a_rule() {
    assertThat(refusal("", "System:moderation"))
        .containsExactly(new InvalidField("moderator", "must not begin with system:"));
  }

  @Test
  void a_note_may_be_long_or_missing() {
    prepare(open());

    review.decide(ID, version(), Decision.of(UPHELD, "n".repeat(1000), "mod-1"));
    assertThat(standing().lastStep().note()).hasSize(1000);
    review.decide(ID, version(), Decision.of(REOPENED, null, "mod-1"));
    assertThat(standing().lastStep().note()).isEmpty();
  }

  private List<InvalidField> refusal(String note, @Nullable String moderator) {
    return catchThrowableOfType(
            InvalidInputException.class,
            () -> review.decide(ID, "1", Decision.of(UPHELD, note, moderator)))
        .fields();
  }
}
