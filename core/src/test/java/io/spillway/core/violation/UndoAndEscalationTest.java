package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.ESCALATED;
import static io.spillway.ports.violation.ViolationState.OPEN;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Decision;
import io.spillway.InvalidInputException;
import io.spillway.ReviewResult;
import io.spillway.ReviewResult.Decided;
import io.spillway.ReviewResult.NotAllowed;
import io.spillway.ReviewResult.Stale;
import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.ViolationBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UndoAndEscalationTest {

  private static final ViolationId ID = new ViolationId("stream", "m-1");

  private final StoresFixture stores = new StoresFixture();
  private final SettableClock clock = new SettableClock();
  private final ViolationReview review = reviewOn(stores);

  private ViolationReview reviewOn(StoresFixture on) {
    return new ViolationReview(on.messages, on.violations, clock);
  }

  @ParameterizedTest
  @CsvSource({"UPHELD", "DISMISSED", "ESCALATED"})
  void an_undo_restores_the_previous_state(ViolationState to) {
    Violation before = open();
    decideSuccessfully(to, "mod-1");

    Violation undone = undone("mod-1");

    assertThat(undone.state()).isEqualTo(OPEN);
    assertThat(undone.assignment()).isEqualTo(before.assignment());
    assertThat(isReadable()).isFalse();
    assertThat(undone.lastStep())
        .isEqualTo(
            AuditEntry.of(clock.instant(), "mod-1", to, OPEN, "slipped")
                .withAction(ReviewAction.UNDO)
                .withReason(ReasonCode.MISTAKE));
  }

  @Test
  void an_undone_dismissal_withholds_its_message_and_can_be_repeated() {
    open();
    decideSuccessfully(DISMISSED, "mod-1");
    assertThat(isReadable()).isTrue();

    assertThat(undone("mod-1").pendingEffect()).isEqualTo(PendingEffect.CONFIRM);
    assertThat(isReadable()).isFalse();

    decideSuccessfully(DISMISSED, "mod-2");
    assertThat(isReadable()).isTrue();
    assertThat(stores.realMessages.count("stream").published()).isOne();
  }

  @Test
  void an_undone_reopening_releases_the_message_again() {
    open();
    decideSuccessfully(DISMISSED, "mod-1");
    decideSuccessfully(REOPENED, "mod-2");

    assertThat(undone("mod-2").state()).isEqualTo(DISMISSED);
    assertThat(isReadable()).isTrue();
  }

  @Test
  void only_the_moderator_of_a_step_can_undo_it() {
    open();
    decideSuccessfully(UPHELD, "mod-1");

    assertThat(undo("mod-2")).isInstanceOfSatisfying(NotAllowed.class, refusedWith("mod-1"));
    assertThat(standing().state()).isEqualTo(UPHELD);
  }

  @Test
  void a_step_can_be_undone_for_ten_minutes() {
    open();
    decideSuccessfully(UPHELD, "mod-1");
    clock.advance(Duration.ofMinutes(10).minusNanos(1_000));
    assertThat(undo("mod-1")).isInstanceOf(Decided.class);
    decideSuccessfully(UPHELD, "mod-1");
    clock.advance(Duration.ofMinutes(10));

    assertThat(undo("mod-1")).isInstanceOfSatisfying(NotAllowed.class, refusedWith("10 minutes"));
  }

  @Test
  void the_withholding_and_an_undo_cannot_be_undone() {
    open();
    assertThat(undo("system-moderation")).isInstanceOf(NotAllowed.class);
    decideSuccessfully(UPHELD, "mod-1");
    undone("mod-1");

    assertThat(undo("mod-1")).isInstanceOfSatisfying(NotAllowed.class, refusedWith("no decision"));
  }

  @Test
  void an_undo_of_a_stale_version_is_refused() {
    open();
    String seen = ((Decided) decide(UPHELD, "mod-1")).violation().version();
    decideSuccessfully(REOPENED, "mod-2");

    assertThat(review.undo(ID, seen, "", "mod-1", null)).isInstanceOf(Stale.class);
  }

  @Test
  void the_last_entries_are_reserved_for_a_decision_also_after_an_undo() {
    ViolationBuilder nearlyFull = Fixtures.violation("stream", "m-1");
    IntStream.range(0, 99).forEach(i -> nearlyFull.thenTo(UPHELD).thenTo(REOPENED));
    clock.advance(Duration.ofMinutes(4));
    stores.realViolations.add(nearlyFull.build());
    assertThat(decide(ESCALATED, "mod-2"))
        .isInstanceOfSatisfying(NotAllowed.class, refusedWith("200 entries"));

    decideSuccessfully(UPHELD, "mod-2");

    assertThat(standing().audit()).hasSize(Violation.MAX_AUDIT_ENTRIES);
    assertThat(undo("mod-2")).isInstanceOfSatisfying(NotAllowed.class, refusedWith("200 entries"));
  }

  @Test
  void bad_input_is_refused() {
    open();

    assertThatThrownBy(() -> review.undo(ID, "1", "n".repeat(1_001), null, null))
        .isInstanceOfSatisfying(
            InvalidInputException.class, e -> assertThat(e.fields()).hasSize(2));
  }

  @Test
  void the_sweep_completes_an_undone_dismissal_after_a_crash_at_any_call() {
    for (boolean after : new boolean[] {false, true}) {
      for (int call = 0; call < 4; call++) {
        StoresFixture fresh = new StoresFixture();
        fresh.realViolations.add(Fixtures.violation("stream", "m-1").build());
        reviewOn(fresh).decide(ID, version(fresh), Decision.of(DISMISSED, "", "mod-1"));
        String seen = version(fresh);
        fresh.at(call, after, StoresFixture.DEATH);
        assertThatThrownBy(() -> reviewOn(fresh).undo(ID, seen, "", "mod-1", null))
            .isInstanceOf(Death.class);

        reviewOn(fresh).applyPending(10);

        Violation stands = fresh.realViolations.find(ID).orElseThrow().value();
        assertThat(stands.state()).isEqualTo(call + (after ? 1 : 0) >= 2 ? OPEN : DISMISSED);
        assertThat(fresh.realMessages.find("stream", "m-1").isPresent())
            .isEqualTo(stands.state() == DISMISSED);
        assertThat(stands.audit()).hasSize(stands.state() == OPEN ? 3 : 2);
      }
    }
  }

  @Test
  void an_escalated_case_is_for_any_moderator_except_the_one_who_escalated_it() {
    open();
    decideSuccessfully(ESCALATED, "mod-1");

    assertThat(decide(UPHELD, "mod-1"))
        .isInstanceOfSatisfying(NotAllowed.class, refusedWith("Another moderator must decide"));
    assertThat(decide(UPHELD, "mod-2")).isInstanceOf(Decided.class);
  }

  @Test
  void the_escalating_moderator_can_neither_reopen_the_case_nor_decide_it_after_a_reopening() {
    open();
    decideSuccessfully(ESCALATED, "mod-1");
    decideSuccessfully(UPHELD, "mod-2");

    assertThat(decide(REOPENED, "mod-1"))
        .isInstanceOfSatisfying(NotAllowed.class, refusedWith("Another moderator must reopen"));
    assertThat(decide(REOPENED, "mod-3")).isInstanceOf(Decided.class);
    assertThat(standing().assignment().excluded()).containsExactly("mod-1");
    assertThat(decide(DISMISSED, "mod-1")).isInstanceOf(NotAllowed.class);
    undone("mod-3");
    assertThat(decide(REOPENED, "mod-1")).isInstanceOf(NotAllowed.class);
    assertThat(decide(REOPENED, "mod-2")).isInstanceOf(Decided.class);
    assertThat(decide(DISMISSED, "mod-2")).isInstanceOf(Decided.class);
  }

  @Test
  void an_undone_decision_leaves_the_case_escalated_for_others() {
    open();
    decideSuccessfully(ESCALATED, "mod-1");
    decideSuccessfully(UPHELD, "mod-2");

    assertThat(undone("mod-2").state()).isEqualTo(ESCALATED);
    assertThat(standing().assignment().excluded()).containsExactly("mod-1");
  }

  @Test
  void a_reopened_case_gets_a_new_due_time() {
    stores.realViolations.add(
        Fixtures.violation("stream", "m-1")
            .verdict(Fixtures.flagged(Category.SPAM, Severity.HIGH))
            .thenTo(UPHELD)
            .build());
    clock.advance(Duration.ofDays(30));

    Instant due = Urgency.dueAt(standing().verdict(), clock.instant());
    assertThat(decideSuccessfully(REOPENED, "mod-1").assignment().dueAt()).isEqualTo(due);
  }

  @Test
  void a_reason_must_fit_the_step_and_is_recorded() {
    open();
    Decision unfit = new Decision(UPHELD, ReasonCode.FALSE_POSITIVE, "", "mod-1", null);
    assertThatThrownBy(() -> review.decide(ID, version(stores), unfit))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e -> assertThat(e.fields().get(0).message()).startsWith("must be one of harassment, "));

    review.decide(
        ID, version(stores), new Decision(UPHELD, ReasonCode.HATE, "slur", "mod-1", null));

    assertThat(standing().lastStep().reason()).isEqualTo(ReasonCode.HATE);
  }

  @ParameterizedTest
  @EnumSource(ReasonCode.class)
  void each_reason_fits_some_step(ReasonCode reason) {
    assertThat(ViolationState.values())
        .anyMatch(state -> ReviewRules.reasons(state).contains(reason));
  }

  @Test
  void a_trail_s_times_never_go_back_though_a_clock_does() {
    open();
    clock.advance(Duration.ofSeconds(5));
    decideSuccessfully(UPHELD, "mod-1");
    Instant first = standing().lastStep().at();
    clock.set(first.minusSeconds(3));

    assertThat(decideSuccessfully(REOPENED, "mod-2").lastStep().at()).isEqualTo(first);
    assertThat(standing().audit()).hasSize(3);
  }

  private static Consumer<NotAllowed> refusedWith(String part) {
    return refused -> assertThat(refused.reason()).contains(part);
  }

  private Violation open() {
    return stores.realViolations.add(Fixtures.violation("stream", "m-1").build()).value();
  }

  private ReviewResult decide(ViolationState to, String moderator) {
    return review.decide(ID, version(stores), Decision.of(to, "", moderator));
  }

  private Violation decideSuccessfully(ViolationState to, String moderator) {
    return ((Decided) decide(to, moderator)).violation().value();
  }

  private ReviewResult undo(@Nullable String moderator) {
    return review.undo(ID, version(stores), "slipped", moderator, null);
  }

  private Violation undone(String moderator) {
    return ((Decided) undo(moderator)).violation().value();
  }

  private boolean isReadable() {
    return stores.realMessages.find("stream", "m-1").isPresent();
  }

  private static String version(StoresFixture stores) {
    return stores.realViolations.find(ID).map(Versioned::version).orElseThrow();
  }

  private Violation standing() {
    return stores.realViolations.find(ID).orElseThrow().value();
  }
}
