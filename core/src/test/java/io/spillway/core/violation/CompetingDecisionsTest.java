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
import io.spillway.core.Interleavings;
import io.spillway.core.Interleavings.Scenario;
import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Concurrent sweeps and moderators: the visible messages finally agree with the last decision. */
class CompetingDecisionsTest {

  private static final ViolationId ID = new ViolationId("stream", "m-1");

  private final StoresFixture stores = new StoresFixture();

  @Test
  void a_release_that_arrives_after_a_reopening_is_reverted() {
    stores.realViolations.add(owingRelease());
    stores.before("messages.add", () -> moderatorOnReal(REOPENED));

    sweep(stores).run();

    assertThat(readable(stores)).isEmpty();
    assertSettled(stores);
  }

  @Test
  void a_withdrawal_that_arrives_after_a_dismissal_is_reverted() {
    stores.realViolations.add(
        Fixtures.violation("stream", "m-1")
            .thenTo(DISMISSED)
            .thenTo(REOPENED)
            .pendingEffect(PendingEffect.WITHDRAW)
            .build());
    stores.before("messages.withdraw", () -> moderatorOnReal(DISMISSED));

    sweep(stores).run();

    assertThat(readable(stores)).contains(MessageVisibility.releasedMessage(standing(stores)));
    assertSettled(stores);
  }

  @Test
  void a_release_that_is_overtaken_twice_ends_as_the_last_decision_says() {
    stores.realViolations.add(owingRelease());
    stores.before("messages.add", () -> moderatorOnReal(REOPENED));
    stores.before("messages.withdraw", () -> moderatorOnReal(DISMISSED));

    sweep(stores).run();

    assertThat(readable(stores)).isPresent();
    assertSettled(stores);
  }

  @Test
  void a_repeated_release_is_kept() {
    stores.realViolations.add(owingRelease());
    stores.before(
        "messages.add",
        () -> {
          moderatorOnReal(REOPENED);
          moderatorOnReal(DISMISSED);
        });
    stores.calls();

    sweep(stores).run();

    assertThat(readable(stores)).isPresent();
    assertThat(stores.calls())
        .containsExactly(
            "violations.pendingEffects", "violations.find", "messages.add", "violations.replace");
  }

  @Test
  void a_stalled_decision_returns_the_moderators_own_version() {
    stores.realViolations.add(Fixtures.violation("stream", "m-1").build());
    stores.before("messages.add", () -> moderatorOnReal(REOPENED));
    ViolationReview review =
        new ViolationReview(stores.messages, stores.violations, () -> Fixtures.NOW);

    ReviewResult result = review.decide(ID, version(stores), Decision.of(DISMISSED, "", "mod-1"));

    assertThat(((Decided) result).violation().value().state()).isEqualTo(DISMISSED);
    assertThat(standing(stores).state()).isEqualTo(REOPENED);
    assertThat(readable(stores)).isEmpty();
  }

  @Test
  void a_sweep_that_is_overtaken_and_then_dies_is_put_right_by_the_next_decision() {
    stores.realViolations.add(owingRelease());
    stores.before("messages.add", () -> moderatorOnReal(REOPENED));
    stores.after("messages.add", StoresFixture.DEATH);
    assertThatThrownBy(sweep(stores)::run).isInstanceOf(Death.class);
    assertThat(readable(stores)).isPresent();

    moderatorOnReal(UPHELD);

    assertThat(readable(stores)).isEmpty();
    assertSettled(stores);
  }

  @Test
  void two_sweeps_in_whatever_order_release_one_message() {
    int orders =
        Interleavings.tryAll(
            () -> {
              StoresFixture fresh = new StoresFixture();
              fresh.realViolations.add(owingRelease());
              return new Scenario(
                  fresh,
                  List.of(sweep(fresh), sweep(fresh)),
                  () -> {
                    assertEndsAs(fresh, DISMISSED);
                    assertThat(fresh.realMessages.count("stream").published()).isOne();
                  });
            });

    assertThat(orders).isGreaterThan(20);
  }

  @Test
  void a_sweep_and_a_reopening_in_whatever_order_leave_it_withheld() {
    int orders =
        Interleavings.tryAll(
            () -> {
              StoresFixture fresh = new StoresFixture();
              fresh.realViolations.add(owingRelease());
              return new Scenario(
                  fresh,
                  List.of(sweep(fresh), moderator(fresh, REOPENED)),
                  () -> assertEndsAs(fresh, REOPENED));
            });

    assertThat(orders).isGreaterThan(50);
  }

