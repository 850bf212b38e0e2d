package io.spillway.core.violation;

import static io.spillway.core.violation.ClaimFixture.ALL;
import static io.spillway.core.violation.ClaimFixture.ID;
import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.ESCALATED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ClaimResult.Granted;
import io.spillway.ClaimResult.Lost;
import io.spillway.ClaimResult.NotAllowed;
import io.spillway.ClaimResult.NotFound;
import io.spillway.ClaimResult.NothingWaits;
import io.spillway.ClaimResult.Released;
import io.spillway.ClaimResult.Taken;
import io.spillway.Decision;
import io.spillway.InvalidInputException;
import io.spillway.ReviewResult;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViolationClaimsTest {

  private final ClaimFixture waiting = new ClaimFixture();
  private final ViolationClaims claims = waiting.claims(Strikes.NONE);
  private final ViolationReview review =
      new ViolationReview(waiting.stores.messages, waiting.stores.violations, waiting.clock);

  @Test
  void a_claim_says_who_has_it_until_when_and_of_its_token_only_the_hash() {
    waiting.hold("m-1");

    Granted granted = (Granted) claims.claim(ID, "mod-1", null, null);

    Claim claim = waiting.claimOf("m-1");
    assertThat(claim.holder()).isEqualTo("mod-1");
    assertThat(claim.until()).isEqualTo(waiting.clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(claim.tokenHash()).hasSize(43).doesNotContain(granted.token());
    assertThat(claim.toString() + granted).doesNotContain(granted.token(), claim.tokenHash());
    assertThat(granted.violation()).isEqualTo(waiting.findViolation("m-1"));
    assertThat(granted.violation().value().audit()).hasSize(1);
  }

  @Test
  void a_claimed_violation_is_decided_only_with_its_token_and_others_get_the_holder() {
    waiting.hold("m-1");
    Granted granted = (Granted) claims.claim(ID, "mod-1", null, null);

    for (String token : new String[] {null, "token-0", ""}) {
      assertThat(decide(UPHELD, "mod-1", token))
          .isInstanceOfSatisfying(
              ReviewResult.Taken.class,
              taken -> assertThat(taken.claim()).isEqualTo(waiting.claimOf("m-1")));
    }
    assertThat(decide(DISMISSED, "mod-1", granted.token()))
        .isInstanceOf(ReviewResult.Decided.class);
    assertThat(waiting.findViolation("m-1").value().assignment().claim()).isNull();
    assertThat(waiting.stores.realMessages.find("stream", "m-1")).isPresent();
  }

  @Test
  void a_moderator_with_an_expired_claim_gets_the_decision_of_another() {
    waiting.hold("m-1");
    Granted granted = (Granted) claims.claim(ID, "mod-1", 30, null);
    waiting.clock.advance(Duration.ofSeconds(30));
    decide(UPHELD, "mod-2", null);

    ReviewResult late =
        review.decide(
            ID,
            granted.violation().version(),
            new Decision(DISMISSED, null, "", "mod-1", granted.token()));

    assertThat(late)
        .isInstanceOfSatisfying(
            ReviewResult.Stale.class,
            stale -> assertThat(stale.current().value().lastStep().who()).isEqualTo("mod-2"));
  }

  @Test
  void an_expired_claim_still_decides_without_competition() {
    waiting.hold("m-1");
    Granted granted = (Granted) claims.claim(ID, "mod-1", 30, null);
    waiting.clock.advance(Duration.ofSeconds(30));

    assertThat(decide(UPHELD, "mod-1", granted.token())).isInstanceOf(ReviewResult.Decided.class);
  }

  @Test
  void an_unknown_token_is_refused_on_an_unclaimed_violation() {
    waiting.hold("m-1");

    assertThat(decide(UPHELD, "mod-1", "token-0")).isInstanceOf(ReviewResult.ClaimLost.class);
    assertThat(claims.claim(ID, "mod-1", null, "token-0")).isInstanceOf(Lost.class);
    assertThat(claims.release(ID, "token-0")).isInstanceOf(Lost.class);
    assertThat(decide(UPHELD, "mod-1", null)).isInstanceOf(ReviewResult.Decided.class);
  }

  @Test
  void a_claimed_violation_cannot_be_claimed_even_under_the_same_name() {
    waiting.hold("m-1");
    claims.claim(ID, "mod-1", null, null);
    Versioned<Violation> before = waiting.findViolation("m-1");

    for (String moderator : List.of("mod-1", "mod-2")) {
      assertThat(claims.claim(ID, moderator, null, null))
          .isEqualTo(new Taken(before, waiting.claimOf("m-1")));
    }
    assertThat(claims.release(ID, "token-0")).isEqualTo(new Taken(before, waiting.claimOf("m-1")));
    assertThat(claims.claimNext(ALL, "mod-2", null)).isInstanceOf(NothingWaits.class);
    assertThat(waiting.findViolation("m-1")).isEqualTo(before);
  }

  @Test
  void its_holder_renews_it_and_keeps_the_token() {
    waiting.hold("m-1");
    Granted first = (Granted) claims.claim(ID, "mod-1", 60, null);
    waiting.clock.advance(Duration.ofSeconds(59));

    Granted renewed = (Granted) claims.claim(ID, "mod-1", 90, first.token());

    assertThat(renewed.token()).isEqualTo(first.token());
    assertThat(waiting.claimOf("m-1").until()).isEqualTo(waiting.clock.instant().plusSeconds(90));
    waiting.clock.advance(Duration.ofSeconds(89));
    assertThat(claims.claim(ID, "mod-2", null, null)).isInstanceOf(Taken.class);
  }

  @Test
  void an_expired_claim_can_be_taken_and_its_token_is_invalid() {
    waiting.hold("m-1");
    Granted first = (Granted) claims.claim(ID, "mod-1", 60, null);
    waiting.clock.advance(Duration.ofSeconds(60));

    Granted second = (Granted) claims.claimNext(ALL, "mod-2", null);

    assertThat(second.token()).isNotEqualTo(first.token());
    assertThat(claims.claim(ID, "mod-1", null, first.token())).isInstanceOf(Taken.class);
    assertThat(claims.release(ID, first.token())).isInstanceOf(Taken.class);
    assertThat(decide(UPHELD, "mod-1", first.token())).isInstanceOf(ReviewResult.Taken.class);
    assertThat(waiting.claimOf("m-1").holder()).isEqualTo("mod-2");
  }

  @Test
  void a_released_violation_can_be_claimed_by_anyone() {
    waiting.hold("m-1");
    Granted granted = (Granted) claims.claim(ID, "mod-1", null, null);

    assertThat(claims.release(ID, granted.token())).isInstanceOf(Released.class);

    assertThat(claims.claim(ID, "mod-2", null, null)).isInstanceOf(Granted.class);
  }

  @Test
  void decided_excluded_and_unknown_violations_cannot_be_claimed() {
    waiting.hold("m-1");
    decide(ESCALATED, "mod-1", null);
    assertThat(claims.claim(ID, "mod-1", null, null)).isInstanceOf(NotAllowed.class);
    assertThat(claims.claimNext(ALL, "mod-1", null)).isInstanceOf(NothingWaits.class);

    decide(UPHELD, "mod-2", null);
    assertThat(claims.claim(ID, "mod-2", null, null)).isInstanceOf(NotAllowed.class);
    assertThat(claims.claim(new ViolationId("s", "m"), "mod-2", null, null))
        .isInstanceOf(NotFound.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {29, 1_801, -1, 0})
  void a_claim_has_bounds(int seconds) {
    waiting.hold("m-1");

    assertThatThrownBy(() -> claims.claim(ID, "mod-1", seconds, null))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> claims.claimNext(ALL, "mod-1", seconds))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> claims.claim(ID, "system:x", 30, null))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> claims.release(ID, null)).isInstanceOf(InvalidInputException.class);
  }

  private ReviewResult decide(ViolationState to, String moderator, @Nullable String token) {
    String version = waiting.findViolation("m-1").version();
    return review.decide(ID, version, new Decision(to, null, "", moderator, token));
  }
}
