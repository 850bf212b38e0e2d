package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.RedriveFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.DeadLetterResult;
import io.spillway.DeadLetterResult.Done;
import io.spillway.DeadLetterResult.NotFound;
import io.spillway.DeadLetterResult.Stale;
import io.spillway.InvalidInputException;
import io.spillway.RedrivePreview;
import io.spillway.core.InterleavedStore;
import io.spillway.ports.Failure;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJob.State;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress.Skip;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.DeadLetterBuilder;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operators' commands on redrives. */
class RedrivesTest {

  private final RedriveFixture given = new RedriveFixture();

  @Test
  void a_paused_redrive_starts_no_more_until_it_is_resumed() {
    given.receiveDead(40);
    given.redrives.order("r-1", given.everything(true));
    given.sweep.advance(given.workflows);

    given.redrives.control("r-1", State.PAUSED, "ada");
    given.finish();
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(1);

    given.redrives.control("r-1", State.RUNNING, "ada");
    given.finish();
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(40);
  }

  @Test
  void a_cancelled_redrive_ends_and_leaves_the_rest_open() {
    given.receiveDead(40);
    given.redrives.order("r-1", given.everything(true));
    given.sweep.advance(given.workflows);

    given.redrives.control("r-1", State.CANCELLED, "ada");
    given.finish();

    assertThat(given.job("r-1").state()).isEqualTo(State.CANCELLED);
    assertThat(given.entries())
        .filteredOn(entry -> entry.state() == DeadLetterState.OPEN)
        .hasSize(39);
    assertThat(given.redrives.control("r-1", State.RUNNING, "ada"))
        .isInstanceOf(DeadLetterResult.NotAllowed.class);
  }

  @Test
  void a_preview_says_what_would_be_done_and_does_nothing() {
    given.receiveDead(2);
    given.clock.advance(Duration.ofSeconds(1));
    int before = given.faults.calls().size();

    RedrivePreview preview = given.redrives.preview(given.everything(true));

    assertThat(preview.selected()).isEqualTo(2);
    assertThat(preview.wouldRun()).containsExactly("main~e-1", "main~e-0");
    assertThat(given.faults.calls().subList(before, given.faults.calls().size()))
        .allMatch(call -> call.matches("DeadLetterLedger\\.(list|find|count)"));
  }

  @Test
  void an_order_that_is_sent_again_is_the_same_redrive() {
    given.receiveDead(2);
    var first = given.redrives.order("r-1", given.everything(true));
    given.finish();

    assertThat(given.redrives.order("r-1", given.everything(true)).value().createdAt())
        .isEqualTo(first.value().createdAt());
    assertThat(given.job("r-1").state()).isEqualTo(State.DONE);
  }

  @Test
  void a_preview_names_skipped_dead_letters_with_reasons() {
    given.receiveDead(2);
    given.operations.discard(
        "main~e-1", given.ledger.find("main~e-1").orElseThrow().version(), "no use", "ada");
    add(letter("cut").cuts(DeadLetter.CUT_PAYLOAD));
    add(letter("bad").payload(Payload.of("bad many")));
    given.addRedriven(5, letter("old"));

    List<String> ids =
        List.of("main~e-0", "main~e-1", "main~cut", "main~bad", "main~old", "main~none");
    RedrivePreview preview = given.redrives.preview(given.order(null, ids, false));

    assertThat(preview.lookedAt()).isEqualTo(6);
    assertThat(preview.wouldRun()).containsExactly("main~e-0");
    assertThat(preview.wouldSkip())
        .containsExactly(
            new Skip("main~e-1", "discarded"),
            new Skip("main~cut", "truncated payload, edit first"),
            new Skip(
                "main~bad", "invalid payload, edit first: payload must be an id and an amount"),
            new Skip("main~old", "already redriven 5 times"),
            new Skip("main~none", "not found"));
  }

