package io.spillway.core.standing;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.AuthorHistory;
import io.spillway.Policy;
import io.spillway.Standing;
import io.spillway.StandingEffect;
import io.spillway.StandingRules;
import io.spillway.core.StoresFixture;
import io.spillway.core.author.AuthorRestrictions;
import io.spillway.ports.PortException;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorStandingTest {

  private final StoresFixture stores = new StoresFixture();
  private final SettableClock clock = new SettableClock();
  private StandingRules rules = StandingRules.GRADUATED;
  private final AuthorStanding standing =
      new AuthorStanding(
          () -> stores.violationArchive, stream -> policy(), AuthorRestrictions.off(clock), clock);

  private Policy policy() {
    Policy standard = Policy.standard();
    return Policy.of(
        standard.version(),
        standard.rules(),
        standard.banned(),
        standard.suspect(),
        standard.links(),
        standard.rates(),
        rules);
  }

  private static Policy ignoringCase(Policy policy) {
    return policy.with(PolicyDraft.EMPTY.withAuthors(new PolicyDraft.Authors(true)), "folding-1");
  }

  private void upheld(int count) {
    for (int i = 0; i < count; i++) {
      stores.realViolations.add(
          violation("main", "m-" + i).author("mallory").thenTo(UPHELD).build());
    }
  }

  private Standing now() {
    clock.advance(AuthorStanding.FRESH);
    return standing.of("main", "mallory");
  }

  @Test
  void strikes_are_the_violations_that_a_moderator_upheld() {
    upheld(2);
    stores.realViolations.add(violation("main", "v-1").author("mallory").build());
    stores.realViolations.add(violation("main", "v-2").author("mallory").thenTo(DISMISSED).build());
    stores.realViolations.add(
        violation("main", "v-3").author("mallory").thenTo(UPHELD).thenTo(REOPENED).build());

    assertThat(now()).isEqualTo(Standing.of(2, StandingEffect.WARN));
  }

  @Test
  void strikes_on_another_stream_and_of_another_author_do_not_count() {
    stores.realViolations.add(violation("other", "v-1").author("mallory").thenTo(UPHELD).build());
    stores.realViolations.add(violation("main", "v-2").author("Mallory").thenTo(UPHELD).build());

    assertThat(now()).isEqualTo(Standing.GOOD);
  }

  @Test
  void all_spellings_of_a_name_that_differ_only_invisibly_have_the_strikes_of_one_author() {
    upheld(1);
    stores.realViolations.add(
        violation("main", "v-1").author(" mal\u200blory").thenTo(UPHELD).build());

    assertThat(now().strikes()).isEqualTo(2);
    assertThat(standing.of("main", "mallory\u00a0").strikes()).isEqualTo(2);
    assertThat(standing.history("main", "\u202emallory").recent()).hasSize(2);
    assertThat(standing.of("main", "Mallory")).isEqualTo(Standing.GOOD);
  }

  @Test
  void on_a_stream_that_ignores_case_strikes_of_every_case_count() {
    AuthorStanding folding =
        new AuthorStanding(
            () -> stores.violationArchive,
            stream -> stream.equals("main") ? ignoringCase(policy()) : policy(),
            AuthorRestrictions.off(clock),
            clock);
    upheld(1);
    stores.realViolations.add(violation("main", "v-1").author("MALLORY").thenTo(UPHELD).build());
    stores.realViolations.add(violation("other", "v-2").author("MALLORY").thenTo(UPHELD).build());

    assertThat(folding.of("main", "Mallory").strikes()).isEqualTo(2);
    assertThat(folding.history("main", "Mallory").recent()).hasSize(2);
    assertThat(folding.of("other", "Mallory")).isEqualTo(Standing.GOOD);
  }

  @Test
  void an_automatic_decision_is_no_strike() {
    Violation open = violation("main", "v-1").author("mallory").build();
    AuditEntry step =
        AuditEntry.of(clock.instant(), "system:rule", ViolationState.OPEN, UPHELD, "");
    stores.realViolations.add(open.after(step, PendingEffect.NONE, open.assignment()));

    assertThat(now()).isEqualTo(Standing.GOOD);
  }

  @Test
  void a_strike_expires_so_many_days_after_it_was_upheld() {
    upheld(1);
    clock.advance(Duration.ofDays(30));
    assertThat(now().strikes()).isZero();

    clock.set(Fixtures.NOW.plus(Duration.ofDays(30)).minusSeconds(60));
    assertThat(standing.history("main", "mallory").standing().strikes()).isEqualTo(1);
  }

  @Test
  void more_strikes_lead_to_graver_effects() {
    assertThat(rules.effectOf(0)).isEqualTo(StandingEffect.NONE);
    assertThat(rules.effectOf(1)).isEqualTo(StandingEffect.WARN);
    assertThat(rules.effectOf(3)).isEqualTo(StandingEffect.SLOW);
    assertThat(rules.effectOf(5)).isEqualTo(StandingEffect.HOLD);
    assertThat(StandingRules.OFF.effectOf(100)).isEqualTo(StandingEffect.NONE);
    assertThat(new StandingRules(30, 0, 0, 30, 2).effectOf(1)).isEqualTo(StandingEffect.NONE);
  }

  @Test
  void without_effects_strikes_are_not_counted() {
    rules = StandingRules.OFF;
    upheld(9);

    assertThat(now()).isEqualTo(Standing.GOOD);
    assertThat(stores.calls()).isEmpty();
  }

  @Test
  void an_author_is_counted_once_in_half_a_minute() {
    upheld(1);
    assertThat(now().strikes()).isEqualTo(1);
    stores.realViolations.add(violation("main", "v-9").author("mallory").thenTo(UPHELD).build());

    clock.advance(AuthorStanding.FRESH.minusMillis(1));
    assertThat(standing.of("main", "mallory").strikes()).isEqualTo(1);
    assertThat(stores.calls()).hasSize(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(standing.of("main", "mallory").strikes()).isEqualTo(2);
  }

  @Test
  void while_strikes_cannot_be_counted_the_last_count_is_used() {
    upheld(1);
    now();
    stores.before("violations.list", StoresFixture.OUTAGE);
    stores.before("violations.list", StoresFixture.OUTAGE);

    assertThat(now().strikes()).isEqualTo(1);
    assertThat(standing.of("main", "unknown")).isEqualTo(Standing.GOOD);
  }

  @Test
  void no_more_strikes_are_counted_than_make_a_difference() {
    upheld(130);

    assertThat(now().strikes()).isEqualTo(100);
  }

  @Test
  void the_cache_of_authors_is_bounded() {
    StrikeCache known = new StrikeCache(2);
    StrikeCache.Count count = new StrikeCache.Count(1, clock.instant());
    known.remember("a", count);
    known.remember("b", count);
    assertThat(known.of("a")).contains(count);
    known.remember("c", count);

    assertThat(known.of("b")).isEmpty();
    assertThat(known.of("a")).contains(count);
  }

  @Test
  void sorting_by_strikes_asks_less_often() {
    upheld(1);
    Violation any = violation("main", "v-1").author("mallory").build();
    assertThat(standing.of(any)).isEqualTo(1);
    stores.calls();

    clock.advance(Duration.ofMinutes(4));
    assertThat(standing.of(any)).isEqualTo(1);
    assertThat(stores.calls()).isEmpty();
  }

  @Test
  void a_reviewer_sees_the_latest_violations_whatever_became_of_them() {
    upheld(3);
    stores.realViolations.add(
        violation("main", "latest")
            .author("mallory")
            .heldAt(clock.instant().plusSeconds(9))
            .build());

    AuthorHistory history = standing.history("main", "mallory");

    assertThat(history.standing()).isEqualTo(Standing.of(3, StandingEffect.SLOW));
    assertThat(history.rules()).isEqualTo(rules);
    assertThat(history.recent())
        .extracting(Versioned::value)
        .extracting(violation -> violation.id().messageId())
        .containsExactlyElementsOf(List.of("latest", "m-2", "m-1", "m-0"));
    stores.before("violations.list", StoresFixture.OUTAGE);
    assertThatThrownBy(() -> standing.history("main", "mallory")).isInstanceOf(PortException.class);
  }

  @Test
  void the_archive_is_asked_for_only_where_strikes_have_an_effect() {
    Stores moderationOnly = new Stores() {};
    AuthorStanding without =
        new AuthorStanding(
            moderationOnly::violationArchive,
            stream -> policy(),
            AuthorRestrictions.off(clock),
            clock);

    rules = StandingRules.OFF;
    assertThat(without.of("main", "mallory")).isEqualTo(Standing.GOOD);

    rules = StandingRules.GRADUATED;
    assertThatThrownBy(() -> without.of("main", "mallory"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("violationArchive");
  }
}
