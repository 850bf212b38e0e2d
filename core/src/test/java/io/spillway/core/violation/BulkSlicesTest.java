package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.core.violation.BulkResult.Outcome;
import io.spillway.core.violation.BulkResult.Preview;
import io.spillway.core.violation.BulkResult.Slice;
import io.spillway.ports.violation.ViolationFilter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bulk decisions about more violations than one slice decides. */
class BulkSlicesTest extends BulkReviewing {

  @Test
  void more_than_five_hundred_are_decided_in_slices_and_each_once() {
    hold(1_203);
    Preview preview = preview();
    assertThat(preview.count()).isEqualTo(1_203);

    List<Slice> slices = applyAll(preview);

    assertThat(slices)
        .extracting(slice -> slice.count(Outcome.DECIDED))
        .containsExactly(500L, 500L, 203L);
    assertThat(slices)
        .extracting(slice -> slice.count(Outcome.ALREADY))
        .containsExactly(0L, 500L, 1_000L);
    assertThat(slices).extracting(Slice::remaining).containsExactly(703L, 203L, 0L);
    assertThat(countPublished()).isEqualTo(1_203);
  }

  @Test
  void a_slice_sent_twice_decides_none_twice() {
    hold(1_000);
    Preview preview = preview();
    applySuccessfully(preview);

    Slice again = applySuccessfully(preview);

    assertThat(again.count(Outcome.DECIDED)).isEqualTo(500);
    assertThat(again.count(Outcome.ALREADY)).isEqualTo(500);
    assertThat(again.isComplete()).isTrue();
    for (int i = 0; i < 1_000; i++) {
      assertThat(findViolation("m-" + i).audit()).hasSize(2);
    }
  }

  @Test
  void skipped_ones_do_not_keep_later_slices_from_the_others() {
    hold(501);
    for (int i = 0; i < 501; i++) {
      claimAsAnother("m-" + i);
      if (i == 49) {
        break;
      }
    }
    Preview preview = preview();

    List<Slice> slices = applyAll(preview);

    assertThat(slices.stream().mapToLong(slice -> slice.count(Outcome.DECIDED)).sum())
        .isEqualTo(451);
    assertThat(slices.stream().mapToLong(slice -> slice.count(Outcome.CLAIMED)).sum())
        .isEqualTo(50);
    assertThat(slices.get(slices.size() - 1).remaining()).isEqualTo(50);
  }

  @Test
  void another_moderators_decision_between_slices_is_kept_and_the_rest_is_decided() {
    hold(501);
    Preview preview = preview();
    Slice first = applySuccessfully(preview);
    String left = findOpen();
    clock.advance(Duration.ofSeconds(1));
    decide(left, UPHELD);

    Slice second = applySuccessfully(preview, first.nextCursor());

    assertThat(second.isComplete()).isTrue();
    assertThat(second.count(Outcome.DECIDED)).isZero();
    assertThat(findViolation(left).state()).isEqualTo(UPHELD);
  }

  @Test
  void a_case_that_comes_back_between_slices_is_left_because_it_was_not_previewed() {
    hold(501);
    decide("m-3", UPHELD);
    clock.advance(Duration.ofSeconds(1));
    Preview preview = bulk.preview(ViolationFilter.all(), DISMISSED, "mod-1");
    assertThat(preview.count()).isEqualTo(500);
    clock.advance(Duration.ofSeconds(1));
    decide("m-3", REOPENED);

    Slice slice = applySuccessfully(preview);

    assertThat(slice.count(Outcome.DECIDED)).isEqualTo(500);
    assertThat(slice.isComplete()).isTrue();
    assertThat(findViolation("m-3").state()).isEqualTo(REOPENED);
  }

  @Test
  void no_more_than_ten_thousand_are_decided() {
    hold(10_001);
    Preview preview = preview();
    assertThat(preview.count()).isEqualTo(10_000);
    assertThat(preview.hasMore()).isTrue();

    List<Slice> slices = applyAll(preview);

    assertThat(slices.size()).isEqualTo(20);
    assertThat(slices.get(19).count(Outcome.ALREADY)).isEqualTo(9_500);
    assertThat(slices.get(19).remaining()).isOne();
  }
}
