package io.spillway.core.violation;

import static io.spillway.core.violation.ClaimFixture.ALL;
import static io.spillway.core.violation.ClaimFixture.ID;
import static io.spillway.core.violation.ClaimFixture.id;
import static io.spillway.core.violation.ClaimFixture.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ClaimResult.Contended;
import io.spillway.ClaimResult.Granted;
import io.spillway.ClaimResult.NothingWaits;
import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The moderator who claims the next case. */
class ClaimNextTest {

  private final ClaimFixture waiting = new ClaimFixture();
  private final ViolationClaims claims = waiting.claims(Strikes.NONE);

  @Test
  void the_most_urgent_one_is_handed_out_first_and_each_once() {
    waiting.hold("low", Severity.LOW, "ada");
    waiting.hold("critical", Severity.CRITICAL, "ada");
    waiting.hold("medium", Severity.MEDIUM, "ada");

    assertThat(next(claims, ALL)).isEqualTo("critical");
    assertThat(next(claims, ALL)).isEqualTo("medium");
    assertThat(next(claims, ALL)).isEqualTo("low");
    assertThat(claims.claimNext(ALL, "mod-1", null)).isInstanceOf(NothingWaits.class);
  }

  @Test
  void an_author_with_strikes_makes_it_more_urgent_unless_they_cannot_be_known() {
    waiting.hold("first", Severity.LOW, "ada");
    waiting.hold("second", Severity.LOW, "mallory");

    assertThat(next(waiting.claims(v -> v.author().equals("mallory") ? 2 : 0), ALL))
        .isEqualTo("second");
    assertThat(
            next(
                waiting.claims(
                    violation -> {
                      throw new PortException(Fixtures.outage());
                    }),
                ALL))
        .isEqualTo("first");
  }

  @Test
  void only_what_passes_the_filter_is_handed_out() {
    waiting.hold("m-1");

    ViolationFilter other = ViolationFilter.all().inStream("other");
    assertThat(claims.claimNext(other, "mod-1", null)).isInstanceOf(NothingWaits.class);
    assertThat(next(claims, ViolationFilter.all().inStream("stream"))).isEqualTo("m-1");
  }

  @Test
  void however_much_waits_it_costs_a_query_for_each_severity_and_for_own_cases_and_one_write() {
    for (int i = 0; i < 300; i++) {
      waiting.hold("m-" + i);
    }
    waiting.stores.calls();

    claims.claimNext(ALL, "mod-1", null);

    assertThat(waiting.stores.calls())
        .containsExactly(
            "violations.waiting",
            "violations.claimable",
            "violations.claimable",
            "violations.claimable",
            "violations.claimable",
            "violations.replace");
  }

  @Test
  void own_cases_come_first_and_those_of_others_only_when_overdue() {
    for (int i = 0; i < 20; i++) {
      waiting.hold("other-" + i, Severity.HIGH, "ada");
      waiting.assign("other-" + i, "mod-2");
    }
    waiting.hold("free", Severity.HIGH, "ada");
    waiting.hold("own", Severity.LOW, "ada");
    waiting.assign("own", "MOD-1");

    assertThat(next(claims, ALL)).isEqualTo("own");
    assertThat(next(claims, ALL)).isEqualTo("free");
    assertThat(claims.claimNext(ALL, "mod-1", null)).isInstanceOf(NothingWaits.class);

    waiting.clock.advance(Urgency.patience(Severity.HIGH));
    assertThat(List.of(next(claims, ALL), next(claims, ALL)))
        .anyMatch(id -> id.startsWith("other-"));
  }

  @Test
  void an_overdue_case_comes_before_own_ones_that_are_not() {
    waiting.hold("own", Severity.LOW, "ada");
    waiting.assign("own", "mod-1");
    waiting.hold("overdue", Severity.CRITICAL, "ada");
    waiting.clock.advance(Urgency.patience(Severity.CRITICAL));

    assertThat(next(claims, ALL)).isEqualTo("overdue");
  }

  @Test
  void cases_of_another_moderator_are_handed_out_on_request() {
    waiting.hold("m-1");
    waiting.assign("m-1", "mod-2");

    assertThat(next(claims, ALL.assignedTo("mod-2"))).isEqualTo("m-1");
  }

  @Test
  void concurrent_callers_share_the_first_candidate_and_differ_in_the_rest() {
    for (int i = 0; i < 8; i++) {
      waiting.hold("m-" + i);
    }
    ReviewQueue nextUp = new ReviewQueue(() -> waiting.stores.realViolations, Strikes.NONE);
    List<Versioned<Violation>> one = nextUp.rank(ALL, "mod-1", waiting.clock.instant(), "a");
    List<Versioned<Violation>> other = nextUp.rank(ALL, "mod-2", waiting.clock.instant(), "b");

    assertThat(one.get(0)).isEqualTo(other.get(0));
    assertThat(one.get(1)).isNotEqualTo(other.get(1));
    assertThat(one).containsExactlyInAnyOrderElementsOf(other);
  }

  @Test
  void a_caller_that_loses_a_race_gets_another_case() {
    waiting.hold("critical", Severity.CRITICAL, "ada");
    waiting.hold("low", Severity.LOW, "ada");
    waiting.stores.before(
        "violations.replace", () -> waiting.onReal().claim(id("critical"), "mod-2", null, null));

    assertThat(next(claims, ALL)).isEqualTo("low");
    assertThat(waiting.claimOf("critical").holder()).isEqualTo("mod-2");
  }

  @Test
  void a_caller_that_loses_every_race_gets_contended() {
    waiting.hold("m-1");
    for (int i = 0; i < 10; i++) {
      waiting.stores.before(
          "violations.replace",
          () -> {
            Granted granted = (Granted) waiting.onReal().claim(ID, "mod-2", null, null);
            waiting.onReal().release(ID, granted.token());
          });
    }

    assertThat(claims.claimNext(ALL, "mod-1", null)).isInstanceOf(Contended.class);
    assertThat(claims.claim(ID, "mod-1", null, null)).isInstanceOf(Contended.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_claim_whose_maker_died_ends_by_itself(boolean after) {
    waiting.hold("m-1");
    waiting.stores.at(5, after, StoresFixture.DEATH);
    assertThatThrownBy(() -> claims.claimNext(ALL, "mod-1", null)).isInstanceOf(Death.class);

    assertThat(waiting.findViolation("m-1").value().assignment().claim() != null).isEqualTo(after);
    waiting.clock.advance(ViolationClaims.DEFAULT_LEASE);
    assertThat(next(claims, ALL)).isEqualTo("m-1");
  }

  @Test
  void sixteen_concurrent_callers_get_different_cases() {
    for (int i = 0; i < 40; i++) {
      waiting.hold("m-" + i);
    }
    List<String> got = Concurrently.call(i -> next(waiting.onReal("by-" + i), ALL));

    assertThat(got).hasSize(16).doesNotHaveDuplicates();
  }
}
