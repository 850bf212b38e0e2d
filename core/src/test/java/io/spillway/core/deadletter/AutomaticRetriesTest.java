package io.spillway.core.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Activity;
import io.spillway.DelayedRetryPolicy;
import io.spillway.core.event.Activities;
import io.spillway.core.event.EventIdentity;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.PendingRetry;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StreamTotals;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticRetriesTest {

  private static final Failure OUTAGE = Failure.transientFailure("stats.unavailable", "no answer");
  private static final Failure WRONG = Failure.permanent("stats.rejected", "wrong key");

  private final RedriveFixture given = new RedriveFixture(DelayedRetryPolicy.STANDARD);
  private final SettableClock clock = given.clock;

  private AutomaticRetries retries() {
    return new AutomaticRetries(
        given.ledger,
        RedriveFixture::draftOf,
        EventIdentity.UNCHECKED,
        DelayedRetryPolicy.STANDARD,
        List.of("stats", "alerts", "log"),
        clock,
        clock::advance,
        given.noted);
  }

  /** Runs the minute's maintenance for a time. */
  private void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      clock.advance(Duration.ofMinutes(1));
      run();
    }
  }

  private void run() {
    retries().run(given.workflows);
    given.drainAll();
  }

  /** Receives events of one dollar each while no totals can be written. */
  private void receiveDuringOutage(int count) {
    given.faults.outage("StatsStore.apply", OUTAGE);
    for (int i = 0; i < count; i++) {
      given.receive("e-" + i, 100);
    }
    given.drainAll();
  }

  private List<DeadLetterState> states() {
    return given.entries().stream().map(LedgerEntry::state).distinct().toList();
  }

  private String donations() {
    StreamTotals totals = given.stats.totals(RedriveFixture.STREAM);
    return totals.donations().toString();
  }

  @Test
  void an_event_whose_dependency_is_unavailable_waits_for_half_a_minute() {
    receiveDuringOutage(1);

    LedgerEntry entry = given.entry("e-0");

    Instant failed = entry.letter().deadLetteredAt();
    assertThat(entry.state()).isEqualTo(DeadLetterState.WAITING);
    assertThat(entry.retry())
        .isEqualTo(new PendingRetry("stats", failed, failed.plusSeconds(30), 0));
  }

  @Test
  void ten_donations_during_a_short_outage_are_counted_without_an_operator() {
    receiveDuringOutage(10);
    given.faults.mend();

    pass(Duration.ofMinutes(2));

    assertThat(states()).containsExactly(DeadLetterState.REDRIVEN);
    assertThat(donations()).contains("1000");
    assertThat(given.entry("e-3").lastStep())
        .extracting(
            DeadLetterAuditEntry::who, DeadLetterAuditEntry::action, DeadLetterAuditEntry::note)
        .containsExactly("system:retry", Action.SUCCEEDED, "automatic retry 1");
  }

  @Test
  void a_long_outage_costs_one_trial_at_a_time_and_its_end_wakes_all_events() {
    receiveDuringOutage(300);
    long before = given.faults.calls().stream().filter("StatsStore.apply"::equals).count();

    pass(Duration.ofHours(3));

    long trials = given.faults.calls().stream().filter("StatsStore.apply"::equals).count() - before;
    assertThat(trials).isLessThanOrEqualTo(5 * 181);
    assertThat(states()).containsExactly(DeadLetterState.WAITING);
    given.faults.mend();

    pass(Duration.ofMinutes(2));

    assertThat(states()).containsExactly(DeadLetterState.REDRIVEN);
    assertThat(donations()).contains("30000");
  }

  @Test
  void events_are_woken_at_a_bounded_rate() {
    receiveDuringOutage(500);
    given.faults.mend();
    clock.advance(Duration.ofMinutes(1));
    Instant begin = clock.instant();

    run();

    assertThat(states()).containsExactly(DeadLetterState.REDRIVEN);
    assertThat(Duration.between(begin, clock.instant()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(500 / AutomaticRetries.MAX_BATCH));
  }

  @Test
  void pauses_grow_to_ten_minutes() {
    receiveDuringOutage(1);
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      LedgerEntry entry = given.entry("e-0");
      PendingRetry retry = entry.retry();
      assertThat(retry).isNotNull();
      pauses.add(Duration.between(entry.letter().deadLetteredAt(), retry.next()));
      clock.set(retry.next());
      run();
    }

    assertThat(pauses)
        .extracting(Duration::toSeconds)
        .containsExactly(30L, 60L, 120L, 240L, 480L, 600L, 600L, 600L);
  }

  @Test
  void an_event_needs_an_operator_after_a_day() {
    receiveDuringOutage(3);

    pass(Duration.ofHours(23));
    assertThat(states()).containsExactly(DeadLetterState.WAITING);
    pass(Duration.ofMinutes(75));

    assertThat(states()).containsExactly(DeadLetterState.OPEN);
    assertThat(given.entry("e-1").lastStep().action()).isEqualTo(Action.RETRIES_STOPPED);
    assertThat(given.noted.outcomes())
        .filteredOn(outcome -> outcome.kind() == Outcome.Kind.EVENT_BURIED)
        .hasSize(3);
  }

  @Test
  void an_event_that_fails_permanently_in_a_retry_needs_an_operator_at_once() {
    receiveDuringOutage(1);
    given.faults.mend();
    given.faults.outage("StatsStore.apply", WRONG);

    pass(Duration.ofMinutes(1));

    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.OPEN);
    assertThat(given.entry("e-0").lastStep().note())
        .isEqualTo("1 automatic retries: stats.rejected");
  }

  @Test
  void a_permanent_failure_needs_an_operator_at_once() {
    given.faults.outage("StatsStore.apply", WRONG);
    given.receive("e-0", 100);
    given.drainAll();

    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.OPEN);
  }

  @Test
  void events_that_wait_for_one_dependency_do_not_delay_those_of_another() {
    receiveDuringOutage(300);
    given.faults.mend();
    given.faults.outage("EventLog.append", Failure.transientFailure("events.unavailable", ""));
    given.receive("logged", 700);
    given.drainAll();
    given.faults.mend();
    given.faults.outage("StatsStore.apply", OUTAGE);

    pass(Duration.ofMinutes(2));

    assertThat(given.entry("logged").state()).isEqualTo(DeadLetterState.REDRIVEN);
    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.WAITING);
  }

  @Test
  void an_event_that_fails_for_a_reason_of_its_own_does_not_block_the_others() {
    receiveDuringOutage(40);
    given.faults.mend();
    given.workflows =
        given.newProcess(
            Activities.of(
                List.of(
                    Activity.of(
                        "stats",
                        event -> {
                          if (event.eventId().equals("e-0")) {
                            throw new IOException("too long");
                          }
                          given.stats.apply(event, Milestones.NONE);
                        }))));

    pass(Duration.ofMinutes(3));

    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.WAITING);
    assertThat(given.entries())
        .filteredOn(entry -> entry.state() == DeadLetterState.REDRIVEN)
        .hasSize(39);
  }

  @Test
  void an_event_that_waits_for_an_activity_that_was_removed_needs_an_operator() {
    given.ledger.add(
        Fixtures.deadLetter(RedriveFixture.STREAM, "e-0")
            .retry(new PendingRetry("crm", clock.instant(), clock.instant(), 0))
            .entry());

    pass(Duration.ofMinutes(1));

    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.OPEN);
    assertThat(given.entry("e-0").lastStep().note()).isEqualTo("activity is not registered");
  }

  @Nested
  class Operators {

    @Test
    void a_redrive_retries_waiting_events_at_once() {
      receiveDuringOutage(1);
      given.faults.mend();

      given.redrive("r-1");

      assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.REDRIVEN);
      assertThat(given.job("r-1").progress().succeeded()).isEqualTo(1);
    }

    @Test
    void a_redrive_that_fails_for_the_same_reason_lets_the_event_wait_again() {
      receiveDuringOutage(1);

      given.redrive("r-1");

      assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.WAITING);
      assertThat(given.job("r-1").progress().failedAgain()).isEqualTo(1);
      given.faults.mend();
      pass(Duration.ofMinutes(2));
      assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.REDRIVEN);
    }

    @Test
    void retries_that_are_stopped_stay_stopped() {
      receiveDuringOutage(1);
      String version = given.ledger.find("main~e-0").orElseThrow().version();

      given.operations.stopRetries("main~e-0", version, "the fan was refunded", "ada");
      given.faults.mend();
      pass(Duration.ofHours(1));

      assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.OPEN);
      assertThat(given.entry("e-0").lastStep().who()).isEqualTo("ada");
      assertThat(donations()).doesNotContain("100");
    }

    @Test
    void a_waiting_event_can_be_discarded() {
      receiveDuringOutage(1);
      String version = given.ledger.find("main~e-0").orElseThrow().version();

      given.operations.discard("main~e-0", version, "a test", "ada");
      given.faults.mend();
      pass(Duration.ofHours(1));

      assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.DISCARDED);
    }
  }

  @Nested
  class Crashes {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void a_crash_at_any_call_counts_each_event_once(int call) {
      for (boolean isBefore : new boolean[] {true, false}) {
        AutomaticRetriesTest other = new AutomaticRetriesTest();
        other.receiveDuringOutage(2);
        other.given.faults.mend();
        other.clock.advance(Duration.ofMinutes(1));
        other.given.crashAt(call, isBefore);
        other.given.planCrash();
        try {
          other.run();
        } catch (RuntimeException | Error crash) {
          other.given.restart();
        }
        other.given.faults.mend();

        other.pass(Duration.ofMinutes(15));

        assertThat(other.states()).containsExactly(DeadLetterState.REDRIVEN);
        assertThat(other.donations()).contains("200");
      }
    }

    @Test
    void a_retry_whose_start_was_not_confirmed_is_followed_to_its_end() {
      receiveDuringOutage(1);
      clock.advance(Duration.ofMinutes(1));
      Workflows unsure = given.faults.wrap(Workflows.class, given.workflows);
      given.faults.failAfter("Workflows.start", OUTAGE);

      assertThatThrownBy(() -> retries().run(unsure)).isInstanceOf(PortException.class);
      given.drainAll();

      assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.WAITING);
      assertThat(given.entry("e-0").letter().generation()).isEqualTo(1);
      given.faults.mend();
      pass(Duration.ofMinutes(2));
      assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.REDRIVEN);
    }

    @Test
    void a_ledger_that_is_unavailable_loses_nothing() {
      receiveDuringOutage(2);
      given.faults.mend();
      given.faults.outage(
          "DeadLetterLedger.replace", Failure.transientFailure("dead-letters.unavailable", ""));
      clock.advance(Duration.ofMinutes(1));
      try {
        run();
      } catch (RuntimeException expected) {
        assertThat(expected).hasMessageContaining("dead-letters.unavailable");
      }
      given.faults.mend();

      pass(Duration.ofMinutes(15));

      assertThat(states()).containsExactly(DeadLetterState.REDRIVEN);
      assertThat(donations()).contains("200");
    }

    @Test
    void two_processes_retry_each_event_once() {
      receiveDuringOutage(30);
      given.faults.mend();
      clock.advance(Duration.ofMinutes(1));

      retries().run(given.workflows);
      retries().run(given.newProcess());
      given.drainAll();

      assertThat(states()).containsExactly(DeadLetterState.REDRIVEN);
      assertThat(given.entries())
          .allSatisfy(
              entry ->
                  assertThat(entry.audit())
                      .extracting(DeadLetterAuditEntry::action)
                      .containsExactly(Action.BURIED, Action.SUCCEEDED));
    }
  }

  @Test
  void without_a_maximum_age_nothing_waits() {
    RedriveFixture off = new RedriveFixture(DelayedRetryPolicy.OFF);
    off.faults.outage("StatsStore.apply", OUTAGE);
    off.receive("e-0", 100);
    off.drainAll();

    assertThat(off.entry("e-0").state()).isEqualTo(DeadLetterState.OPEN);
  }
}
