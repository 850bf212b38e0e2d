package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.ESCALATED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.core.InvalidInputException;
import io.spillway.core.TwoStores;
import io.spillway.core.TwoStores.Death;
import io.spillway.core.violation.ClaimResult.Contended;
import io.spillway.core.violation.ClaimResult.Granted;
import io.spillway.core.violation.ClaimResult.Lost;
import io.spillway.core.violation.ClaimResult.NotAllowed;
import io.spillway.core.violation.ClaimResult.NotFound;
import io.spillway.core.violation.ClaimResult.NothingWaits;
import io.spillway.core.violation.ClaimResult.Released;
import io.spillway.core.violation.ClaimResult.Taken;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViolationClaimsTest {

  private static final ViolationId ID = new ViolationId("stream", "m-1");
  private static final ViolationFilter ALL = ViolationFilter.ALL;

  private final TwoStores stores = new TwoStores();
  private final SettableClock clock = new SettableClock();
  private final AtomicInteger tokens = new AtomicInteger();
  private final ViolationClaims claims = claims(Strikes.NONE);
  private final ViolationReview review =
      new ViolationReview(stores.violations, stores.messages, clock);

  private ViolationClaims claims(Strikes strikes) {
    return new ViolationClaims(
        stores.violations, strikes, clock, () -> "token-" + tokens.incrementAndGet());
  }

  @Test
  void a_claim_says_who_has_it_until_when_and_of_its_token_only_the_hash() {
    hold("m-1");

    Granted granted = (Granted) claims.claim(ID, "mod-1", null, null);

    Claim claim = claimOf("m-1");
    assertThat(claim.holder()).isEqualTo("mod-1");
    assertThat(claim.until()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(claim.tokenHash()).hasSize(43).doesNotContain(granted.token());
    assertThat(claim.toString() + granted).doesNotContain(granted.token(), claim.tokenHash());
    assertThat(granted.violation()).isEqualTo(found("m-1"));
    assertThat(granted.violation().value().audit()).hasSize(1);
  }

  @Test
  void what_is_claimed_is_decided_by_its_token_alone_and_others_are_told_whose_it_is() {
    hold("m-1");
    Granted granted = (Granted) claims.claim(ID, "mod-1", null, null);

    for (String token : new String[] {null, "token-0", ""}) {
      assertThat(decide(UPHELD, "mod-1", token))
          .isInstanceOfSatisfying(
              ReviewResult.Taken.class,
              taken -> assertThat(taken.claim()).isEqualTo(claimOf("m-1")));
    }
    assertThat(decide(DISMISSED, "mod-1", granted.token()))
        .isInstanceOf(ReviewResult.Decided.class);
    assertThat(found("m-1").value().turn().claim()).isNull();
    assertThat(stores.realMessages.find("stream", "m-1")).isPresent();
  }

  @Test
  void who_lost_their_claim_and_the_race_is_told_who_decided() {
    hold("m-1");
    Granted granted = (Granted) claims.claim(ID, "mod-1", 30, null);
    clock.advance(Duration.ofSeconds(30));
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
  void a_claim_that_ended_still_decides_while_nobody_else_came() {
    hold("m-1");
    Granted granted = (Granted) claims.claim(ID, "mod-1", 30, null);
    clock.advance(Duration.ofSeconds(30));

    assertThat(decide(UPHELD, "mod-1", granted.token())).isInstanceOf(ReviewResult.Decided.class);
  }

  @Test
  void a_token_of_no_claim_is_refused_though_nobody_has_it() {
    hold("m-1");

    assertThat(decide(UPHELD, "mod-1", "token-0")).isInstanceOf(ReviewResult.ClaimLost.class);
    assertThat(claims.claim(ID, "mod-1", null, "token-0")).isInstanceOf(Lost.class);
    assertThat(claims.release(ID, "token-0")).isInstanceOf(Lost.class);
    assertThat(decide(UPHELD, "mod-1", null)).isInstanceOf(ReviewResult.Decided.class);
  }

  @Test
  void nobody_takes_what_another_one_has_not_even_under_the_same_name() {
    hold("m-1");
    claims.claim(ID, "mod-1", null, null);
    Versioned<Violation> before = found("m-1");

    for (String moderator : List.of("mod-1", "mod-2")) {
      assertThat(claims.claim(ID, moderator, null, null))
          .isEqualTo(new Taken(before, claimOf("m-1")));
    }
    assertThat(claims.release(ID, "token-0")).isEqualTo(new Taken(before, claimOf("m-1")));
    assertThat(claims.claimNext(ALL, "mod-2", null)).isInstanceOf(NothingWaits.class);
    assertThat(found("m-1")).isEqualTo(before);
  }

  @Test
  void its_holder_renews_it_and_keeps_the_token() {
    hold("m-1");
    Granted first = (Granted) claims.claim(ID, "mod-1", 60, null);
    clock.advance(Duration.ofSeconds(59));

    Granted renewed = (Granted) claims.claim(ID, "mod-1", 90, first.token());

    assertThat(renewed.token()).isEqualTo(first.token());
    assertThat(claimOf("m-1").until()).isEqualTo(clock.instant().plusSeconds(90));
    clock.advance(Duration.ofSeconds(89));
    assertThat(claims.claim(ID, "mod-2", null, null)).isInstanceOf(Taken.class);
  }

  @Test
  void when_it_ends_another_one_takes_it_and_the_old_token_is_worth_nothing() {
    hold("m-1");
    Granted first = (Granted) claims.claim(ID, "mod-1", 60, null);
    clock.advance(Duration.ofSeconds(60));

    Granted second = (Granted) claims.claimNext(ALL, "mod-2", null);

    assertThat(second.token()).isNotEqualTo(first.token());
    assertThat(claims.claim(ID, "mod-1", null, first.token())).isInstanceOf(Taken.class);
    assertThat(claims.release(ID, first.token())).isInstanceOf(Taken.class);
    assertThat(decide(UPHELD, "mod-1", first.token())).isInstanceOf(ReviewResult.Taken.class);
    assertThat(claimOf("m-1").holder()).isEqualTo("mod-2");
  }

  @Test
  void what_is_given_back_is_anyone_s() {
    hold("m-1");
    Granted granted = (Granted) claims.claim(ID, "mod-1", null, null);

    assertThat(claims.release(ID, granted.token())).isInstanceOf(Released.class);

    assertThat(claims.claim(ID, "mod-2", null, null)).isInstanceOf(Granted.class);
  }

  @Test
  void what_is_decided_or_for_another_moderator_or_not_there_cannot_be_claimed() {
    hold("m-1");
    decide(ESCALATED, "mod-1", null);
    assertThat(claims.claim(ID, "mod-1", null, null)).isInstanceOf(NotAllowed.class);
    assertThat(claims.claimNext(ALL, "mod-1", null)).isInstanceOf(NothingWaits.class);

    decide(UPHELD, "mod-2", null);
    assertThat(claims.claim(ID, "mod-2", null, null)).isInstanceOf(NotAllowed.class);
    assertThat(claims.claim(new ViolationId("s", "m"), "mod-2", null, null))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void the_most_urgent_one_is_handed_out_first_and_each_once() {
    hold("low", Severity.LOW, "ada");
    hold("critical", Severity.CRITICAL, "ada");
    hold("medium", Severity.MEDIUM, "ada");

    assertThat(next(claims, ALL)).isEqualTo("critical");
    assertThat(next(claims, ALL)).isEqualTo("medium");
    assertThat(next(claims, ALL)).isEqualTo("low");
    assertThat(claims.claimNext(ALL, "mod-1", null)).isInstanceOf(NothingWaits.class);
  }

  @Test
  void an_author_with_strikes_makes_it_more_urgent_unless_they_cannot_be_known() {
    hold("first", Severity.LOW, "ada");
    hold("second", Severity.LOW, "mallory");

    assertThat(next(claims(v -> v.author().equals("mallory") ? 2 : 0), ALL)).isEqualTo("second");
    assertThat(
            next(
                claims(
                    violation -> {
                      throw new PortException(Fixtures.outage());
                    }),
                ALL))
        .isEqualTo("first");
  }

  @Test
  void only_what_passes_the_filter_is_handed_out() {
    hold("m-1");

    ViolationFilter other = ViolationFilter.ofStream("other");
    assertThat(claims.claimNext(other, "mod-1", null)).isInstanceOf(NothingWaits.class);
    assertThat(next(claims, ViolationFilter.ofStream("stream"))).isEqualTo("m-1");
  }

  @Test
  void however_much_waits_it_costs_one_query_for_each_severity_and_one_write() {
    for (int i = 0; i < 300; i++) {
      hold("m-" + i);
    }
    stores.calls();

    claims.claimNext(ALL, "mod-1", null);

    assertThat(stores.calls())
        .containsExactly(
            "violations.waiting",
            "violations.waiting",
            "violations.waiting",
            "violations.waiting",
            "violations.replace");
  }

  @Test
  void who_ask_at_once_begin_with_the_same_one_and_go_on_with_different_ones() {
    for (int i = 0; i < 8; i++) {
      hold("m-" + i);
    }
    NextUp nextUp = new NextUp(stores.realViolations, Strikes.NONE);
    List<Versioned<Violation>> one = nextUp.ranked(ALL, "mod-1", clock.instant(), "a");
    List<Versioned<Violation>> other = nextUp.ranked(ALL, "mod-2", clock.instant(), "b");

    assertThat(one.get(0)).isEqualTo(other.get(0));
    assertThat(one.get(1)).isNotEqualTo(other.get(1));
    assertThat(one).containsExactlyInAnyOrderElementsOf(other);
  }

  @Test
  void who_is_overtaken_gets_another_one() {
    hold("critical", Severity.CRITICAL, "ada");
    hold("low", Severity.LOW, "ada");
    stores.before("violations.replace", () -> onReal().claim(id("critical"), "mod-2", null, null));

    assertThat(next(claims, ALL)).isEqualTo("low");
    assertThat(claimOf("critical").holder()).isEqualTo("mod-2");
  }

  @Test
  void who_is_overtaken_again_and_again_is_told_so_and_not_kept_forever() {
    hold("m-1");
    for (int i = 0; i < 10; i++) {
      stores.before(
          "violations.replace",
          () -> {
            Granted granted = (Granted) onReal().claim(ID, "mod-2", null, null);
            onReal().release(ID, granted.token());
          });
    }

    assertThat(claims.claimNext(ALL, "mod-1", null)).isInstanceOf(Contended.class);
    assertThat(claims.claim(ID, "mod-1", null, null)).isInstanceOf(Contended.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_claim_whose_maker_died_ends_by_itself(boolean after) {
    hold("m-1");
    stores.at(4, after, TwoStores.DEATH);
    assertThatThrownBy(() -> claims.claimNext(ALL, "mod-1", null)).isInstanceOf(Death.class);

    assertThat(found("m-1").value().turn().claim() != null).isEqualTo(after);
    clock.advance(ViolationClaims.DEFAULT_LEASE);
    assertThat(next(claims, ALL)).isEqualTo("m-1");
  }

  @Test
  void of_sixteen_who_ask_at_once_no_two_get_the_same() {
    for (int i = 0; i < 40; i++) {
      hold("m-" + i);
    }
    List<String> got = Concurrently.call(i -> next(onReal("by-" + i), ALL));

    assertThat(got).hasSize(16).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {29, 1_801, -1, 0})
  void a_claim_has_bounds(int seconds) {
    hold("m-1");

    assertThatThrownBy(() -> claims.claim(ID, "mod-1", seconds, null))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> claims.claimNext(ALL, "mod-1", seconds))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> claims.claim(ID, "system:x", 30, null))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> claims.release(ID, null)).isInstanceOf(InvalidInputException.class);
  }

  private ViolationClaims onReal() {
    return onReal("other");
  }

  private ViolationClaims onReal(String prefix) {
    return new ViolationClaims(
        stores.realViolations, Strikes.NONE, clock, () -> prefix + "-" + tokens.incrementAndGet());
  }

  private static String next(ViolationClaims claims, ViolationFilter filter) {
    Granted granted = (Granted) claims.claimNext(filter, "mod-1", null);
    return granted.violation().value().id().messageId();
  }

  private ReviewResult decide(ViolationState to, String moderator, @Nullable String token) {
    String version = found("m-1").version();
    return review.decide(ID, version, new Decision(to, null, "", moderator, token));
  }

  private void hold(String messageId) {
    hold(messageId, Severity.MEDIUM, "ada");
  }

  private void hold(String messageId, Severity severity, String author) {
    stores.realViolations.add(
        Fixtures.violation("stream", messageId)
            .author(author)
            .verdict(Fixtures.flagged(Category.HARASSMENT, severity))
            .dueAt(Fixtures.NOW.plus(Urgency.patience(severity)))
            .build());
  }

  private static ViolationId id(String messageId) {
    return new ViolationId("stream", messageId);
  }

  private Versioned<Violation> found(String messageId) {
    return stores.realViolations.find(id(messageId)).orElseThrow();
  }

  private Claim claimOf(String messageId) {
    Claim claim = found(messageId).value().turn().claim();
    assertThat(claim).isNotNull();
    return claim;
  }
}
