package io.spillway.core.message;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Decision;
import io.spillway.core.Interleavings;
import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A recheck that crashes, or that runs concurrently with others, leaves the stores as they should
 * be.
 */
class RecheckCrashTest {

  private static final ViolationId ID = new ViolationId("stream", "m-1");

  private static ViolationReview review(StoresFixture stores, RecheckFixture rechecks) {
    return new ViolationReview(stores.messages, stores.violations, rechecks.clock);
  }

  private static boolean isReadable(StoresFixture stores) {
    return stores.realMessages.find("stream", "m-1").isPresent();
  }

  private static Violation violation(StoresFixture stores) {
    return stores.realViolations.find(ID).orElseThrow().value();
  }

  @Test
  void the_next_run_withdraws_a_flagged_message_after_a_crash_at_any_call() {
    for (boolean after : new boolean[] {false, true}) {
      for (int call = 0; call < 4; call++) {
        StoresFixture stores = new StoresFixture();
        RecheckFixture rechecks = new RecheckFixture(stores);
        rechecks.publish("m-1", "toxic", 60);
        stores.at(call, after, StoresFixture.DEATH);
        assertThatThrownBy(() -> rechecks.sweep().run()).isInstanceOf(Death.class);

        rechecks.sweep().run();
        review(stores, rechecks).applyPending(10);

        assertThat(isReadable(stores)).isFalse();
        assertThat(violation(stores).audit()).hasSize(1);
        assertThat(violation(stores).pendingEffect()).isEqualTo(PendingEffect.CONFIRM);
      }
    }
  }

  @Test
  void
      once_the_violation_is_written_the_sweep_of_pending_effects_withdraws_without_the_classifier() {
    StoresFixture stores = new StoresFixture();
    RecheckFixture rechecks = new RecheckFixture(stores);
    rechecks.publish("m-1", "toxic", 60);
    stores.after("violations.add", StoresFixture.DEATH);
    assertThatThrownBy(() -> rechecks.sweep().run()).isInstanceOf(Death.class);
    assertThat(isReadable(stores)).isTrue();

    assertThat(review(stores, rechecks).applyPending(10)).isEqualTo(1);

    assertThat(isReadable(stores)).isFalse();
    assertThat(rechecks.asked).hasSize(1);
  }

  @Test
  void the_next_run_clears_a_message_after_a_crash_at_any_call() {
    for (boolean after : new boolean[] {false, true}) {
      for (int call = 0; call < 2; call++) {
        StoresFixture stores = new StoresFixture();
        RecheckFixture rechecks = new RecheckFixture(stores);
        rechecks.publish("m-1", "hello", 60);
        stores.at(call, after, StoresFixture.DEATH);
        assertThatThrownBy(() -> rechecks.sweep().run()).isInstanceOf(Death.class);

        rechecks.sweep().run();

        assertThat(stores.realMessages.find("stream", "m-1").map(Message::verdict))
            .containsInstanceOf(Verdict.Allowed.class);
        assertThat(stores.realViolations.find(ID)).isEmpty();
      }
    }
  }

  @Test
  void a_dismissal_before_the_withdrawal_takes_precedence() {
    StoresFixture stores = new StoresFixture();
    RecheckFixture rechecks = new RecheckFixture(stores);
    rechecks.publish("m-1", "toxic", 60);
    stores.after("violations.add", StoresFixture.DEATH);
    assertThatThrownBy(() -> rechecks.sweep().run()).isInstanceOf(Death.class);
    Versioned<Violation> found = stores.realViolations.find(ID).orElseThrow();
    review(stores, rechecks).decide(ID, found.version(), Decision.of(DISMISSED, "fine", "ada"));

    assertThat(stores.realMessages.find("stream", "m-1").map(Message::verdict))
        .contains(new Verdict.Released("ada", rechecks.clock.instant()));
    assertThat(rechecks.sweep().run()).isEqualTo(new RecheckResult(0, 0, 0, null));
  }

  @Test
  void in_whatever_order_two_runs_that_disagree_go_the_unfit_message_ends_withdrawn() {
    int orders =
        Interleavings.tryAll(
            () -> {
              StoresFixture stores = new StoresFixture();
              RecheckFixture strict = new RecheckFixture(stores);
              RecheckFixture lenient = new RecheckFixture(stores);
              strict.publish("m-1", "toxic", 60);
              lenient.isLenient();
              return new Interleavings.Scenario(
                  stores,
                  List.of(() -> strict.sweep().run(), () -> lenient.sweep().run()),
                  () -> {
                    boolean isFlagged = stores.realViolations.find(ID).isPresent();
                    assertThat(isReadable(stores)).isEqualTo(!isFlagged);
                  });
            });
    assertThat(orders).isGreaterThan(10);
  }

  @Test
  void in_whatever_order_a_run_and_a_second_submission_go_there_is_one_outcome() {
    Interleavings.tryAll(
        () -> {
          StoresFixture stores = new StoresFixture();
          RecheckFixture rechecks = new RecheckFixture(stores);
          rechecks.publish("m-1", "toxic", 60);
          MessageIntake again = new SubmissionFixture(stores).intake();
          return new Interleavings.Scenario(
              stores,
              List.of(
                  () -> rechecks.sweep().run(),
                  () -> again.accept(SubmissionFixture.draft("m-1", "toxic"))),
              () -> {
                assertThat(isReadable(stores)).isFalse();
                assertThat(violation(stores).withholds()).isTrue();
              });
        });
  }
}
