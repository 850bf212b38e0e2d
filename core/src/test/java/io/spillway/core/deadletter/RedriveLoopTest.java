package io.spillway.core.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.core.InterleavedStore;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJob.State;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.event.Workflows;
import io.spillway.testkit.Concurrently;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Duration and tempo of a timer's call and of an order. */
class RedriveLoopTest {

  private static final Failure OUTAGE =
      Failure.transientFailure("dead-letters.unavailable", "no answer");

  private final RedriveFixture given = new RedriveFixture();
  private final List<Duration> pauses = new ArrayList<>();
  private final RedriveLoop loop = new RedriveLoop(given.sweep, given.clock, this::pause);

  private void pause(Duration pause) {
    pauses.add(pause);
    given.clock.advance(pause);
  }

  private List<String> callsOf(Runnable work) {
    int before = given.faults.calls().size();
    work.run();
    return given.faults.calls().subList(before, given.faults.calls().size());
  }

  private Duration timeOf(Runnable work) {
    Instant before = given.clock.instant();
    work.run();
    return Duration.between(before, given.clock.instant());
  }

  @Test
  void with_nothing_to_do_it_looks_once_and_ends() {
    assertThat(callsOf(() -> loop.run(given.workflows)))
        .containsExactly("RedriveJobStore.withWork");
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_redrive_of_many_steps_ends_within_one_call() {
    given.receiveDead(140);
    given.redrives.order("r-1", given.everything(true));

    assertThat(timeOf(() -> loop.run(given.workflows))).isLessThan(Duration.ofSeconds(55));

    assertThat(given.job("r-1").state()).isEqualTo(State.DONE);
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(140);
    assertThat(pauses).containsOnly(Duration.ofSeconds(5));
  }

  @Test
  void one_that_takes_longer_goes_on_until_shortly_before_the_next_minute() {
    given.receiveDead(80);
    given.redrives.order("r-1", slow(1));

    assertThat(timeOf(() -> loop.run(given.workflows)))
        .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(55));
    assertThat(given.job("r-1").state()).isEqualTo(State.RUNNING);

    given.clock.advance(Duration.ofSeconds(5));
    loop.run(given.workflows);
    // One at once, and then one a second: nothing of the rate is lost between two calls.
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(80);
  }

  @Test
  void a_redrive_without_progress_is_left_to_the_next_call() {
    given.receiveDead(3);
    given.redrives.order("r-1", given.everything(false));
    given.sweep.advance(new Unending());

    assertThat(timeOf(() -> loop.run(new Unending()))).isLessThan(Duration.ofSeconds(11));
    assertThat(given.job("r-1").progress().inHand()).hasSize(3);

    loop.run(given.newProcess());
    assertThat(given.job("r-1").state()).isEqualTo(State.DONE);
  }

