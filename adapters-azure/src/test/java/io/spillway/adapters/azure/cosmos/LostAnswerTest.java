package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.alert;
import static io.spillway.testkit.Fixtures.deadLetter;
import static io.spillway.testkit.Fixtures.event;
import static io.spillway.testkit.Fixtures.message;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cosmos.testserver.Fault;
import io.spillway.cosmos.testserver.Operation;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Replacement.Stale;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageChange;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Retries of writes that were applied although their response was lost. */
class LostAnswerTest {

  private final String stream = Fixtures.uniqueStream();
  private final CosmosStores stores = TestCosmos.STORES;

  @BeforeAll
  static void warm_up_the_client() {
    TestCosmos.warmUp(TestCosmos.STORES);
  }

  @AfterEach
  void reset_the_database() {
    assertThat(TestCosmos.SERVER.faults().pending()).isZero();
  }

  private static void loseAnswerOfSecondBatch() {
    AtomicInteger batches = new AtomicInteger();
    TestCosmos.SERVER
        .faults()
        .next(
            1,
            Fault.loseAnswer(),
            target ->
                target.operation() == Operation.BATCH
                    && target.container().equals("stats")
                    && batches.incrementAndGet() == 2);
  }

  @Test
  void a_retried_message_is_the_stored_one() {
    Message message = message(stream, "m-1").build();
    stores.messages().add(message(stream, "m-0").build());
    loseAnswerOf(Operation.BATCH, "messages", () -> stores.messages().add(message));

    assertThat(stores.messages().add(message)).isEqualTo(message);
    assertThat(stores.messageArchive().count(stream).published()).isEqualTo(2);
  }

  @Test
  void a_retried_withdrawal_finds_nothing() {
    stores.messages().add(message(stream, "m-1").build());
    loseAnswerOf(Operation.BATCH, "messages", () -> stores.messages().withdraw(stream, "m-1"));

    assertThat(stores.messages().withdraw(stream, "m-1")).isFalse();
    assertThat(stores.messages().find(stream, "m-1")).isEmpty();
  }

  @Test
  void a_withdrawal_with_a_lost_response_is_told_by_the_feed() {
    stores.messages().add(message(stream, "m-1").build());
    String cursor = stores.feed().read(stream, null, 10).cursor();
    loseAnswerOf(Operation.BATCH, "messages", () -> stores.messages().withdraw(stream, "m-1"));

    assertThat(stores.messages().withdraw(stream, "m-1")).isFalse();
    assertThat(stores.feed().read(stream, cursor, 10).changes())
        .extracting(MessageChange::messageId)
        .containsExactly("m-1");
  }

  @Test
  void a_failed_withdrawal_changes_nothing_and_a_retry_withdraws() {
    Message message = stores.messages().add(message(stream, "m-1").build());
    String cursor = stores.feed().read(stream, null, 10).cursor();
    TestCosmos.SERVER.faults().next(1, Fault.unavailable(), Operation.BATCH, "messages");
    Failures.of(() -> stores.messages().withdraw(stream, "m-1"));

    assertThat(stores.messages().find(stream, "m-1")).contains(message);
    assertThat(stores.feed().read(stream, cursor, 10).changes()).isEmpty();
    assertThat(stores.messages().withdraw(stream, "m-1")).isTrue();
    assertThat(stores.feed().read(stream, cursor, 10).changes()).hasSize(1);
  }

  @Test
  void a_retried_violation_is_the_stored_one() {
    Violation violation = violation(stream, "v-1").build();
    stores.violations().add(violation(stream, "v-0").build());
    loseAnswerOf(Operation.BATCH, "violations", () -> stores.violations().add(violation));

    Versioned<Violation> again = stores.violations().add(violation);

    assertThat(again.value()).isEqualTo(violation);
    assertThat(stores.violations().find(violation.id())).contains(again);
  }

  @Test
  void a_retried_decision_is_stale_and_stored() {
    Versioned<Violation> open = stores.violations().add(violation(stream, "v-1").build());
    Violation upheld = violation(stream, "v-1").thenTo(ViolationState.UPHELD).build();
    loseAnswerOf(
        Operation.REPLACE, "violations", () -> stores.violations().replace(upheld, open.version()));

    var again = (Stale<Violation>) stores.violations().replace(upheld, open.version());

    assertThat(again.current().value()).isEqualTo(upheld);
  }

  @Test
  void a_retried_event_counts_once() {
    StreamEvent first = event(stream, "e-0").donation(100, "EUR").build();
    stores.stats().apply(first);
    BusyStream.create(stream);
    StreamEvent event = event(stream, "e-1").donation(500, "EUR").build();
    loseAnswerOf(Operation.BATCH, "stats", () -> stores.stats().apply(event));

    assertThat(stores.stats().apply(event)).isFalse();
    assertThat(stores.stats().totals(stream))
        .isEqualTo(StreamTotals.of(Map.of(), Map.of("EUR", 600L)));
  }

  @Test
  void a_retry_reports_the_milestone_of_a_lost_response() {
    Milestones second = Milestones.of(List.of(2L));
    stores.stats().apply(event(stream, "e-1").build(), second);
    BusyStream.create(stream);
    StreamEvent follow = event(stream, "e-2").build();
    loseAnswerOfSecondBatch();
    Failures.of(() -> stores.stats().apply(follow, second));

    assertThat(stores.stats().apply(follow, second)).isEqualTo(new CountResult(false, 2L));
    assertThat(stores.stats().totals(stream).followers()).isEqualTo(2);
  }

