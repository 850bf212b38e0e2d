package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.RedriveFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.DeadLetterResult;
import io.spillway.DeadLetterResult.Done;
import io.spillway.DeadLetterResult.NotAllowed;
import io.spillway.DeadLetterResult.NotFound;
import io.spillway.DeadLetterResult.Stale;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.core.event.EventIdentity;
import io.spillway.ports.Failure;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators' commands on one dead letter, except redrives. */
class DeadLetterOperationsTest {

  private static final String ID = STREAM + "~e-0";
  private static final Payload ARRIVED = Payload.of("e-0 100");
  private static final Payload TYPO_MENDED = Payload.of("e-0 250");

  private final RedriveFixture given = new RedriveFixture();

  private Versioned<LedgerEntry> letter(DeadLetterState state) {
    return given.ledger.add(
        Fixtures.deadLetter(STREAM, "e-0").payload(ARRIVED).state(state).entry());
  }

  /** An open or discarded dead letter with a number of audit entries. */
  private Versioned<LedgerEntry> letterOf(int steps, DeadLetterState state) {
    LedgerEntry entry = Fixtures.deadLetter(STREAM, "e-0").payload(ARRIVED).state(state).entry();
    List<DeadLetterAuditEntry> audit = Collections.nCopies(steps, entry.lastStep());
    given.clock.advance(Duration.ofSeconds(1));
    return given.ledger.add(new LedgerEntry(entry.letter(), state, null, "r-1", null, audit));
  }

  private LedgerEntry standing() {
    return given.ledger.find(ID).orElseThrow().value();
  }

  private static Versioned<LedgerEntry> requireDone(DeadLetterResult<LedgerEntry> result) {
    assertThat(result).isInstanceOf(Done.class);
    return ((Done<LedgerEntry>) result).now();
  }