  @Test
  void the_loop_waits_for_the_lease_of_another_instance() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(false));
    Versioned<RedriveJob> job = given.jobs.find("r-1").orElseThrow();
    given.jobs.replace(
        job.value().leased(given.clock.instant().plus(Duration.ofSeconds(4))), job.version());

    loop.run(given.workflows);

    assertThat(given.job("r-1").state()).isEqualTo(State.DONE);
  }

  @Test
  void a_stopped_clock_does_not_loop_forever() {
    given.receiveDead(80);
    given.redrives.order("r-1", slow(1));
    List<Duration> still = new ArrayList<>();
    RedriveLoop without = new RedriveLoop(given.sweep, given.clock, still::add);

    without.run(given.workflows);

    assertThat(still).hasSizeLessThanOrEqualTo(11);
  }

  @Test
  void a_host_that_stops_ends_it_between_two_steps() {
    given.receiveDead(40);
    given.redrives.order("r-1", given.everything(true));
    RedriveLoop stopped =
        new RedriveLoop(
            given.sweep,
            given.clock,
            pause -> {
              throw new InterruptedException();
            });

    stopped.run(given.workflows);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(1);
    assertThat(given.job("r-1").leasedUntil()).isNull();
  }

  @Test
  void a_failing_redrive_is_reported_and_does_not_stop_the_others() {
    given.receiveDead(10);
    given.redrives.order("r-1", given.order(null, List.of("main~e-0"), false));
    given.clock.advance(Duration.ofSeconds(1));
    given.redrives.order("r-2", given.order(DeadLetterFilter.all(), List.of(), true));
    given.faults.failBefore("DeadLetterLedger.find", 1, OUTAGE);

    assertThatThrownBy(() -> loop.run(given.workflows))
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.failure()).isEqualTo(OUTAGE));

    assertThat(given.job("r-1").state()).isEqualTo(State.DONE);
    assertThat(given.job("r-2").state()).isEqualTo(State.DONE);
  }

  @Test
  void a_slow_one_leaves_time_to_the_others() {
    given.receiveDead(40);
    List<String> all = given.entries().stream().map(entry -> entry.id()).toList();
    given.redrives.order("r-1", given.order(null, all.subList(0, 30), false));
    given.clock.advance(Duration.ofSeconds(1));
    given.redrives.order("r-2", given.order(null, all.subList(30, 40), false));
    Workflows slow = slow(Duration.ofSeconds(3));

    Duration taken = timeOf(() -> given.sweep.round(slow, inAMinute()));

    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(10);
    assertThat(given.job("r-2").progress().succeeded()).isEqualTo(10);
    assertThat(taken).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void an_order_begins_at_once_and_small_ones_end_with_it() {
    given.receiveDead(8);
    given.redrives.order("r-1", given.everything(true));

    assertThat(timeOf(() -> loop.begin("r-1", given.workflows))).isLessThan(Duration.ofSeconds(3));

    assertThat(given.job("r-1").state()).isEqualTo(State.DONE);
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(8);
  }

  @Test
  void an_order_waits_a_second_for_what_it_began_and_three_in_all() {
    given.receiveDead(60);
    given.redrives.order("r-1", given.everything(true));
    given.redrives.order("r-2", slow(4));

    assertThat(timeOf(() -> loop.begin("r-1", new Unending())))
        .isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(given.job("r-1").progress().inHand()).hasSize(1);
    assertThat(timeOf(() -> loop.begin("r-2", given.workflows)))
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
    assertThat(given.job("r-2").state()).isEqualTo(State.RUNNING);
  }

  @Test
  void an_order_begins_with_its_own_redrive_only_and_not_with_one_that_has_ended() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(true));

    assertThat(callsOf(() -> loop.begin("none", given.workflows)))
        .containsExactly("RedriveJobStore.find");
    assertThat(given.job("r-1").progress().waves()).isZero();
    loop.begin("r-1", given.workflows);
    assertThat(callsOf(() -> loop.begin("r-1", given.workflows)))
        .containsExactly("RedriveJobStore.find");
  }

  @Test
  void an_order_and_the_timer_at_the_same_time_begin_each_letter_once() {
    given.receiveDead(30);
    given.redrives.order("r-1", given.everything(true));

    Concurrently.call(
        i -> {
          RedriveLoop own = new RedriveLoop(given.sweep, given.clock, given.clock::advance);
          if (i % 2 == 0) {
            own.begin("r-1", given.workflows);
          } else {
            own.run(given.workflows);
          }
          return i;
        });
    given.finish();

    assertThat(given.entries())
        .allSatisfy(
            entry ->
                assertThat(entry.audit())
                    .extracting(DeadLetterAuditEntry::action)
                    .containsExactly(Action.BURIED, Action.REDRIVE_BEGUN, Action.SUCCEEDED));
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(30);
  }

  private Instant inAMinute() {
    return given.clock.instant().plus(Duration.ofMinutes(1));
  }

  /** Without a canary, and at this rate. */
  private static RedriveOrder slow(int ratePerSecond) {
    return RedriveOrder.matching(DeadLetterFilter.all(), "fixed", "ada")
        .withCanary(false)
        .withRate(ratePerSecond);
  }

  /** Each start takes its time. */
  private Workflows slow(Duration each) {
    return InterleavedStore.before(
        Workflows.class, given.workflows, "start", () -> given.clock.advance(each));
  }
}
