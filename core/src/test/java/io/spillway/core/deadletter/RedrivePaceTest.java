package io.spillway.core.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.RedriveJob.State;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rate and canary of a redrive. */
class RedrivePaceTest {

  private static final Failure REJECTED = Failure.permanent("events.rejected", "wrong key");

  private final RedriveFixture given = new RedriveFixture();

  @Test
  void a_canary_that_fails_ends_the_redrive_and_spares_the_others() {
    given.receiveDead(40);
    given.faults.outage("EventLog.append", REJECTED);

    given.redrives.order("r-1", given.everything(true));
    given.finish();

    assertThat(given.job("r-1").state()).isEqualTo(State.ABORTED);
    assertThat(given.job("r-1").progress().failedAgain()).isEqualTo(1);
    assertThat(given.entries()).filteredOn(entry -> entry.letter().generation() > 0).hasSize(1);
  }

  @Test
  void a_canary_grows_from_one_to_five_to_twenty_before_all_go() {
    given.receiveDead(140);
    given.redrives.order("r-1", given.everything(true));

    for (int more : new int[] {1, 5, 20, 100, 14}) {
      assertThat(succeededInTheNextStep()).isEqualTo(more);
    }
    assertThat(given.job("r-1").progress().waves()).isEqualTo(5);
  }

  @Test
  void no_more_are_begun_than_the_rate_allows() {
    given.receiveDead(60);
    RedriveOrder slow =
        RedriveOrder.matching(DeadLetterFilter.all(), "fixed", "ada").withCanary(false).withRate(2);
    given.redrives.order("r-1", slow);

    given.sweep.advance(given.workflows);
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(2);
    given.sweep.advance(given.workflows);
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(2);
    given.clock.advance(Duration.ofMillis(4_500));
    given.sweep.advance(given.workflows);
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(11);
    given.clock.advance(Duration.ofHours(1));
    given.sweep.advance(given.workflows);
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(31);
  }

  @Test
  void a_canary_that_skipped_some_takes_as_many_again_before_it_grows() {
    given.receiveDead(40);
    given.operations.discard(
        "main~e-36", given.ledger.find("main~e-36").orElseThrow().version(), "no use", "ada");
    given.redrives.order("r-1", given.order(null, newestFirst(40), true));

    for (int more : new int[] {1, 4, 5, 20}) {
      assertThat(succeededInTheNextStep()).isEqualTo(more);
    }
  }

  @Test
  void a_failure_after_the_canary_does_not_end_the_redrive() {
    given.receiveDead(40);
    given.redrives.order("r-1", given.everything(true));
    for (int step = 0; step < 3; step++) {
      succeededInTheNextStep();
    }
    given.faults.outage("EventLog.append", REJECTED);

    given.finish();

    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(RedrivePace.CANARY);
    assertThat(given.job("r-1").progress().failedAgain()).isEqualTo(14);
    assertThat(given.job("r-1").state()).isEqualTo(State.DONE);
  }

  @Test
  void at_most_a_hundred_dead_letters_are_in_progress() {
    given.receiveDead(150);
    given.redrives.order("r-1", given.everything(false));

    for (int step = 0; step < 3; step++) {
      given.clock.advance(Duration.ofSeconds(10));
      given.sweep.advance(new Unending());
      assertThat(given.job("r-1").progress().inHand()).hasSize(RedriveProgress.MAX_IN_HAND);
    }
  }

  private static List<String> newestFirst(int count) {
    return IntStream.range(0, count).mapToObj(i -> "main~e-" + (count - 1 - i)).toList();
  }

  private long succeededInTheNextStep() {
    long before = given.job("r-1").progress().succeeded();
    given.clock.advance(Duration.ofSeconds(10));
    given.sweep.advance(given.workflows);
    return given.job("r-1").progress().succeeded() - before;
  }
}