  private void assertRefused(ThrowingCallable step, InvalidField... fields) {
    LedgerEntry before = standing();
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            InvalidInputException.class, e -> assertThat(e.fields()).containsExactly(fields));
    assertThat(standing()).isEqualTo(before);
  }

  @Test
  void an_edit_replaces_the_payload_and_keeps_the_original() {
    String version = letter(DeadLetterState.OPEN).version();

    LedgerEntry edited =
        requireDone(given.operations.edit(ID, version, TYPO_MENDED, "a typo", "ada")).value();

    assertThat(edited.letter().arrival().payload()).isEqualTo(TYPO_MENDED);
    assertThat(edited.original()).isEqualTo(ARRIVED);
    assertThat(edited.state()).isEqualTo(DeadLetterState.OPEN);
    assertThat(standing()).isEqualTo(edited);
  }

  @Test
  void a_second_edit_keeps_the_first_original() {
    String version = letter(DeadLetterState.OPEN).version();
    version =
        requireDone(given.operations.edit(ID, version, TYPO_MENDED, "a typo", "ada")).version();

    LedgerEntry edited =
        requireDone(given.operations.edit(ID, version, Payload.of("e-0 9"), "another", "bo"))
            .value();

    assertThat(edited.original()).isEqualTo(ARRIVED);
  }

  @Test
  void each_command_is_in_the_audit_trail() {
    String version = letter(DeadLetterState.OPEN).version();
    version =
        requireDone(given.operations.edit(ID, version, TYPO_MENDED, "a typo", "ada")).version();
    version =
        requireDone(given.operations.discard(ID, version, "a test of theirs", "bo")).version();
    given.operations.restore(ID, version, "it was none", "cy");

    assertThat(standing().state()).isEqualTo(DeadLetterState.OPEN);
    assertThat(standing().audit().subList(1, 4))
        .extracting(
            DeadLetterAuditEntry::action,
            DeadLetterAuditEntry::who,
            DeadLetterAuditEntry::note,
            DeadLetterAuditEntry::at)
        .containsExactly(
            tuple(Action.EDITED, "ada", "a typo", given.clock.instant()),
            tuple(Action.DISCARDED, "bo", "a test of theirs", given.clock.instant()),
            tuple(Action.RESTORED, "cy", "it was none", given.clock.instant()));
  }

  @Test
  void an_edit_may_not_make_it_another_event_which_would_count_twice() {
    String version = letter(DeadLetterState.OPEN).version();

    assertRefused(
        () -> given.operations.edit(ID, version, Payload.of("e-1 100"), "a typo", "ada"),
        new InvalidField("payload", "must be the event e-0"));
  }

  @Test
  void an_edit_may_not_move_it_to_another_stream() {
    Versioned<LedgerEntry> other =
        given.ledger.add(Fixtures.deadLetter("other", "e-0").payload(ARRIVED).entry());

    assertThatThrownBy(
            () -> given.operations.edit("other~e-0", other.version(), TYPO_MENDED, "a typo", "ada"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be an event of stream other");
  }

  @Test
  void an_unreadable_payload_can_be_edited_into_any_event() {
    Versioned<LedgerEntry> unknown =
        given.ledger.add(
            Fixtures.deadLetter("_unknown", "x").payload(ARRIVED).notUnderstood().entry());

    requireDone(
        given.operations.edit(
            "_unknown~x", unknown.version(), Payload.of("e-7 5"), "mended", "ada"));
  }

  private Versioned<LedgerEntry> neverProcessed(Failure failure) {
    return given.ledger.add(
        Fixtures.deadLetter(STREAM, "e-0")
            .payload(ARRIVED)
            .failure(failure)
            .neverProcessed("api")
            .entry());
  }

  @Test
  void an_edit_may_not_make_an_invalid_event_with_a_readable_id_another_event() {
    String version = neverProcessed(Failure.permanent("event.invalid", "amount is bad")).version();
    DeadLetterOperations ofKofi =
        new DeadLetterOperations(
            given.ledger,
            arrival -> {
              EventDraft draft = RedriveFixture.draftOf(arrival);
              return new EventDraft(
                  STREAM, "kofi", "e-0", draft.type(), draft.actor(), null, draft.fields());
            },
            given.clock);

    assertRefused(
        () -> given.operations.edit(ID, version, Payload.of("e-1 100"), "a typo", "ada"),
        new InvalidField("payload", "must be the event e-0"));
    assertRefused(
        () -> ofKofi.edit(ID, version, TYPO_MENDED, "a typo", "ada"),
        new InvalidField("payload", "must be an event of the source api"));
    requireDone(given.operations.edit(ID, version, TYPO_MENDED, "a typo", "ada"));
  }

  @Test
  void an_edit_may_give_another_id_to_an_event_with_the_id_of_another() {
    String version = neverProcessed(EventIdentity.failure()).version();

    DeadLetter edited =
        requireDone(given.operations.edit(ID, version, Payload.of("e-1 100"), "own id", "ada"))
            .value()
            .letter();

    assertThat(edited.eventId()).isEqualTo("e-1");
    assertThat(edited.source()).isEqualTo("api");
  }

  @Test
  void an_unreadable_event_has_the_identity_of_its_first_edit() {
    String id = "_unknown~x";
    LedgerEntry unknown =
        Fixtures.deadLetter("_unknown", "x").payload(ARRIVED).notUnderstood().entry();
    String version = given.ledger.add(unknown).version();

    Versioned<LedgerEntry> edited =
        requireDone(given.operations.edit(id, version, Payload.of("e-7 5"), "mended", "ada"));

    assertThat(edited.value().letter().eventId()).isEqualTo("e-7");
    assertThat(edited.value().letter().eventType()).isEqualTo("donation");
    assertThat(edited.value().letter().streamId()).isEqualTo("_unknown");
    assertThatThrownBy(
            () -> given.operations.edit(id, edited.version(), Payload.of("e-8 5"), "again", "ada"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be the event e-7");
  }

  @Test
  void an_edit_must_hold_a_valid_event() {
    String version = letter(DeadLetterState.OPEN).version();

    assertRefused(
        () -> given.operations.edit(ID, version, Payload.of("e-0 many"), "a typo", "ada"),
        new InvalidField("payload", "must be an id and an amount"));
  }

  @Test
  void a_payload_may_be_as_large_as_the_queue_takes_and_no_larger_and_not_empty() {
    DeadLetterOperations operations =
        new DeadLetterOperations(
            given.ledger,
            arrival -> EventDraft.of(Fixtures.event(STREAM, "e-0").build()),
            given.clock);
    String version = letter(DeadLetterState.OPEN).version();
    InvalidField size =
        new InvalidField("payload", "must have 1 to " + WorkQueue.MAX_PAYLOAD_BYTES + " bytes");
    String largest = "x".repeat(WorkQueue.MAX_PAYLOAD_BYTES);

    assertRefused(() -> operations.edit(ID, version, Payload.of(""), "a typo", "ada"), size);
    assertRefused(
        () -> operations.edit(ID, version, Payload.of(largest + "x"), "a typo", "ada"), size);
    requireDone(operations.edit(ID, version, Payload.of(largest), "a typo", "ada"));
  }

  @Test
  void every_step_needs_a_reason_and_an_operator_and_names_all_that_is_missing() {
    InvalidField reason = new InvalidField("reason", "is required");
    InvalidField operator = new InvalidField("operator", "is required");
    String open = letter(DeadLetterState.OPEN).version();

    assertRefused(() -> given.operations.edit(ID, open, TYPO_MENDED, null, null), reason, operator);
    assertRefused(() -> given.operations.discard(ID, open, null, null), reason, operator);
    String discarded = requireDone(given.operations.discard(ID, open, "no use", "ada")).version();
    assertRefused(() -> given.operations.restore(ID, discarded, null, null), reason, operator);
  }

  @Test
  void names_of_automatic_rules_are_refused() {
    String version = letter(DeadLetterState.OPEN).version();

    assertRefused(
        () -> given.operations.discard(ID, version, "no use", "System:drain"),
        new InvalidField("operator", "must not begin with system:"));
  }

  @ParameterizedTest
  @EnumSource(
      value = DeadLetterState.class,
      names = {"REDRIVING", "REDRIVEN", "DISCARDED"})
  void only_an_unresolved_letter_is_edited_or_discarded(DeadLetterState state) {
    Versioned<LedgerEntry> standing = letter(state);
    String name = state == DeadLetterState.REDRIVING ? "being redriven" : lower(state);

    assertThat(given.operations.edit(ID, standing.version(), TYPO_MENDED, "a typo", "ada"))
        .isEqualTo(
            new NotAllowed<>(
                standing, "Only open and waiting dead letters can be edited; this one is " + name));
    assertThat(given.operations.discard(ID, standing.version(), "no use", "ada"))
        .isEqualTo(
            new NotAllowed<>(
                standing,
                "Only open and waiting dead letters can be discarded; this one is " + name));
  }

  private static String lower(DeadLetterState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  @Test
  void only_a_discarded_letter_is_restored() {
    Versioned<LedgerEntry> open = letter(DeadLetterState.OPEN);

    assertThat(given.operations.restore(ID, open.version(), "it was none", "ada"))
        .isEqualTo(
            new NotAllowed<>(
                open, "Only discarded dead letters can be restored; this one is open"));
  }

  @Test
  void an_unknown_dead_letter_is_not_found() {
    assertThat(
            Stream.<Supplier<DeadLetterResult<LedgerEntry>>>of(
                () -> given.operations.edit(ID, "1", TYPO_MENDED, "a typo", "ada"),
                () -> given.operations.discard(ID, "1", "no use", "ada"),
                () -> given.operations.restore(ID, "1", "it was none", "ada")))
        .allSatisfy(step -> assertThat(step.get()).isEqualTo(new NotFound<>()));
  }

  @Test
  void a_stale_command_returns_the_current_entry() {
    String seen = letter(DeadLetterState.OPEN).version();
    Versioned<LedgerEntry> discarded =
        requireDone(given.operations.discard(ID, seen, "no use", "bo"));

    assertThat(given.operations.edit(ID, seen, TYPO_MENDED, "a typo", "ada"))
        .isEqualTo(new Stale<>(discarded));
  }

  @Test
  void a_retry_after_a_lost_response_returns_the_operators_own_command() {
    String seen = letter(DeadLetterState.OPEN).version();
    Versioned<LedgerEntry> mine = requireDone(given.operations.discard(ID, seen, "no use", "ada"));

    assertThat(given.operations.discard(ID, seen, "no use", "ada")).isEqualTo(new Stale<>(mine));
  }

  @Test
  void a_concurrent_command_makes_the_later_one_stale() {
    String seen = letter(DeadLetterState.OPEN).version();
    DeadLetterOperations slow =
        new DeadLetterOperations(
            given.ledger,
            arrival -> {
              given.operations.discard(ID, seen, "no use", "bo");
              return RedriveFixture.draftOf(arrival);
            },
            given.clock);

    DeadLetterResult<LedgerEntry> result = slow.edit(ID, seen, TYPO_MENDED, "a typo", "ada");

    assertThat(result).isInstanceOf(Stale.class);
    assertThat(((Stale<LedgerEntry>) result).current().value()).isEqualTo(standing());
    assertThat(standing().state()).isEqualTo(DeadLetterState.DISCARDED);
  }

  @Test
  void one_of_sixteen_concurrent_discards_succeeds() {
    String seen = letter(DeadLetterState.OPEN).version();

    List<DeadLetterResult<LedgerEntry>> results =
        Concurrently.call(i -> given.operations.discard(ID, seen, "no use", "operator-" + i));

    assertThat(results).filteredOn(result -> result instanceof Done).hasSize(1);
    assertThat(standing().audit()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 194, 195, 196, 197, 198, 199, 200})
  void a_discardable_dead_letter_can_be_restored_and_redriven(int steps) {
    String version = letterOf(steps, DeadLetterState.OPEN).version();

    DeadLetterResult<LedgerEntry> discarded =
        given.operations.discard(ID, version, "no use", "ada");

    assertThat(discarded instanceof Done).isEqualTo(steps <= 195);
    if (discarded instanceof Done<LedgerEntry> done) {
      requireDone(given.operations.restore(ID, done.now().version(), "it was none", "ada"));
      assertThat(given.redrives.preview(given.everything(false)).wouldRun()).containsExactly(ID);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {195, 196, 197, 198, 199, 200})
  void an_editable_dead_letter_can_be_redriven(int steps) {
    String version = letterOf(steps, DeadLetterState.OPEN).version();

    DeadLetterResult<LedgerEntry> edited =
        given.operations.edit(ID, version, TYPO_MENDED, "a typo", "ada");

    assertThat(edited instanceof Done).isEqualTo(steps <= 196);
    assertThat(given.redrives.preview(given.everything(false)).wouldRun())
        .hasSize(steps <= 197 ? 1 : 0);
  }

  @Test
  void a_full_audit_trail_is_the_reason_for_a_refusal() {
    Versioned<LedgerEntry> full = letterOf(LedgerEntry.MAX_AUDIT_STEPS, DeadLetterState.OPEN);

    assertThat(given.operations.discard(ID, full.version(), "no use", "ada"))
        .isEqualTo(new NotAllowed<>(full, "Audit trail is full (200 entries)"));
  }
}
