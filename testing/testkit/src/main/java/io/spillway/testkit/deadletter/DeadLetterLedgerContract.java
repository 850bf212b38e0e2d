package io.spillway.testkit.deadletter;

import static io.spillway.testkit.Fixtures.deadLetter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.FailureCategory;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.DeadLetterGroups;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.PendingRetry;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import io.spillway.testkit.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract test of {@link DeadLetterLedger}. Extend it and return your ledger from the factory
 * method.
 */
public abstract class DeadLetterLedgerContract extends DeadLetterListingContract
    implements MonitoredContract {

  private static final Instant LATER = NOW.plus(Duration.ofDays(1));

  /**
   * {@return a ledger with a limit of letters; empty if there is no limit}
   *
   * @param max the limit, a small number
   */
  protected Optional<DeadLetterLedger> newLedgerOfAtMost(int max) {
    return Optional.empty();
  }

  @Override
  public final DeadLetterLedger monitored() {
    return ledger;
  }

  static Stream<LedgerEntry> lettersOfManyKinds() {
    String stream = Fixtures.uniqueStream();
    String unknown = DeadLetter.UNKNOWN_STREAM;
    return Stream.of(
        deadLetter(stream, "plain").entry(),
        deadLetter(stream, "unicode").payload(Payload.of(Fixtures.AWKWARD_TEXT)).entry(),
        deadLetter(stream, "microseconds").deadLetteredAt(NOW.plusNanos(1_000)).entry(),
        deadLetter(stream, "retry-after").failure(THROTTLED).entry(),
        deadLetter(stream, "waiting").state(DeadLetterState.WAITING).entry(),
        deadLetter(stream, "retrying")
            .state(DeadLetterState.REDRIVING)
            .retry(retry("alerts", NOW.plusNanos(1_000)))
            .entry(),
        deadLetter(stream, "large").payload(Payload.of("x".repeat(49_152))).entry(),
        deadLetter(stream, "third-generation").generation(3).entry(),
        edit(deadLetter(stream, "edited").state(DeadLetterState.REDRIVEN).entry()),
        deadLetter(unknown, Fixtures.uniqueId("not-utf-8"))
            .payload(Payload.of(new byte[] {0, (byte) 0xC3, (byte) 0x28, (byte) 0xFF}))
            .notUnderstood()
            .entry());
  }

  @ParameterizedTest
  @MethodSource("lettersOfManyKinds")
  void a_letter_is_stored_without_loss(LedgerEntry entry) {
    Versioned<LedgerEntry> added = ledger.add(entry);

    assertThat(added.value()).isEqualTo(entry);
    assertThat(ledger.find(entry.id())).contains(added);
    assertThat(Pages.all(200, page -> ledger.list(only(entry.letter()), page))).contains(added);
  }

  @Test
  void letters_of_events_with_ids_of_every_form_are_found_replaced_and_grouped() {
    String longest = Fixtures.longestStream();
    for (String eventId : Fixtures.foreignIds()) {
      Versioned<LedgerEntry> open = ledger.add(deadLetter(longest, eventId).entry());
      LedgerEntry next =
          edit(deadLetter(longest, eventId).state(DeadLetterState.DISCARDED).entry());

      ledger.replace(next, open.version());

      assertThat(ledger.find(longest + "~" + eventId).map(Versioned::value)).contains(next);
    }

    DeadLetterFilter all = DeadLetterFilter.all().inStream(longest);
    assertThat(ledger.count(all, 1)).isOne();
    assertThat(ledger.count(all, 1_000)).isEqualTo(Fixtures.foreignIds().size());
    assertThat(ledger.groups(all, DeadLetterGrouping.CAUSE, 10).groups())
        .singleElement()
        .extracting(DeadLetterGroups.Group::exampleId)
        .asString()
        .startsWith(longest + "~");
  }

  @ParameterizedTest
  @EnumSource(DeadLetterState.class)
  void a_letter_in_each_state_is_stored(DeadLetterState state) {
    LedgerEntry entry = deadLetter(stream, "d-1").state(state).entry();

    assertThat(ledger.add(entry).value()).isEqualTo(entry);
    assertThat(ledger.find(entry.id()).orElseThrow().value()).isEqualTo(entry);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "nonsense", "a~b~c~d", "../../etc", "%", "\"'\\", "日本 🎉"})
  void an_invalid_letter_id_is_not_found(String id) {
    put(stream, "d-1", NOW);

    assertThat(ledger.find(id)).isEmpty();
    assertThat(ledger.find(stream + "~" + id)).isEmpty();
    assertThat(ledger.find(stream)).isEmpty();
  }

  @Test
  void a_letter_is_added_once_and_the_first_of_an_id_stays() {
    LedgerEntry entry = deadLetter(stream, "d-1").entry();
    Versioned<LedgerEntry> first = ledger.add(entry);

    assertThat(ledger.add(entry)).isEqualTo(first);
    assertThat(ledger.add(deadLetter(stream, "d-1").failure(THROTTLED).entry())).isEqualTo(first);

    assertThat(ledger.find(entry.id())).contains(first);
    assertThat(list(stream, PageRequest.first(10)).items()).containsExactly(first);
  }

  @Test
  void exactly_one_of_sixteen_concurrent_adds_wins_and_all_return_it() {
    List<Versioned<LedgerEntry>> answers =
        Concurrently.call(
            i -> ledger.add(deadLetter(stream, "d-1").deadLetteredAt(NOW.plusSeconds(i)).entry()));

    assertThat(answers).containsOnly(ledger.find(stream + "~d-1").orElseThrow());
    assertThat(ids(10)).containsExactly("d-1");
  }

  @Test
  void a_letter_is_replaced_with_its_current_version() {
    Versioned<LedgerEntry> open = ledger.add(deadLetter(stream, "d-1").entry());
    LedgerEntry next = edit(deadLetter(stream, "d-1").state(DeadLetterState.DISCARDED).entry());

    Replacement<LedgerEntry> result = ledger.replace(next, open.version());

    assertThat(result)
        .isInstanceOfSatisfying(
            Replaced.class,
            replaced -> {
              assertThat(replaced.stored().value()).isEqualTo(next);
              assertThat(replaced.stored().version()).isNotEqualTo(open.version());
              assertThat(ledger.find(next.id())).hasValue(cast(replaced.stored()));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "nonsense", "\"0\""})
  void an_unknown_version_is_stale(String version) {
    Versioned<LedgerEntry> open = ledger.add(deadLetter(stream, "d-1").entry());
    LedgerEntry next = deadLetter(stream, "d-1").state(DeadLetterState.DISCARDED).entry();

    assertThat(ledger.replace(next, version)).isEqualTo(new Replacement.Stale<>(open));
    assertThat(ledger.find(next.id())).contains(open);
  }

  @Test
  void a_second_replacement_of_a_version_gets_the_current_value() {
    Versioned<LedgerEntry> open = ledger.add(deadLetter(stream, "d-1").entry());
    LedgerEntry next = deadLetter(stream, "d-1").state(DeadLetterState.DISCARDED).entry();
    ledger.replace(next, open.version());
    Versioned<LedgerEntry> standing = ledger.find(next.id()).orElseThrow();

    assertThat(ledger.replace(open.value(), open.version()))
        .isEqualTo(new Replacement.Stale<>(standing));
  }

  @Test
  void exactly_one_of_sixteen_concurrent_replacements_wins() {
    Versioned<LedgerEntry> open = ledger.add(deadLetter(stream, "d-1").entry());

    List<Replacement<LedgerEntry>> answers =
        Concurrently.call(
            i -> ledger.replace(deadLetter(stream, "d-1").generation(i).entry(), open.version()));

    assertThat(answers).filteredOn(Replaced.class::isInstance).hasSize(1);
  }

  @Test
  void a_missing_letter_cannot_be_replaced() {
    LedgerEntry entry = deadLetter(stream, "d-1").entry();

    assertThatThrownBy(() -> ledger.replace(entry, "\"1\""))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void a_full_ledger_rejects_additions_and_allows_updates() {
    Optional<DeadLetterLedger> small = newLedgerOfAtMost(1);
    assumeTrue(small.isPresent(), "this ledger has no limit of its own");
    LedgerEntry entry = deadLetter(stream, "d-1").entry();
    Versioned<LedgerEntry> first = small.get().add(entry);

    var refused = Failures.of(() -> small.get().add(deadLetter(stream, "d-2").entry()));

    assertThat(refused.code()).isEqualTo("dead-letters.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    assertThat(small.get().add(entry)).isEqualTo(first);
    assertThat(small.get().replace(entry, first.version())).isInstanceOf(Replaced.class);
  }

  private static PendingRetry retry(String activity, Instant next) {
    return new PendingRetry(activity, NOW, next, 2);
  }

  /** Adds a dead letter that waits for a retry, and returns it. */
  private Versioned<LedgerEntry> addWaiting(String id, String activity, Instant next) {
    return ledger.add(deadLetter(stream, id).retry(retry(activity, next)).entry());
  }

  private List<String> retries(DeadLetterState state, String activity, Instant until, int limit) {
    return ledger.retries(state, activity, until, limit).stream()
        .map(found -> found.value().id().substring(stream.length() + 1))
        .toList();
  }

  @Test
  void retries_are_listed_by_activity_and_due_time() {
    String activity = Fixtures.uniqueId("activity");
    addWaiting("c", activity, NOW.plusSeconds(2));
    addWaiting("a", activity, NOW.plusSeconds(1));
    addWaiting("b", activity, NOW.plusSeconds(3));
    addWaiting("other", Fixtures.uniqueId("activity"), NOW);
    ledger.add(deadLetter(stream, "open").entry());

    assertThat(retries(DeadLetterState.WAITING, activity, LATER, 10))
        .containsExactly("a", "c", "b");
    assertThat(retries(DeadLetterState.WAITING, activity, LATER, 2)).containsExactly("a", "c");
    assertThat(retries(DeadLetterState.WAITING, activity, NOW.plusSeconds(2), 10))
        .containsExactly("a", "c");
    assertThat(retries(DeadLetterState.WAITING, activity, NOW.plusSeconds(2).minusNanos(1_000), 10))
        .containsExactly("a");
    assertThat(retries(DeadLetterState.REDRIVING, activity, LATER, 10)).isEmpty();
  }

  @Test
  void a_retry_is_listed_by_its_latest_state_and_time() {
    String activity = Fixtures.uniqueId("activity");
    Versioned<LedgerEntry> waiting = addWaiting("a", activity, NOW);
    LedgerEntry retrying =
        deadLetter(stream, "a")
            .state(DeadLetterState.REDRIVING)
            .retry(retry(activity, NOW.plusSeconds(9)))
            .entry();

    var running = (Replaced<LedgerEntry>) ledger.replace(retrying, waiting.version());

    assertThat(retries(DeadLetterState.WAITING, activity, LATER, 10)).isEmpty();
    assertThat(retries(DeadLetterState.REDRIVING, activity, LATER, 10)).containsExactly("a");
    assertThat(retries(DeadLetterState.REDRIVING, activity, NOW, 10)).isEmpty();

    ledger.replace(
        deadLetter(stream, "a").state(DeadLetterState.REDRIVEN).entry(),
        running.stored().version());

    assertThat(retries(DeadLetterState.REDRIVING, activity, LATER, 10)).isEmpty();
  }

  private static LedgerEntry edit(LedgerEntry entry) {
    DeadLetterAuditEntry step =
        new DeadLetterAuditEntry(
            NOW, "Åsa \"ops\"", DeadLetterAuditEntry.Action.EDITED, Fixtures.AWKWARD_TEXT, "job:1");
    return new LedgerEntry(
        entry.letter().withPayload(Payload.of("{\"edited\":true}")),
        entry.state(),
        entry.letter().arrival().payload(),
        entry.redriveId(),
        null,
        List.of(entry.lastStep(), step));
  }

  @SuppressWarnings("unchecked")
  private static Versioned<LedgerEntry> cast(Object stored) {
    return (Versioned<LedgerEntry>) stored;
  }

  private static DeadLetterFilter only(DeadLetter letter) {
    return DeadLetterFilter.all()
        .inStream(letter.streamId())
        .withFingerprint(letter.fingerprint())
        .deadLetteredFrom(letter.deadLetteredAt())
        .deadLetteredBefore(letter.deadLetteredAt().plusNanos(1_000));
  }
}
