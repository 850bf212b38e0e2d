package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.ESCALATED;
import static io.spillway.ports.violation.ViolationState.OPEN;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ReviewResult.NotAllowed;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.ViolationBuilder;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From which state a violation may go to which, and how often. */
class ReviewStepsTest extends ReviewFixture {

  @ParameterizedTest
  @CsvSource({
    "OPEN, UPHELD",
    "OPEN, DISMISSED",
    "OPEN, ESCALATED",
    "REOPENED, UPHELD",
    "REOPENED, DISMISSED",
    "REOPENED, ESCALATED",
    "REPORTED, UPHELD",
    "REPORTED, DISMISSED",
    "REPORTED, ESCALATED",
    "ESCALATED, UPHELD",
    "ESCALATED, DISMISSED",
    "UPHELD, REOPENED",
    "DISMISSED, REOPENED"
  })
  void these_steps_are_allowed(ViolationState from, ViolationState to) {
    prepare(at(from));

    assertThat(decideSuccessfully(to).state()).isEqualTo(to);
  }

  @ParameterizedTest
  @EnumSource
  void all_other_steps_are_not(ViolationState from) {
    prepare(at(from));
    Set<ViolationState> allowed =
        switch (from) {
          case OPEN, REOPENED, REPORTED -> Set.of(UPHELD, DISMISSED, ESCALATED);
          case ESCALATED -> Set.of(UPHELD, DISMISSED);
          case UPHELD, DISMISSED -> Set.of(REOPENED);
        };

    for (ViolationState to : ViolationState.values()) {
      if (!allowed.contains(to)) {
        Versioned<Violation> before = stores.realViolations.find(ID).orElseThrow();
        assertThat(decide(to))
            .isInstanceOfSatisfying(
                NotAllowed.class,
                refused -> {
                  assertThat(refused.current()).isEqualTo(before);
                  assertThat(refused.reason())
                      .startsWith("This case is " + lower(from) + " and can only become ")
                      .endsWith("not " + lower(to));
                });
        assertThat(stores.realViolations.find(ID)).contains(before);
      }
    }
  }

  private static String lower(ViolationState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  @Test
  void the_last_steps_are_for_a_decision() {
    ViolationBuilder nearlyFull = open();
    IntStream.range(0, 99).forEach(i -> nearlyFull.thenTo(UPHELD).thenTo(REOPENED));
    prepare(nearlyFull);
    assertThat(standing().audit()).hasSize(Violation.MAX_AUDIT_ENTRIES - 1);

    assertThat(decideSuccessfully(UPHELD).audit()).hasSize(Violation.MAX_AUDIT_ENTRIES);
    assertThat(decide(REOPENED))
        .isInstanceOfSatisfying(
            NotAllowed.class,
            refused -> assertThat(refused.reason()).isEqualTo("Audit trail is full (200 entries)"));
  }

  @Test
  void a_step_after_which_none_could_follow_must_not_leave_it_undecided() {
    ViolationBuilder nearlyFull = open().thenTo(UPHELD);
    IntStream.range(0, 98).forEach(i -> nearlyFull.thenTo(REOPENED).thenTo(UPHELD));
    Violation odd = nearlyFull.thenTo(UPHELD).build();
    stores.realViolations.add(odd);
    assertThat(odd.audit()).hasSize(Violation.MAX_AUDIT_ENTRIES - 1);

    assertThat(decide(REOPENED)).isInstanceOf(NotAllowed.class);
  }

  private static ViolationBuilder at(ViolationState state) {
    return state == OPEN ? open() : open().thenTo(state);
  }
}
