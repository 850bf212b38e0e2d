package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.OPEN;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.InvalidInputException;
import io.spillway.Reviews;
import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.core.violation.BulkResult.Preview;
import io.spillway.core.violation.BulkUndo.Outcome;
import io.spillway.core.violation.BulkUndo.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Undo of everything that one bulk decision has decided. */
class BulkUndoTest extends BulkReviewing {

  private final BulkUndo undo =
      new BulkUndo(stores.messages, stores.violations, stores.violationArchive, clock);

  private String dismissAll(int count) {
    hold(count);
    Preview preview = preview();
    clock.advance(Duration.ofSeconds(1));
    applyAll(preview);
    return preview.bulkId();
  }

  @Test
  void all_are_undone_and_their_messages_withdrawn() {
    String bulkId = dismissAll(3);
    assertThat(countPublished()).isEqualTo(3);

    Result result = undo.undo(bulkId, "mod-1", null);

    assertThat(result.isComplete()).isTrue();
    assertThat(result.count(Outcome.UNDONE)).isEqualTo(3);
    assertThat(countPublished()).isZero();
    assertThat(findViolation("m-0").state()).isEqualTo(OPEN);
    assertThat(undo.undo(bulkId, "mod-1", null).count(Outcome.UNDONE)).isZero();
  }

  @Test
  void more_than_five_hundred_are_undone_in_slices() {
    String bulkId = dismissAll(620);

    Result first = undo.undo(bulkId, "mod-1", null);
    Result second = undo.undo(bulkId, "mod-1", null);

    assertThat(first.isComplete()).isFalse();
    assertThat(first.count(Outcome.UNDONE)).isEqualTo(500);
    assertThat(second.isComplete()).isTrue();
    assertThat(second.count(Outcome.UNDONE)).isEqualTo(120);
  }

  @Test
  void after_ten_minutes_it_is_too_late() {
    String bulkId = dismissAll(2);
    clock.advance(Reviews.UNDO_WINDOW);

    Result result = undo.undo(bulkId, "mod-1", null);

    assertThat(result.isComplete()).isTrue();
    assertThat(result.count(Outcome.UNDONE)).isZero();
    assertThat(result.count(Outcome.TOO_LATE)).isEqualTo(2);
    assertThat(findViolation("m-0").state()).isEqualTo(DISMISSED);
  }

  @Test
  void another_moderators_bulk_decision_and_later_steps_are_left() {
    String bulkId = dismissAll(2);
    decide("m-1", REOPENED);

    assertThat(undo.undo(bulkId, "mod-2", null).count(Outcome.UNDONE)).isZero();
    assertThat(undo.undo(bulkId, "mod-1", null).count(Outcome.UNDONE)).isOne();
    assertThat(findViolation("m-1").state()).isEqualTo(REOPENED);
  }

  @Test
  void a_concurrent_change_is_counted_and_kept() {
    String bulkId = dismissAll(1);
    stores.before("violations.replace", () -> decide("m-0", REOPENED));

    assertThat(undo.undo(bulkId, "mod-1", null).count(Outcome.CHANGED)).isOne();
    assertThat(findViolation("m-0").state()).isEqualTo(REOPENED);
  }

  @Test
  void after_an_outage_or_a_crash_undoing_again_continues() {
    String bulkId = dismissAll(3);
    stores.after("violations.replace", StoresFixture.OUTAGE);
    Result interrupted = undo.undo(bulkId, "mod-1", null);
    assertThat(interrupted.isComplete()).isFalse();
    assertThat(interrupted.count(Outcome.FAILED)).isOne();

    assertThat(undo.undo(bulkId, "mod-1", null).isComplete()).isTrue();

    String other = dismissAll(0);
    assertThat(undo.undo(other, "mod-1", null).isComplete()).isTrue();
    for (int i = 0; i < 3; i++) {
      assertThat(findViolation("m-" + i).audit()).hasSize(3);
      assertThat(findViolation("m-" + i).state()).isEqualTo(OPEN);
    }
  }

  @Test
  void a_crash_after_each_call_leaves_nothing_undone_twice() {
    String bulkId = dismissAll(2);
    stores.at(2, true, StoresFixture.DEATH);
    assertThatThrownBy(() -> undo.undo(bulkId, "mod-1", null)).isInstanceOf(Death.class);

    undo.undo(bulkId, "mod-1", null);
    review.applyPending(10);

    assertThat(countPublished()).isZero();
    assertThat(findViolation("m-0").audit()).hasSize(3);
    assertThat(findViolation("m-1").audit()).hasSize(3);
  }

  @Test
  void one_stream_is_undone_on_request() {
    String bulkId = dismissAll(1);

    assertThat(undo.undo(bulkId, "mod-1", "other").count(Outcome.UNDONE)).isZero();
    assertThat(undo.undo(bulkId, "mod-1", "stream").count(Outcome.UNDONE)).isOne();
  }

  @Test
  void a_missing_id_is_named() {
    assertThatThrownBy(() -> undo.undo(null, "mod-1", null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("bulkId");
  }
}
