package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Decision;
import io.spillway.ReviewResult;
import io.spillway.ReviewResult.Decided;
import io.spillway.ReviewResult.Stale;
import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.ViolationBuilder;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pending effects of decisions are applied despite failures and crashes. */
class PendingEffectsTest {

  private static final ViolationId ID = new ViolationId("stream", "m-1");

  private final StoresFixture stores = new StoresFixture();
  private final ViolationReview review = reviewOn(stores);

  @ParameterizedTest
  @CsvSource({"OPEN, DISMISSED", "DISMISSED, REOPENED", "REOPENED, UPHELD", "REOPENED, DISMISSED"})
  void the_sweep_applies_the_effect_after_a_crash_at_any_call_of_the_decision(
      ViolationState from, ViolationState to) {
    for (boolean after : new boolean[] {false, true}) {
      for (int call = 0; call < 4; call++) {
        StoresFixture fresh = new StoresFixture();
        prepare(fresh, from);
        fresh.at(call, after, StoresFixture.DEATH);
        assertThatThrownBy(() -> decide(fresh, to)).isInstanceOf(Death.class);

        reviewOn(fresh).applyPending(10);

        ViolationState stands = standing(fresh).state();
        assertThat(stands).isEqualTo(call + (after ? 1 : 0) >= 2 ? to : from);
        assertThat(isReadable(fresh)).isEqualTo(stands == DISMISSED);
        assertThat(standing(fresh).pendingEffect()).isIn(PendingEffect.NONE, PendingEffect.CONFIRM);
      }
    }
  }

  @Test
  void a_sweep_finishes_after_a_crash_at_any_call() {
    for (boolean after : new boolean[] {false, true}) {
      for (int call = 0; call < 4; call++) {
        StoresFixture fresh = new StoresFixture();
        fresh.realViolations.add(owingRelease("m-1"));
        fresh.at(call, after, StoresFixture.DEATH);
        assertThatThrownBy(() -> reviewOn(fresh).applyPending(10)).isInstanceOf(Death.class);

        reviewOn(fresh).applyPending(10);

        assertThat(isReadable(fresh)).isTrue();
        assertThat(standing(fresh).pendingEffect()).isIn(PendingEffect.NONE, PendingEffect.CONFIRM);
        assertThat(reviewOn(fresh).applyPending(10)).isZero();
      }
    }
  }

  @Test
  void a_decision_is_recorded_with_its_pending_effect_while_messages_fail() {
    prepare(stores, ViolationState.OPEN);
    stores.before("messages.add", StoresFixture.OUTAGE);

    Decided decided = (Decided) decide(stores, DISMISSED);

    assertThat(decided.violation().value().pendingEffect()).isEqualTo(PendingEffect.RELEASE);
    assertThat(decided.violation()).isEqualTo(stores.realViolations.find(ID).orElseThrow());
    assertThat(isReadable(stores)).isFalse();
    assertThat(review.applyPending(10)).isOne();
    assertThat(isReadable(stores)).isTrue();
  }

  @Test
  void a_decision_whose_response_was_lost_is_recorded_and_a_retry_is_stale() {
    prepare(stores, ViolationState.OPEN);
    String seen = stores.realViolations.find(ID).orElseThrow().version();
    stores.after("violations.replace", StoresFixture.OUTAGE);
    assertThatThrownBy(() -> review.decide(ID, seen, Decision.of(DISMISSED, "", "mod-1")))
        .isInstanceOf(PortException.class);

    assertThat(review.decide(ID, seen, Decision.of(DISMISSED, "", "mod-1")))
        .isInstanceOfSatisfying(
            Stale.class,
            stale -> {
              assertThat(stale.current().value().state()).isEqualTo(DISMISSED);
              assertThat(stale.current().value().lastStep().who()).isEqualTo("mod-1");
            });
    assertThat(review.applyPending(10)).isOne();
    assertThat(isReadable(stores)).isTrue();
  }

  @Test
  void a_reopened_violation_can_be_decided_while_its_withdrawal_is_pending() {
    prepare(stores, DISMISSED);
    stores.before("messages.withdraw", StoresFixture.OUTAGE);
    decide(stores, REOPENED);
    assertThat(isReadable(stores)).isTrue();

    decide(stores, UPHELD);

    assertThat(isReadable(stores)).isFalse();
    assertThat(standing(stores).pendingEffect()).isIn(PendingEffect.NONE, PendingEffect.CONFIRM);
  }

  @Test
  void a_sweep_takes_as_many_as_it_is_told_the_first_withheld_first() {
    for (int i = 1; i <= 3; i++) {
      stores.realViolations.add(owingRelease("m-" + i));
    }

    assertThat(review.applyPending(2)).isEqualTo(2);
    assertThat(countPublished()).isEqualTo(2);
    assertThat(review.applyPending(2)).isEqualTo(1);
    assertThat(countPublished()).isEqualTo(3);
    assertThat(review.applyPending(2)).isZero();
  }