  @Test
  void a_retried_reversal_undoes_its_event_once() {
    stores.stats().apply(event(stream, "e-0").build());
    stores.stats().apply(event(stream, "e-1").build());
    BusyStream.create(stream);
    StreamEvent reversal = event(stream, "r-1").reversal("api", "e-1").build();
    loseAnswerOf(Operation.BATCH, "stats", () -> stores.stats().apply(reversal));

    assertThat(stores.stats().apply(reversal)).isFalse();
    assertThat(stores.stats().totals(stream).counts())
        .isEqualTo(Map.of("follow", 1L, "reversal", 1L));
    assertThat(stores.stats().totals(stream).reversed().counts()).isEqualTo(Map.of("follow", 1L));
  }

  @Test
  void a_retried_note_of_a_reversal_is_stored_once() {
    stores.stats().apply(event(stream, "e-0").build());
    BusyStream.create(stream);
    StreamEvent reversal = event(stream, "r-1").reversal("api", "e-1").build();
    loseAnswerOf(Operation.BATCH, "stats", () -> stores.stats().apply(reversal));

    assertThat(stores.stats().apply(reversal)).isFalse();
    assertThat(stores.stats().apply(event(stream, "e-1").build())).isTrue();
    assertThat(stores.stats().totals(stream).counts())
        .isEqualTo(Map.of("follow", 1L, "reversal", 1L));
  }

  @Test
  void a_retried_event_after_its_reversal_counts_once() {
    StreamEvent cheer = event(stream, "e-1").detail(new EventDetail.Cheer(50, false)).build();
    stores.stats().apply(event(stream, "r-1").reversal("api", "e-1").build());
    BusyStream.create(stream);
    loseAnswerOfSecondBatch();
    Failures.of(() -> stores.stats().apply(cheer));

    assertThat(stores.stats().apply(cheer)).isFalse();
    assertThat(stores.stats().totals(stream).counts()).isEqualTo(Map.of("reversal", 1L));
    assertThat(stores.stats().totals(stream).reversed().counts()).isEqualTo(Map.of("cheer", 50L));
  }

  @Test
  void a_retried_content_of_an_event_is_the_registered_one() {
    loseAnswerOf(
        Operation.CREATE, "stats", () -> stores.eventRegistry().register(stream, "e-1", "a1"));

    assertThat(stores.eventRegistry().register(stream, "e-1", "a1")).isEqualTo("a1");
    assertThat(stores.eventRegistry().register(stream, "e-1", "b2")).isEqualTo("a1");
  }

  @Test
  void a_retry_uses_totals_whose_creation_had_a_lost_response() {
    StreamEvent event = event(stream, "e-1").build();
    loseAnswerOf(Operation.CREATE, "stats", () -> stores.stats().apply(event));

    assertThat(stores.stats().apply(event)).isTrue();
    assertThat(stores.stats().totals(stream))
        .isEqualTo(StreamTotals.of(Map.of("follow", 1L), Map.of()));
  }

  @Test
  void a_retried_log_entry_is_stored_once() {
    StreamEvent event = event(stream, "e-1").build();
    loseAnswerOf(Operation.CREATE, "events", () -> stores.events().append(event));

    assertThat(stores.events().append(event)).isFalse();
    assertThat(stores.events().find(stream, "e-1")).contains(event);
  }

  @Test
  void a_retried_alert_is_stored_once() {
    Alert alert = alert(stream, "a-1", Fixtures.NOW);
    loseAnswerOf(Operation.CREATE, "events", () -> stores.alerts().add(alert));

    assertThat(stores.alerts().add(alert)).isFalse();
  }

  @Test
  void a_retried_dead_letter_is_stored_once() {
    LedgerEntry letter = deadLetter(stream, "e-1").entry();
    loseAnswerOf(Operation.CREATE, "dead-letters", () -> stores.deadLetters().add(letter));

    assertThat(stores.deadLetters().add(letter).value()).isEqualTo(letter);
    assertThat(stores.deadLetters().count(DeadLetterFilter.all().inStream(stream), 1_000))
        .isEqualTo(1);
  }

  @Test
  void a_retried_policy_is_the_stored_one() {
    PolicyRevision revision =
        new PolicyRevision(
            PolicyScope.ofStream(stream), 1, PolicyDraft.EMPTY, "grace", Fixtures.NOW, "why");
    loseAnswerOf(Operation.CREATE, "policies", () -> stores.policies().add(revision));

    assertThat(stores.policies().add(revision)).isEqualTo(revision);
    assertThat(stores.policies().latest(revision.scope())).contains(revision);
  }

  private static void loseAnswerOf(Operation operation, String container, Runnable write) {
    TestCosmos.SERVER.faults().next(1, Fault.loseAnswer(), operation, container);
    Failure failure = Failures.of(write::run);
    assertThat(failure.category()).isEqualTo(FailureCategory.TRANSIENT);
    assertThat(failure.code()).endsWith(".unavailable");
  }
}
