package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.Decision;
import io.spillway.ReviewResult;
import io.spillway.ReviewResult.Decided;
import io.spillway.ReviewResult.Stale;
import io.spillway.core.Interleavings;
import io.spillway.core.Interleavings.Scenario;
import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.ViolationBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A stalled process applies the effect of a decision after a newer decision, and dies before it
 * notices: the confirming sweep restores the right state.
 */
class LateEffectsTest {

  private static final ViolationId ID = new ViolationId("stream", "m-1");
  private static final Instant MUCH_LATER =
      Fixtures.NOW.plus(MessageVisibility.LATEST).plusSeconds(60);

  @ParameterizedTest
  @CsvSource({
    "DISMISSED, RELEASE, REOPENED, ",
    "DISMISSED, RELEASE, REOPENED, DISMISSED",
    "DISMISSED, RELEASE, REOPENED, UPHELD",
    "DISMISSED, CONFIRM, REOPENED, ",
    "REOPENED, WITHDRAW, DISMISSED, ",
    "REOPENED, CONFIRM, DISMISSED, REOPENED",
    "OPEN, WITHDRAW, DISMISSED, ",
    "OPEN, WITHDRAW, UPHELD, REOPENED"
  })
  void in_whatever_order_they_act_and_wherever_one_dies_the_last_decision_holds_in_the_end(
      ViolationState from,
      PendingEffect pendingEffect,
      ViolationState first,
      ViolationState second) {
    List<ViolationState> steps = new ArrayList<>(List.of(first));
    if (second != null) {
      steps.add(second);
    }
    int orders = 0;
    for (int calls = 0; calls <= 4; calls++) {
      int lives = calls;
      orders +=
          Interleavings.tryAll(
              () -> {
                StoresFixture fresh = givenStores(from, pendingEffect);
                return new Scenario(
                    fresh,
                    List.of(diesAfter(lives, fresh), moderator(fresh, steps)),
                    () -> assertHolds(fresh, steps.get(steps.size() - 1)));
              });
    }
    assertThat(orders).isGreaterThan(20);
  }

  @Test
  void two_who_die_do_no_more_harm_than_one() {
    int orders =
        Interleavings.tryAll(
            () -> {
              StoresFixture fresh = givenStores(DISMISSED, PendingEffect.RELEASE);
              return new Scenario(
                  fresh,
                  List.of(
                      diesAfter(1, fresh),
                      diesAfter(1, fresh),
                      moderator(fresh, List.of(REOPENED))),
                  () -> assertHolds(fresh, REOPENED));
            });
    assertThat(orders).isGreaterThan(20);
  }

  @Test
  void effects_are_confirmed_only_after_the_longest_delay() {
    StoresFixture stores = givenStores(DISMISSED, PendingEffect.NONE);
    moderator(stores, List.of(REOPENED)).run();
    Instant stepped = standing(stores).lastStep().at();

    assertThat(reviewAt(stores, stepped.plus(MessageVisibility.LATEST)).confirm(10)).isZero();
    assertThat(standing(stores).pendingEffect()).isEqualTo(PendingEffect.CONFIRM);
    Instant after = stepped.plus(MessageVisibility.LATEST).plusNanos(1_000);
    assertThat(reviewAt(stores, after).confirm(10)).isOne();
    assertThat(standing(stores).pendingEffect()).isEqualTo(PendingEffect.NONE);
    assertThat(reviewAt(stores, after).confirm(10)).isZero();
  }

  @Test
  void an_uncontested_first_dismissal_needs_no_confirmation() {
    StoresFixture stores = givenStores(ViolationState.OPEN, PendingEffect.NONE);
    moderator(stores, List.of(DISMISSED)).run();

    assertThat(standing(stores).pendingEffect()).isEqualTo(PendingEffect.NONE);
  }

  @Test
  void a_dismissal_right_after_a_withdrawal_is_confirmed() {
    StoresFixture stores = givenStores(ViolationState.OPEN, PendingEffect.CONFIRM);
    moderator(stores, List.of(DISMISSED)).run();

    assertThat(standing(stores).pendingEffect()).isEqualTo(PendingEffect.CONFIRM);
    assertHolds(stores, DISMISSED);
  }

  @Test
  void upholding_a_never_released_message_needs_no_confirmation() {
    StoresFixture stores = givenStores(ViolationState.OPEN, PendingEffect.NONE);
    moderator(stores, List.of(UPHELD)).run();

    assertThat(standing(stores).pendingEffect()).isEqualTo(PendingEffect.NONE);
  }

  private static StoresFixture givenStores(ViolationState state, PendingEffect pendingEffect) {
    StoresFixture stores = new StoresFixture();
    ViolationBuilder violation = Fixtures.violation("stream", "m-1");
    if (state == REOPENED) {
      violation.thenTo(DISMISSED);
    }
    if (state != ViolationState.OPEN) {
      violation.thenTo(state);
    }
    stores.realViolations.add(violation.pendingEffect(pendingEffect).build());
    return stores;
  }

  /** Has read a violation and is about to settle it, and crashes after a number of calls. */
  private static Runnable diesAfter(int calls, StoresFixture stores) {
    Versioned<Violation> seen = stores.realViolations.find(ID).orElseThrow();
    return () -> {
      AtomicInteger left = new AtomicInteger(calls);
      ViolationStore violations = mortal(ViolationStore.class, stores.violations, left);
      MessageStore messages = mortal(MessageStore.class, stores.messages, left);
      MessageVisibility enforcement = new MessageVisibility(messages, violations);
      try {
        if (seen.value().pendingEffect() == PendingEffect.CONFIRM) {
          enforcement.confirm(seen);
        } else {
          enforcement.settle(seen);
        }
      } catch (Death died) {
        // and the result is lost
      }
    };
  }

  private static <T> T mortal(Class<T> port, T real, AtomicInteger left) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              if (left.getAndDecrement() == 0) {
                throw new Death();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return port.cast(proxy);
  }

  private static Runnable moderator(StoresFixture stores, List<ViolationState> steps) {
    ViolationReview review = reviewAt(stores, Fixtures.NOW);
    String seen = stores.realViolations.find(ID).orElseThrow().version();
    return () -> {
      String version = seen;
      for (ViolationState to : steps) {
        ReviewResult result = review.decide(ID, version, Decision.of(to, "", "mod-1"));
        while (result instanceof Stale stale) {
          result = review.decide(ID, stale.current().version(), Decision.of(to, "", "mod-1"));
        }
        version = ((Decided) result).violation().version();
      }
    };
  }

  private static void assertHolds(StoresFixture stores, ViolationState state) {
    ViolationReview sweep =
        new ViolationReview(stores.realMessages, stores.realViolations, () -> MUCH_LATER);
    sweep.applyPending(10);
    sweep.confirm(10);
    sweep.confirm(10);
    assertThat(standing(stores).state()).isEqualTo(state);
    assertThat(stores.realMessages.find("stream", "m-1").isPresent()).isEqualTo(state == DISMISSED);
    // Effects settled just now are confirmed later.
    assertThat(standing(stores).pendingEffect()).isIn(PendingEffect.NONE, PendingEffect.CONFIRM);
  }

  private static ViolationReview reviewAt(StoresFixture stores, Instant now) {
    return new ViolationReview(stores.messages, stores.violations, () -> now);
  }

  private static Violation standing(StoresFixture stores) {
    return stores.realViolations.find(ID).orElseThrow().value();
  }
}