  @Test
  void a_failure_does_not_stop_the_others_and_is_reported_at_the_end() {
    for (int i = 1; i <= 3; i++) {
      stores.realViolations.add(owingRelease("m-" + i));
    }
    stores.before("messages.add", StoresFixture.OUTAGE);
    stores.before(
        "messages.add", StoresFixture.failure(Failure.permanent("messages.rejected", "second")));

    assertThatThrownBy(() -> review.applyPending(10))
        .isInstanceOf(PortException.class)
        .hasMessageStartingWith("test.unavailable");
    assertThat(countPublished()).isOne();
    assertThat(review.applyPending(10)).isEqualTo(2);
  }

  @Test
  void a_throttled_store_ends_the_sweep() {
    for (int i = 1; i <= 3; i++) {
      stores.realViolations.add(owingRelease("m-" + i));
    }
    stores.before(
        "messages.add",
        StoresFixture.failure(Failure.throttled("messages.throttled", "slowly", null)));

    assertThatThrownBy(() -> review.applyPending(10))
        .isInstanceOf(PortException.class)
        .hasMessageStartingWith("messages.throttled");
    assertThat(countPublished()).isZero();
  }

  @Test
  void a_sweep_skips_effects_applied_since_it_read_the_list() {
    stores.realViolations.add(owingRelease("m-1"));
    stores.after("violations.pendingEffects", () -> reviewOnReal().applyPending(10));
    stores.calls();

    assertThat(review.applyPending(10)).isZero();
    assertThat(stores.calls()).containsExactly("violations.pendingEffects", "violations.find");
  }

  @Test
  void a_release_replaces_another_text_left_under_its_id() {
    stores.realViolations.add(owingRelease("m-1"));
    stores.realMessages.add(Fixtures.message("stream", "m-1").text("left behind").build());

    review.applyPending(10);

    assertThat(stores.realMessages.find("stream", "m-1"))
        .contains(MessageVisibility.releasedMessage(standing(stores)));
  }

  @Test
  void a_release_replaces_another_authors_message_left_under_its_id() {
    Violation owing = owingRelease("m-1");
    stores.realViolations.add(owing);
    stores.realMessages.add(
        Fixtures.message("stream", "m-1").author("eve").text(owing.text()).build());

    review.applyPending(10);

    assertThat(stores.realMessages.find("stream", "m-1"))
        .contains(MessageVisibility.releasedMessage(standing(stores)));
  }

  @Test
  void one_of_sixteen_moderators_decides_and_the_message_is_released_once() {
    prepare(stores, ViolationState.OPEN);
    String seen = stores.realViolations.find(ID).orElseThrow().version();
    ViolationReview shared = reviewOnReal();

    List<ReviewResult> results =
        Concurrently.call(
            i ->
                shared.decide(
                    ID, seen, Decision.of(i % 2 == 0 ? DISMISSED : UPHELD, "", "mod-" + i)));

    assertThat(results).filteredOn(Decided.class::isInstance).hasSize(1);
    assertThat(results)
        .filteredOn(((Predicate<Object>) Decided.class::isInstance).negate())
        .allMatch(Stale.class::isInstance);
    assertThat(isReadable(stores)).isEqualTo(standing(stores).state() == DISMISSED);
    assertThat(standing(stores).audit()).hasSize(2);
  }

  private static void prepare(StoresFixture stores, ViolationState state) {
    ViolationBuilder violation = Fixtures.violation("stream", "m-1");
    if (state == REOPENED) {
      violation.thenTo(DISMISSED);
    }
    Violation built =
        state == ViolationState.OPEN ? violation.build() : violation.thenTo(state).build();
    stores.realViolations.add(built);
    if (state == DISMISSED) {
      stores.realMessages.add(MessageVisibility.releasedMessage(built));
    }
  }

  private static Violation owingRelease(String messageId) {
    return Fixtures.violation("stream", messageId)
        .thenTo(DISMISSED)
        .pendingEffect(PendingEffect.RELEASE)
        .build();
  }

  private static ReviewResult decide(StoresFixture stores, ViolationState to) {
    Versioned<Violation> current = stores.realViolations.find(ID).orElseThrow();
    return reviewOn(stores).decide(ID, current.version(), Decision.of(to, "", "mod-1"));
  }

  private static ViolationReview reviewOn(StoresFixture stores) {
    return new ViolationReview(stores.messages, stores.violations, () -> Fixtures.NOW);
  }

  private ViolationReview reviewOnReal() {
    return new ViolationReview(stores.realMessages, stores.realViolations, () -> Fixtures.NOW);
  }

  private static Violation standing(StoresFixture stores) {
    return stores.realViolations.find(ID).orElseThrow().value();
  }

  private static boolean isReadable(StoresFixture stores) {
    return stores.realMessages.find("stream", "m-1").isPresent();
  }

  private long countPublished() {
    return stores.realMessages.count("stream").published();
  }
}
