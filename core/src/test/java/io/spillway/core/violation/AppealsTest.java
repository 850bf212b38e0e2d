package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.AppealResult;
import io.spillway.AppealResult.Accepted;
import io.spillway.AppealResult.NotAllowed;
import io.spillway.AppealResult.NotFound;
import io.spillway.Decision;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.ReviewResult;
import io.spillway.core.StoresFixture;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.ViolationBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppealsTest {

  private static final ViolationId ID = new ViolationId("main", "m-1");

  private final StoresFixture stores = new StoresFixture();
  private final SettableClock clock = new SettableClock();
  private final Appeals appeals = new Appeals(stores.violations, clock);
  private final ViolationReview review =
      new ViolationReview(stores.messages, stores.violations, clock);

  private void upheldBy(String moderator) {
    if (stores.realViolations.find(ID).isEmpty()) {
      stores.realViolations.add(violation("main", "m-1").author("mallory").build());
    }
    assertThat(decide(moderator, UPHELD)).isInstanceOf(ReviewResult.Decided.class);
  }

  private ReviewResult decide(String moderator, ViolationState to) {
    return review.decide(ID, standing().version(), Decision.of(to, "", moderator));
  }

  private Versioned<Violation> standing() {
    return stores.realViolations.find(ID).orElseThrow();
  }

  @Test
  void the_author_may_spell_the_name_in_another_unicode_form_but_not_in_another_case() {
    upheldBy("grace");

    assertThat(appeals.appeal(ID, "Mallory", "I disagree")).isInstanceOf(NotFound.class);
    assertThat(appeals.appeal(ID, " mal\u200blory", "I disagree")).isInstanceOf(Accepted.class);
  }

  private AppealResult appeal(String text) {
    return appeals.appeal(ID, "mallory", text);
  }

  @Test
  void an_appeal_reopens_and_says_what_the_author_says() {
    upheldBy("ada");

    Accepted accepted = (Accepted) appeal("it was a quotation");

    Violation violation = standing().value();
    assertThat(accepted.violation().value()).isEqualTo(violation);
    assertThat(violation.state()).isEqualTo(REOPENED);
    assertThat(violation.withholds()).isTrue();
    assertThat(violation.lastStep().who()).isEqualTo("system:appeal");
    assertThat(violation.lastStep().reason()).isEqualTo(ReasonCode.APPEAL);
    assertThat(violation.lastStep().note()).isEqualTo("it was a quotation");
  }

  @Test
  void another_moderator_than_the_one_who_upheld_decides_the_appeal() {
    upheldBy("ada");
    appeal("no");

    assertThat(decide("ada", DISMISSED)).isInstanceOf(ReviewResult.NotAllowed.class);
    assertThat(decide("ada", UPHELD)).isInstanceOf(ReviewResult.NotAllowed.class);
    assertThat(decide("grace", DISMISSED)).isInstanceOf(ReviewResult.Decided.class);
    assertThat(standing().value().state()).isEqualTo(DISMISSED);
  }

  @Test
  void the_moderator_who_upheld_cannot_decide_a_granted_appeal_by_reopening() {
    upheldBy("ada");
    appeal("no");
    decide("grace", DISMISSED);

    assertThat(decide("ada", REOPENED)).isInstanceOf(ReviewResult.NotAllowed.class);
    assertThat(decide("alan", REOPENED)).isInstanceOf(ReviewResult.Decided.class);
    assertThat(decide("ada", UPHELD)).isInstanceOf(ReviewResult.NotAllowed.class);
    assertThat(decide("alan", UPHELD)).isInstanceOf(ReviewResult.Decided.class);
  }

  @Test
  void after_a_second_appeal_neither_of_the_two_can_decide() {
    upheldBy("ada");
    appeal("no");
    upheldBy("grace");
    appeal("no, again");

    assertThat(decide("ada", UPHELD)).isInstanceOf(ReviewResult.NotAllowed.class);
    assertThat(decide("grace", UPHELD)).isInstanceOf(ReviewResult.NotAllowed.class);
    assertThat(decide("alan", UPHELD)).isInstanceOf(ReviewResult.Decided.class);
    assertThat(appeal("and again")).isInstanceOf(NotAllowed.class);
    assertThat(Appeals.count(standing().value())).isEqualTo(2);
  }

  @Test
  void a_moderator_who_took_part_without_upholding_can_decide_the_appeal() {
    stores.realViolations.add(violation("main", "m-1").author("mallory").build());
    decide("bo", DISMISSED);
    decide("bo", REOPENED);
    decide("ada", UPHELD);
    appeal("no");

    assertThat(decide("bo", DISMISSED)).isInstanceOf(ReviewResult.Decided.class);
  }

  @Test
  void an_appeal_is_on_record_when_it_was_made_and_never_before_the_decision() {
    upheldBy("ada");
    Instant decided = clock.instant();
    clock.set(decided.minusSeconds(9));
    appeal("no");
    assertThat(standing().value().lastStep().at()).isEqualTo(decided);

    clock.set(decided.plusSeconds(60));
    decide("bo", UPHELD);
    clock.advance(Duration.ofHours(1));
    appeal("no again");
    assertThat(standing().value().lastStep().at()).isEqualTo(decided.plusSeconds(3_660));
  }

  @Test
  void an_appeal_that_fills_the_audit_trail_is_refused() {
    ViolationBuilder nearlyFull = violation("main", "m-1").author("mallory").thenTo(UPHELD);
    while (nearlyFull.build().audit().size() < Violation.MAX_AUDIT_ENTRIES - 2) {
      nearlyFull.thenTo(REOPENED).thenTo(UPHELD);
    }
    Violation odd = nearlyFull.thenTo(UPHELD).build();
    stores.realViolations.add(odd);
    assertThat(odd.audit()).hasSize(Violation.MAX_AUDIT_ENTRIES - 1);

    assertThat(((NotAllowed) appeal("no")).reason()).isEqualTo("Audit trail is full (200 entries)");
  }

  @Test
  void the_same_appeal_again_is_the_same_answer() {
    upheldBy("ada");

    assertThat(appeal("no")).isEqualTo(appeal("no"));

    assertThat(appeal("another text")).isInstanceOf(NotAllowed.class);
    assertThat(Appeals.count(standing().value())).isEqualTo(1);
  }

  @Test
  void only_upheld_violations_can_be_appealed() {
    stores.realViolations.add(violation("main", "m-1").author("mallory").build());
    assertThat(appeal("no")).isInstanceOf(NotAllowed.class);
    decide("ada", DISMISSED);
    assertThat(appeal("no")).isInstanceOf(NotAllowed.class);
  }

  @Test
  void an_appeal_by_another_author_finds_nothing() {
    upheldBy("ada");

    assertThat(appeals.appeal(ID, "eve", "no")).isEqualTo(new NotFound());
    assertThat(appeals.appeal(new ViolationId("main", "none"), "mallory", "no"))
        .isEqualTo(new NotFound());
    assertThat(standing().value().state()).isEqualTo(UPHELD);
  }

  @Test
  void an_appeal_without_words_or_with_too_many_is_refused_by_name() {
    assertThatThrownBy(() -> appeals.appeal(ID, " ", "x".repeat(501)))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.fields())
                    .extracting(InvalidField::field)
                    .containsExactlyInAnyOrder("author", "text"));
    upheldBy("ada");
    assertThat(appeal("🎉".repeat(500))).isInstanceOf(Accepted.class);
  }

  @Test
  void an_appeal_that_is_overtaken_by_another_is_told_that_it_may_not() {
    upheldBy("ada");
    stores.before(
        "violations.replace",
        () -> new Appeals(stores.realViolations, clock).appeal(ID, "mallory", "first"));

    assertThat(appeal("second")).isInstanceOf(NotAllowed.class);
    assertThat(standing().value().lastStep().note()).isEqualTo("first");
  }

  @Test
  void one_of_sixteen_concurrent_appeals_is_accepted() {
    upheldBy("ada");

    List<AppealResult> results = Concurrently.call(i -> appeal("no " + i));

    assertThat(results).filteredOn(Accepted.class::isInstance).hasSize(1);
    assertThat(Appeals.count(standing().value())).isEqualTo(1);
  }
}
