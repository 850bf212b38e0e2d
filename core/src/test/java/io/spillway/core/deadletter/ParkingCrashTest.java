package io.spillway.core.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.core.event.ParkingRules;
import io.spillway.ports.PortException;
import io.spillway.testkit.Crash;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** An event waits behind a dead one and goes on, whatever call the process crashes at. */
class ParkingCrashTest {

  @TestFactory
  Stream<DynamicTest> after_a_crash_at_any_call_the_event_counts_once() {
    ParkedStream told = story(0, false);
    int calls = told.given.faults.calls().size() - told.given.before;
    assertThat(calls).isGreaterThan(10);
    return CrashPoints.test(calls, (nth, before) -> assertCountedOnce(story(nth, before)));
  }

  private static ParkedStream story(int crashAt, boolean before) {
    ParkedStream parked = new ParkedStream(new ParkingRules(Duration.ofMinutes(10), 100));
    parked.given.receiveDead(1);
    parked.given.before = parked.given.faults.calls().size();
    parked.given.crashAt(crashAt, before);
    parked.given.planCrash();
    surviving(parked, () -> parked.send("e-9 5 main"));
    deliverForAWhile(parked);
    surviving(parked, () -> assertThat(parked.dollars()).isEqualTo(1));
    surviving(parked, parked::discardAll);
    deliverForAWhile(parked);
    parked.given.faults.mend();
    return parked;
  }

  private static void assertCountedOnce(ParkedStream parked) {
    assertThat(parked.dollars()).isEqualTo(6);
    assertThat(parked.history()).hasSize(1);
    assertThat(parked.events.approximateCount()).isZero();
    assertThat(parked.given.enqueued).isEmpty();
  }

  /** Long enough for the deliveries of a crashed process to be delivered again. */
  private static void deliverForAWhile(ParkedStream parked) {
    for (int i = 0; i < 5; i++) {
      surviving(parked, () -> parked.deliverAfter(ParkedStream.LEASE));
    }
  }

  private static void surviving(ParkedStream parked, Runnable step) {
    try {
      step.run();
    } catch (Crash | PortException gone) { // workflows report a crash as an outage
      parked.restart();
      step.run();
    }
  }
}
