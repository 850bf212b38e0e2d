package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.ESCALATED;
import static io.spillway.ports.violation.ViolationState.OPEN;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Decision;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.core.violation.BulkResult.Changed;
import io.spillway.core.violation.BulkResult.Item;
import io.spillway.core.violation.BulkResult.Outcome;
import io.spillway.core.violation.BulkResult.Preview;
import io.spillway.core.violation.BulkResult.Slice;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bulk decisions and the violations that they skip. */
class BulkReviewTest extends BulkReviewing {

  @Test
  void a_preview_says_how_many_and_does_nothing() {
    hold(3);
    stores.calls();

    Preview preview = preview();

    assertThat(preview.count()).isEqualTo(3);
    assertThat(preview.claimed()).isZero();
    assertThat(preview.hasMore()).isFalse();
    assertThat(preview.filter().to()).isEqualTo(clock.instant());
    assertThat(preview()).isEqualTo(preview);
    assertThat(stores.calls()).containsOnly("violations.count");
  }

  @Test
  void previewed_violations_are_decided_one_by_one_with_an_audit_entry_each() {
    hold(3);
    Preview preview = preview();

    Slice applied = applySuccessfully(preview);

    assertThat(applied.isComplete()).isTrue();
    assertThat(applied.count(Outcome.DECIDED)).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      Violation violation = findViolation("m-" + i);
      assertThat(violation.state()).isEqualTo(DISMISSED);
      assertThat(violation.audit()).hasSize(2);
      assertThat(violation.lastStep().bulkId()).isEqualTo(preview.bulkId());
      assertThat(violation.lastStep().reason()).isEqualTo(ReasonCode.FALSE_POSITIVE);
      assertThat(violation.lastStep().who()).isEqualTo("mod-1");
    }
    assertThat(countPublished()).isEqualTo(3);
  }

  @Test
  void violations_withheld_after_the_preview_do_not_count() {
    hold(2);
    Preview preview = preview();
    clock.advance(Duration.ofSeconds(1));
    hold("late", clock.instant());

    assertThat(applySuccessfully(preview).count(Outcome.DECIDED)).isEqualTo(2);
    assertThat(findViolation("late").state()).isEqualTo(OPEN);
  }

  @Test
  void when_one_was_decided_meanwhile_nothing_is_done_and_the_new_count_is_told() {
    hold(3);
    Preview preview = preview();
    decide("m-1", UPHELD);

    Changed changed = (Changed) apply(preview);

    assertThat(changed.now().count()).isEqualTo(2);
    assertThat(changed.now().bulkId()).isNotEqualTo(preview.bulkId());
    assertThat(countPublished()).isZero();
    assertThat(applySuccessfully(changed.now()).count(Outcome.DECIDED)).isEqualTo(2);
  }

  @Test
  void when_one_took_a_step_and_came_back_it_is_not_what_was_previewed() {
    hold(2);
    Preview preview = preview();
    decide("m-1", UPHELD);
    review.undo(id("m-1"), version("m-1"), "", "mod-2", null);
    assertThat(findViolation("m-1").state()).isEqualTo(OPEN);

    assertThat(apply(preview)).isInstanceOf(Changed.class);
  }

  @Test
  void a_count_or_an_id_that_is_not_the_preview_s_is_refused() {
    hold(2);
    Preview preview = preview();

    assertThat(bulk.apply(preview.filter(), decision(), 3, preview.bulkId(), null))
        .isInstanceOf(Changed.class);
    assertThat(bulk.apply(preview.filter(), decision(), 2, "another", null))
        .isInstanceOf(Changed.class);
    Decision other = new Decision(UPHELD, ReasonCode.SPAM, "", "mod-1", null);
    assertThat(bulk.apply(preview.filter(), other, 2, preview.bulkId(), null))
        .isInstanceOf(Changed.class);
    assertThat(countPublished()).isZero();
  }

  @Test
  void an_undone_decision_is_not_repeated() {
    hold(2);
    Preview preview = preview();
    applySuccessfully(preview);
    review.undo(id("m-0"), version("m-0"), "", "mod-1", null);

    Slice again = applySuccessfully(preview);

    assertThat(again.count(Outcome.ALREADY)).isOne();
    assertThat(again.count(Outcome.DECIDED)).isZero();
    assertThat(findViolation("m-0").state()).isEqualTo(OPEN);
  }

  @Test
  void claimed_violations_are_skipped() {
    hold(2);
    claimAsAnother("m-1");
    Preview preview = preview();
    assertThat(preview.claimed()).isOne();

    Slice applied = applySuccessfully(preview);

    assertThat(applied.count(Outcome.CLAIMED)).isOne();
    assertThat(applied.remaining()).isOne();
    assertThat(findViolation("m-1").state()).isEqualTo(OPEN);
    clock.advance(ViolationClaims.DEFAULT_LEASE);
    assertThat(applySuccessfully(preview).count(Outcome.DECIDED)).isOne();
  }

  @Test
  void one_that_is_for_another_moderator_is_left_to_them() {
    hold(1);
    Assignment another = Assignment.dueAt(Fixtures.NOW).excluding(Set.of("mod-1"));
    stores.realViolations.add(Fixtures.violation("stream", "m-9").assignment(another).build());

    Slice applied = applySuccessfully(preview());

    assertThat(applied.items())
        .containsExactlyInAnyOrder(
            new Item(id("m-0"), Outcome.DECIDED), new Item(id("m-9"), Outcome.NOT_ALLOWED));
    assertThat(findViolation("m-9").state()).isEqualTo(OPEN);
  }

  @Test
  void without_a_state_all_pending_ones_are_decided() {
    hold(2);
    decide("m-0", ESCALATED);
    hold("m-2", Fixtures.NOW);
    decide("m-2", UPHELD);
    decide("m-2", REOPENED);
    hold("m-3", Fixtures.NOW);
    decide("m-3", UPHELD);
    clock.advance(Duration.ofSeconds(1));
    Preview preview = bulk.preview(ViolationFilter.all(), DISMISSED, "mod-1");

    Slice applied = applySuccessfully(preview);

    assertThat(preview.count()).isEqualTo(3);
    assertThat(applied.count(Outcome.DECIDED)).isEqualTo(3);
    assertThat(findViolation("m-3").state()).isEqualTo(UPHELD);
  }

  @Test
  void the_moderators_own_claim_is_no_obstacle() {
    hold(1);
    claim("m-0", "mod-1");

    assertThat(applySuccessfully(preview()).count(Outcome.DECIDED)).isOne();
    assertThat(findViolation("m-0").assignment().claim()).isNull();
  }

  @Test
  void no_reason_is_required() {
    hold(1);
    Preview preview = preview();

    var applied =
        bulk.apply(
            preview.filter(), Decision.of(DISMISSED, "", "mod-1"), 1, preview.bulkId(), null);

    assertThat(((Slice) applied).count(Outcome.DECIDED)).isOne();
    assertThat(findViolation("m-0").lastStep().reason()).isNull();
  }

  @Test
  void another_moderators_preview_cannot_be_applied() {
    hold(1);
    Preview preview = bulk.preview(OPEN_ONES, DISMISSED, "mod-2");

    assertThat(apply(preview)).isInstanceOf(Changed.class);
  }

  @Test
  void invalid_requests_name_each_bad_field() {
    assertThatThrownBy(() -> bulk.preview(ViolationFilter.all(), REOPENED, "mod-1"))
        .isInstanceOfSatisfying(InvalidInputException.class, e -> fields(e, "state"));
    assertThatThrownBy(() -> bulk.preview(OPEN_ONES, REOPENED, "mod-1"))
        .isInstanceOfSatisfying(InvalidInputException.class, e -> fields(e, "state"));
    assertThatThrownBy(
            () -> bulk.apply(OPEN_ONES, Decision.of(REOPENED, "", "mod-1"), null, null, null))
        .isInstanceOfSatisfying(
            InvalidInputException.class, e -> fields(e, "state", "count", "bulkId"));
  }

  private static void fields(InvalidInputException e, String... names) {
    assertThat(e.fields()).extracting(InvalidField::field).containsExactly(names);
  }
}
