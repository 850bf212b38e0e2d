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
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import io.spillway.ports.message.Message;
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

/** A write is applied and its answer is lost: the caller is told so, and may do it again. */
class LostAnswerTest {

  private final String stream = Fixtures.uniqueStream();
  private final CosmosStores stores = TestCosmos.STORES;

  @BeforeAll
  static void the_client_knows_every_container() {
    TestCosmos.warmUp(TestCosmos.STORES);
  }

  @AfterEach
  void nothing_is_left_over() {
    assertThat(TestCosmos.SERVER.faults().pending()).isZero();
  }

  @Test
  void a_message_that_is_added_again_is_the_one_that_was_stored() {
    Message message = message(stream, "m-1").build();
    loseAnswerOf(Operation.CREATE, "messages", () -> stores.messages().add(message));

    assertThat(stores.messages().add(message)).isEqualTo(message);
    assertThat(stores.messageArchive().count(stream).published()).isEqualTo(1);
  }

  @Test
  void a_withdrawal_that_is_done_again_finds_nothing() {
    stores.messages().add(message(stream, "m-1").build());
    loseAnswerOf(Operation.DELETE, "messages", () -> stores.messages().withdraw(stream, "m-1"));

    assertThat(stores.messages().withdraw(stream, "m-1")).isFalse();
    assertThat(stores.messages().find(stream, "m-1")).isEmpty();
  }

  @Test
  void a_violation_that_is_added_again_is_the_one_that_was_stored() {
    Violation violation = violation(stream, "v-1").build();
    loseAnswerOf(Operation.CREATE, "violations", () -> stores.violations().add(violation));

    Versioned<Violation> again = stores.violations().add(violation);

    assertThat(again.value()).isEqualTo(violation);
    assertThat(stores.violations().find(violation.id())).contains(again);
  }

  @Test
  void a_decision_that_is_made_again_is_stale_and_stands() {
    Versioned<Violation> open = stores.violations().add(violation(stream, "v-1").build());
    Violation upheld = violation(stream, "v-1").thenTo(ViolationState.UPHELD).build();
    loseAnswerOf(
        Operation.REPLACE, "violations", () -> stores.violations().replace(upheld, open.version()));

    var again = (Stale<Violation>) stores.violations().replace(upheld, open.version());

    assertThat(again.current().value()).isEqualTo(upheld);
  }

  @Test
  void an_event_that_is_counted_again_counts_once() {
    StreamEvent first = event(stream, "e-0").donation(100, "EUR").build();
    stores.stats().apply(first);
    StreamEvent event = event(stream, "e-1").donation(500, "EUR").build();
    loseAnswerOf(Operation.BATCH, "stats", () -> stores.stats().apply(event));

    assertThat(stores.stats().apply(event)).isFalse();
    assertThat(stores.stats().totals(stream))
        .isEqualTo(new StreamTotals(Map.of(), Map.of("EUR", 600L)));
  }

  @Test
  void a_milestone_whose_answer_was_lost_is_told_when_the_event_is_counted_again() {
    Milestones second = Milestones.of(List.of(2L));
    stores.stats().apply(event(stream, "e-1").build(), second);
    StreamEvent follow = event(stream, "e-2").build();
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
    Failures.of(() -> stores.stats().apply(follow, second));

    assertThat(stores.stats().apply(follow, second)).isEqualTo(new CountResult(false, 2L));
    assertThat(stores.stats().totals(stream).followers()).isEqualTo(2);
  }

  @Test
  void totals_whose_creation_was_not_answered_are_used_when_the_event_is_counted_again() {
    StreamEvent event = event(stream, "e-1").build();
    loseAnswerOf(Operation.CREATE, "stats", () -> stores.stats().apply(event));

    assertThat(stores.stats().apply(event)).isTrue();
    assertThat(stores.stats().totals(stream))
        .isEqualTo(new StreamTotals(Map.of("follow", 1L), Map.of()));
  }

  @Test
  void an_event_that_is_recorded_again_is_recorded_once() {
    StreamEvent event = event(stream, "e-1").build();
    loseAnswerOf(Operation.CREATE, "events", () -> stores.events().append(event));

    assertThat(stores.events().append(event)).isFalse();
    assertThat(stores.events().find(stream, "e-1")).contains(event);
  }

  @Test
  void an_alert_that_is_kept_again_is_kept_once() {
    Alert alert = alert(stream, "a-1", Fixtures.NOW);
    loseAnswerOf(Operation.CREATE, "events", () -> stores.alerts().add(alert));

    assertThat(stores.alerts().add(alert)).isFalse();
  }

  @Test
  void a_letter_that_is_entered_again_is_entered_once() {
    LedgerEntry letter = deadLetter(stream, "e-1").entry();
    loseAnswerOf(Operation.CREATE, "dead-letters", () -> stores.deadLetters().add(letter));

    assertThat(stores.deadLetters().add(letter).value()).isEqualTo(letter);
    assertThat(stores.deadLetters().count(DeadLetterFilter.all().inStream(stream))).isEqualTo(1);
  }

  @Test
  void a_policy_that_is_added_again_is_the_one_that_was_stored() {
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
