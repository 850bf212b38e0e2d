package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.ESCALATED;
import static io.spillway.ports.violation.ViolationState.OPEN;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ClaimResult;
import io.spillway.Decision;
import io.spillway.InvalidInputException;
import io.spillway.ReviewResult;
import io.spillway.core.StoresFixture;
import io.spillway.ports.PersonNames;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that need a second person count one person once, under whatever name they come. */
class SamePersonTest {

  private static final ViolationId ID = new ViolationId("main", "m-1");
  private static final String OID = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
  private static final String GRACE = PersonNames.withId("grace@example.org", OID);
  private static final String RENAMED = PersonNames.withId("g.hopper@example.org", OID);
  private static final String NAMESAKE =
      PersonNames.withId("grace@example.org", "00000000-0000-4000-8000-000000000001");

  private final StoresFixture stores = new StoresFixture();
  private final SettableClock clock = new SettableClock();
  private final ViolationReview review =
      new ViolationReview(stores.messages, stores.violations, clock);
  private final ViolationClaims claims =
      new ViolationClaims(
          stores.violations, () -> stores.violationArchive, Strikes.NONE, clock, () -> "token");

  @BeforeEach
  void hold() {
    stores.realViolations.add(violation("main", "m-1").author("mallory").build());
  }

  private String version() {
    return stores.realViolations.find(ID).orElseThrow().version();
  }

  private ReviewResult decide(String moderator, ViolationState to) {
    return review.decide(ID, version(), Decision.of(to, "", moderator));
  }

  @ParameterizedTest
  @ValueSource(strings = {GRACE_BY_KEY, GRACE_BY_ID, GRACE_IN_DISGUISE})
  void a_signed_in_moderator_who_upheld_cannot_decide_the_appeal_by_a_key(String key) {
    decide(GRACE, UPHELD);
    new Appeals(stores.violations, clock).appeal(ID, "mallory", "no");

    assertThat(decide(key, UPHELD)).isInstanceOf(ReviewResult.NotAllowed.class);
    assertThat(claims.claim(ID, key, null, null)).isInstanceOf(ClaimResult.NotAllowed.class);
    assertThat(claims.claimNext(ViolationFilter.all(), key, null))
        .isInstanceOf(ClaimResult.NothingWaits.class);
  }

  private static final String GRACE_BY_KEY = "Grace@example.org";
  private static final String GRACE_BY_ID = OID;
  private static final String GRACE_IN_DISGUISE = "gr\u200bace@example.org";

  @Test
  void a_new_name_of_the_account_is_no_second_person() {
    decide(GRACE, ESCALATED);

    assertThat(decide(RENAMED, DISMISSED)).isInstanceOf(ReviewResult.NotAllowed.class);
    assertThat(decide(NAMESAKE, DISMISSED)).isInstanceOf(ReviewResult.Decided.class);
  }

  @Test
  void an_escalation_can_be_undone_after_a_change_of_name_and_then_decided() {
    decide(GRACE, ESCALATED);

    assertThat(review.undo(ID, version(), "", NAMESAKE, null))
        .isInstanceOf(ReviewResult.NotAllowed.class);
    assertThat(review.undo(ID, version(), "", RENAMED, null))
        .isInstanceOf(ReviewResult.Decided.class);

    assertThat(stores.realViolations.find(ID).orElseThrow().value().state()).isEqualTo(OPEN);
    assertThat(decide(GRACE, UPHELD)).isInstanceOf(ReviewResult.Decided.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uff53ystem:appeal", "sys\u200btem:x", "\u017fystem:x"})
  void names_that_look_like_an_automatic_step_are_refused(String name) {
    assertThatThrownBy(() -> decide(name, UPHELD)).isInstanceOf(InvalidInputException.class);
  }
}
