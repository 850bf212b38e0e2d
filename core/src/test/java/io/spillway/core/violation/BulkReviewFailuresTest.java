package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.core.violation.BulkResult.Outcome;
import io.spillway.core.violation.BulkResult.Preview;
import io.spillway.core.violation.BulkResult.Slice;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decisions on many when something dies, fails or comes in between. */
class BulkReviewFailuresTest extends BulkReviewing {

  @Test
  void after_a_crash_at_any_call_applying_again_continues_and_decides_none_twice() {
    for (boolean after : new boolean[] {false, true}) {
      // Two counts and a list, then for each of three: decide, release, clear.
      for (int call = 3; call < 12; call++) {
        StoresFixture fresh = new StoresFixture();
        for (int i = 0; i < 3; i++) {
          fresh.realViolations.add(Fixtures.violation("stream", "m-" + i).build());
        }
        BulkReview on =
            new BulkReview(fresh.messages, fresh.violations, fresh.violationArchive, clock);
        Preview preview = on.preview(OPEN_ONES, DISMISSED, "mod-1");
        fresh.at(call, after, StoresFixture.DEATH);
        assertThatThrownBy(() -> on.apply(preview.filter(), decision(), 3, preview.bulkId(), null))
            .isInstanceOf(Death.class);

        Slice again = (Slice) on.apply(preview.filter(), decision(), 3, preview.bulkId(), null);
        new ViolationReview(fresh.realMessages, fresh.realViolations, clock).applyPending(10);

        assertThat(again.isComplete()).isTrue();
        assertThat(fresh.realMessages.count("stream").published()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
          assertThat(fresh.realViolations.find(id("m-" + i)).orElseThrow().value().audit())
              .hasSize(2);
        }
      }
    }
  }

  @Test
  void applied_twice_or_from_sixteen_at_once_it_decides_each_once() {
    hold(40);
    Preview preview = preview();

    List<Slice> all =
        Concurrently.call(
            i ->
                (Slice)
                    new BulkReview(
                            stores.realMessages,
                            stores.realViolations,
                            stores.realViolations,
                            clock)
                        .apply(preview.filter(), decision(), 40, preview.bulkId(), null));

    assertThat(all.stream().mapToLong(applied -> applied.count(Outcome.DECIDED)).sum())
        .isEqualTo(40);
    assertThat(applySuccessfully(preview).count(Outcome.ALREADY)).isEqualTo(40);
    assertThat(countPublished()).isEqualTo(40);
    IntStream.range(0, 40).forEach(i -> assertThat(findViolation("m-" + i).audit()).hasSize(2));
  }

  @Test
  void a_concurrent_change_makes_one_violation_stale() {
    hold(2);
    Preview preview = preview();
    stores.before("violations.replace", () -> decide("m-1", UPHELD));

    assertThat(applySuccessfully(preview).count(Outcome.STALE)).isOne();
    assertThat(findViolation("m-1").state()).isEqualTo(UPHELD);
  }

  @Test
  void a_failed_violation_does_not_stop_the_others_and_is_retried_next_time() {
    hold(3);
    Preview preview = preview();
    stores.after("violations.replace", StoresFixture.OUTAGE);

    Slice applied = applySuccessfully(preview);

    assertThat(applied.count(Outcome.FAILED)).isOne();
    assertThat(applied.count(Outcome.DECIDED)).isEqualTo(2);
    assertThat(applySuccessfully(preview).isComplete()).isTrue();
    review.applyPending(10);
    assertThat(countPublished()).isEqualTo(3);
  }

  @Test
  void a_throttled_store_ends_the_call() {
    hold(3);
    Preview preview = preview();
    stores.before(
        "violations.replace",
        StoresFixture.failure(Failure.throttled("violations.throttled", "", null)));

    Slice applied = applySuccessfully(preview);

    assertThat(applied.isComplete()).isFalse();
    assertThat(applied.count(Outcome.FAILED)).isOne();
    assertThat(applied.count(Outcome.LEFT)).isEqualTo(2);
    assertThat(applySuccessfully(preview).count(Outcome.DECIDED)).isEqualTo(3);
  }

  @Test
  void when_the_store_cannot_be_reached_nothing_is_done() {
    hold(1);
    Preview preview = preview();
    stores.before("violations.list", StoresFixture.OUTAGE);

    assertThatThrownBy(() -> apply(preview)).isInstanceOf(PortException.class);
  }
}