  @Test
  void two_sweeps_and_a_reopening_in_whatever_order_leave_it_withheld() {
    int orders =
        Interleavings.tryAll(
            () -> {
              StoresFixture fresh = new StoresFixture();
              fresh.realViolations.add(owingRelease());
              return new Scenario(
                  fresh,
                  List.of(lateSweep(fresh), lateSweep(fresh), moderator(fresh, REOPENED)),
                  () -> assertEndsAs(fresh, REOPENED));
            });

    assertThat(orders).isGreaterThan(500);
  }

  @Test
  void a_late_release_and_two_decisions_in_whatever_order_leave_what_the_last_one_says() {
    int orders =
        Interleavings.tryAll(
            () -> {
              StoresFixture fresh = new StoresFixture();
              fresh.realViolations.add(owingRelease());
              return new Scenario(
                  fresh,
                  List.of(lateSweep(fresh), moderator(fresh, REOPENED, DISMISSED)),
                  () -> assertEndsAs(fresh, DISMISSED));
            });

    assertThat(orders).isGreaterThan(50);
  }

  @Test
  void two_moderators_in_whatever_order_leave_what_the_first_one_says() {
    int orders =
        Interleavings.tryAll(
            () -> {
              StoresFixture fresh = new StoresFixture();
              fresh.realViolations.add(Fixtures.violation("stream", "m-1").build());
              return new Scenario(
                  fresh,
                  List.of(moderator(fresh, UPHELD), moderator(fresh, DISMISSED)),
                  () -> {
                    assertThat(standing(fresh).audit()).hasSize(2);
                    assertEndsAs(fresh, standing(fresh).state());
                  });
            });

    assertThat(orders).isGreaterThan(5);
  }

  private static Violation owingRelease() {
    return Fixtures.violation("stream", "m-1")
        .thenTo(DISMISSED)
        .pendingEffect(PendingEffect.RELEASE)
        .build();
  }

  private static Runnable sweep(StoresFixture stores) {
    return () ->
        new ViolationReview(stores.messages, stores.violations, () -> Fixtures.NOW)
            .applyPending(10);
  }

  /** A sweep that has read a violation and is about to settle it. */
  private static Runnable lateSweep(StoresFixture stores) {
    Versioned<Violation> seen = stores.realViolations.find(ID).orElseThrow();
    return () -> new MessageVisibility(stores.messages, stores.violations).settle(seen);
  }

  /** Takes these steps in turn; after a concurrent change, retries from the current version. */
  private static Runnable moderator(StoresFixture stores, ViolationState... steps) {
    ViolationReview review =
        new ViolationReview(stores.messages, stores.violations, () -> Fixtures.NOW);
    String seen = version(stores);
    return () -> {
      String version = seen;
      for (ViolationState to : steps) {
        ReviewResult result = review.decide(ID, version, Decision.of(to, "", "mod-1"));
        while (result instanceof Stale stale) {
          result = review.decide(ID, stale.current().version(), Decision.of(to, "", "mod-1"));
        }
        version = result instanceof Decided decided ? decided.violation().version() : version;
      }
    };
  }

  private void moderatorOnReal(ViolationState to) {
    new ViolationReview(stores.realMessages, stores.realViolations, () -> Fixtures.NOW)
        .decide(ID, version(stores), Decision.of(to, "", "mod-2"));
  }

  private static void assertEndsAs(StoresFixture stores, ViolationState state) {
    assertThat(standing(stores).state()).isEqualTo(state);
    assertThat(readable(stores).isPresent()).isEqualTo(state == DISMISSED);
    assertSettled(stores);
  }

  private static void assertSettled(StoresFixture stores) {
    assertThat(standing(stores).pendingEffect()).isIn(PendingEffect.NONE, PendingEffect.CONFIRM);
  }

  private static Optional<Message> readable(StoresFixture stores) {
    return stores.realMessages.find("stream", "m-1");
  }

  private static Violation standing(StoresFixture stores) {
    return stores.realViolations.find(ID).orElseThrow().value();
  }

  private static String version(StoresFixture stores) {
    return stores.realViolations.find(ID).orElseThrow().version();
  }
}
