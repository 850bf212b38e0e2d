package io.spillway.core.violation;

import static io.spillway.core.violation.ClaimFixture.ALL;
import static io.spillway.core.violation.ClaimFixture.ID;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.AppealResult;
import io.spillway.ClaimResult;
import io.spillway.ClaimResult.Granted;
import io.spillway.Decision;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import org.junit.jupiter.api.Test;

/** A violation is erased concurrently with a write to it. */
class ErasedMeanwhileTest {

  private final ClaimFixture waiting = new ClaimFixture();
  private final ViolationClaims claims = waiting.claims(Strikes.NONE);
  private final MessageVisibility enforcement =
      new MessageVisibility(waiting.stores.messages, waiting.stores.violations);

  private void eraseBeforeTheNextWrite() {
    waiting.stores.before(
        "violations.replace", () -> assertThat(waiting.stores.realViolations.delete(ID)).isTrue());
  }

  @Test
  void claiming_an_erased_violation_finds_nothing() {
    waiting.hold("m-1");
    eraseBeforeTheNextWrite();

    assertThat(claims.claim(ID, "mod-1", null, null)).isInstanceOf(ClaimResult.NotFound.class);
  }

  @Test
  void releasing_the_claim_of_an_erased_violation_finds_nothing() {
    waiting.hold("m-1");
    Granted granted = (Granted) claims.claim(ID, "mod-1", null, null);
    eraseBeforeTheNextWrite();

    assertThat(claims.release(ID, granted.token())).isInstanceOf(ClaimResult.NotFound.class);
  }

  @Test
  void claim_next_skips_an_erased_violation() {
    waiting.hold("m-1");
    eraseBeforeTheNextWrite();
    assertThat(claims.claimNext(ALL, "mod-1", null)).isInstanceOf(ClaimResult.NothingWaits.class);

    waiting.hold("m-1");
    waiting.hold("m-2");
    waiting.stores.before(
        "violations.replace",
        () -> {
          waiting.stores.realViolations.delete(ClaimFixture.id("m-1"));
          waiting.stores.realViolations.delete(ClaimFixture.id("m-2"));
          waiting.hold("m-3");
        });
    assertThat(ClaimFixture.next(claims, ALL)).isEqualTo("m-3");
  }

  @Test
  void appealing_an_erased_violation_finds_nothing() {
    waiting.hold("m-1");
    new ViolationReview(waiting.stores.messages, waiting.stores.realViolations, waiting.clock)
        .decide(ID, waiting.findViolation("m-1").version(), Decision.of(UPHELD, "", "mod-1"));
    eraseBeforeTheNextWrite();

    AppealResult result =
        new Appeals(waiting.stores.violations, waiting.clock).appeal(ID, "ada", "a joke");

    assertThat(result).isInstanceOf(AppealResult.NotFound.class);
  }

  @Test
  void the_pending_effect_is_erased_with_the_violation() {
    waiting.hold("m-1");
    Versioned<Violation> held = waiting.findViolation("m-1");
    waiting.stores.realMessages.add(MessageVisibility.releasedMessage(held.value()));
    eraseBeforeTheNextWrite();
    assertThat(enforcement.withhold(held)).isEqualTo(held);

    waiting.hold("m-1");
    Versioned<Violation> again = waiting.findViolation("m-1");
    Versioned<Violation> owing =
        new Versioned<>(again.value().withPending(PendingEffect.WITHDRAW), again.version());
    eraseBeforeTheNextWrite();
    assertThat(enforcement.settle(owing)).isEqualTo(owing);
    assertThat(waiting.stores.realMessages.find("stream", "m-1")).isEmpty();
  }
}
