package io.spillway.core.violation;

import static io.spillway.core.violation.ClaimFixture.ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ClaimResult.Granted;
import io.spillway.ClaimResult.TooMany;
import io.spillway.core.StoresFixture;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Concurrently;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No moderator takes every case and leaves none to the others. */
class ClaimCapTest {

  private static final int MOST = ViolationClaims.MAX_CLAIMS;

  private final ClaimFixture waiting = new ClaimFixture();
  private final ViolationClaims claims = waiting.claims(Strikes.NONE);

  @BeforeEach
  void hold() {
    for (int i = 0; i < MOST + 20; i++) {
      waiting.hold("m-" + i);
    }
  }

  private List<Granted> fill() {
    List<Granted> granted = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      granted.add((Granted) claims.claimNext(ALL, "mallory", null));
    }
    return granted;
  }

  @Test
  void at_the_limit_no_claim_is_granted_and_other_moderators_get_theirs() {
    fill();

    assertThat(claims.claimNext(ALL, "mallory", null)).isEqualTo(new TooMany(50));
    ViolationId free = new ViolationId("stream", "m-" + (MOST + 19));
    assertThat(claims.claim(free, "mallory", null, null)).isInstanceOf(TooMany.class);
    assertThat(claims.claim(free, "ada", null, null)).isInstanceOf(Granted.class);
  }

  @Test
  void a_claim_can_be_renewed_at_the_limit() {
    Granted first = fill().get(0);

    assertThat(claims.claim(first.violation().value().id(), "mallory", null, first.token()))
        .isInstanceOf(Granted.class);
  }

  @Test
  void released_decided_and_expired_claims_do_not_count() {
    List<Granted> granted = fill();
    Granted released = granted.get(0);
    claims.release(released.violation().value().id(), released.token());
    assertThat(claims.claimNext(ALL, "mallory", null)).isInstanceOf(Granted.class);
    assertThat(claims.claimNext(ALL, "mallory", null)).isInstanceOf(TooMany.class);

    waiting.clock.advance(ViolationClaims.DEFAULT_LEASE);
    fill();
  }

  @Test
  void a_claim_whose_response_was_lost_counts_until_it_expires() {
    for (int i = 0; i < MOST; i++) {
      waiting.stores.after("violations.replace", StoresFixture.OUTAGE);
      assertThatThrownBy(() -> claims.claimNext(ALL, "mallory", null))
          .isInstanceOf(PortException.class);
    }
    assertThat(claims.claimNext(ALL, "mallory", null)).isInstanceOf(TooMany.class);
    waiting.clock.advance(ViolationClaims.DEFAULT_LEASE.plus(Duration.ofSeconds(1)));
    assertThat(claims.claimNext(ALL, "mallory", null)).isInstanceOf(Granted.class);
  }

  @Test
  void concurrent_requests_do_not_exceed_the_limit() {
    Concurrently.call(
        thread -> {
          for (int i = 0; i < MOST / 4; i++) {
            claims.claimNext(ALL, "mallory", null);
          }
          return thread;
        });
    long held =
        waiting.stores.realViolations.list(ALL, new PageRequest(200, null)).items().stream()
            .filter(found -> found.value().assignment().claimAt(waiting.clock.instant()) != null)
            .count();
    assertThat(held).isEqualTo(MOST);
  }
}