  @Test
  void an_order_must_say_why_and_name_each_letter_once() {
    RedriveOrder bad = RedriveOrder.of(List.of("main~e-0", "main~e-0"), " ", "ada");

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> given.redrives.preview(bad), () -> given.redrives.order("r-1", bad))) {
      assertThatThrownBy(call)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("reason must not be blank; ids must not contain duplicates");
    }
    assertThat(given.redrives.find("r-1")).isEmpty();
  }

  @Test
  void all_redrives_are_listed_the_latest_first_and_each_can_be_found() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(true));
    given.clock.advance(Duration.ofSeconds(1));
    Versioned<RedriveJob> second = given.redrives.order("r-2", given.everything(true));

    assertThat(given.redrives.list(null, PageRequest.first(10)).items())
        .extracting(job -> job.value().id())
        .containsExactly("r-2", "r-1");
    assertThat(given.redrives.find("r-2")).contains(second);
  }

  @Test
  void the_operator_who_pauses_a_redrive_is_named_in_its_note() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(true));

    DeadLetterResult<RedriveJob> paused = given.redrives.control("r-1", State.PAUSED, "ada");

    assertThat(paused).isEqualTo(new Done<>(given.jobs.find("r-1").orElseThrow()));
    assertThat(given.job("r-1").state()).isEqualTo(State.PAUSED);
    assertThat(given.job("r-1").note()).isEqualTo("by ada");
  }

  @Test
  void a_change_to_the_current_state_is_a_no_op() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(true));
    DeadLetterResult<RedriveJob> paused = given.redrives.control("r-1", State.PAUSED, "ada");

    assertThat(given.redrives.control("r-1", State.PAUSED, "bo")).isEqualTo(paused);
  }

  @ParameterizedTest
  @EnumSource(names = {"DONE", "ABORTED"})
  void end_states_cannot_be_set(State state) {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(true));

    assertThatThrownBy(() -> given.redrives.control("r-1", state, "ada"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_unknown_redrive_is_not_found() {
    assertThat(given.redrives.control("r-1", State.PAUSED, "ada")).isEqualTo(new NotFound<>());
  }

  @Test
  void a_pause_succeeds_while_the_sweep_records_progress() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(true));

    assertThat(whileOthersWrite(9).control("r-1", State.PAUSED, "ada")).isInstanceOf(Done.class);
    assertThat(given.job("r-1").state()).isEqualTo(State.PAUSED);
  }

  @Test
  void an_operator_who_loses_every_race_gets_stale() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(true));

    assertThat(whileOthersWrite(99).control("r-1", State.PAUSED, "ada"))
        .isEqualTo(new Stale<>(given.jobs.find("r-1").orElseThrow()));
    assertThat(given.job("r-1").state()).isEqualTo(State.RUNNING);
  }

  @Test
  void a_redrive_that_is_paused_in_the_midst_of_a_step_keeps_what_ended_and_stays_paused() {
    given.receiveDead(3);
    given.redrives.order("r-1", given.everything(false));
    Workflows interrupted =
        InterleavedStore.before(
            Workflows.class,
            given.workflows,
            "start",
            () -> given.redrives.control("r-1", State.PAUSED, "ada"));

    given.sweep.advance(interrupted);

    assertThat(given.job("r-1").state()).isEqualTo(State.PAUSED);
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(3);
    assertThat(given.job("r-1").leasedUntil()).isNull();
  }

  @Test
  void dead_letters_not_started_by_a_cancelled_redrive_stay_open() {
    given.receiveDead(2);
    given.redrives.order("r-1", given.everything(false));
    given.faults.failBefore(
        "DeadLetterLedger.find", Failure.transientFailure("dead-letters.unavailable", ""));
    assertThatThrownBy(() -> given.sweep.advance(given.workflows))
        .isInstanceOf(PortException.class);

    given.redrives.control("r-1", State.CANCELLED, "ada");
    given.finish();

    assertThat(given.entries()).extracting(LedgerEntry::state).containsOnly(DeadLetterState.OPEN);
    assertThat(given.job("r-1").progress().inHand()).isEmpty();
    assertThat(given.job("r-1").progress().skips())
        .extracting(Skip::why)
        .containsOnly("redrive ended before this dead letter was started");
  }

  private static DeadLetterBuilder letter(String eventId) {
    return Fixtures.deadLetter(STREAM, eventId);
  }

  private void add(DeadLetterBuilder letter) {
    given.ledger.add(letter.entry());
  }

  /** Operator who loses a number of races. */
  private Redrives whileOthersWrite(int times) {
    AtomicInteger left = new AtomicInteger(times);
    RedriveJobStore busy =
        InterleavedStore.before(
            RedriveJobStore.class,
            given.jobs,
            "replace",
            () -> {
              if (left.getAndDecrement() > 0) {
                Versioned<RedriveJob> job = given.jobs.find("r-1").orElseThrow();
                given.jobs.replace(job.value(), job.version());
              }
            });
    return new Redrives(
        given.ledger, busy, RedriveFixture::draftOf, RedriveFixture.PATCHES, given.clock);
  }
}
