package io.spillway.functions.deadletters;

import io.spillway.EventReader;
import io.spillway.InvalidInputException;
import io.spillway.Pauser;
import io.spillway.core.deadletter.DeadLetterDesk;
import io.spillway.core.deadletter.DeadLetterDrain;
import io.spillway.core.deadletter.RedriveLoop;
import io.spillway.core.deadletter.RedriveSweep;
import io.spillway.core.deadletter.Redrives;
import io.spillway.core.event.EventArrivals;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.wire.EventPayload;
import io.spillway.wire.UnreadablePayloadException;
import java.time.InstantSource;

/**
 * Everything that is done with dead letters once they are buried.
 *
 * @param drain takes them into the ledger
 * @param desk what operators do with one of them
 * @param redrives what operators have run again
 * @param loop does so
 */
public record DeadLetterWork(
    DeadLetterDrain drain, DeadLetterDesk desk, Redrives redrives, RedriveLoop loop) {

  /**
   * All of it.
   *
   * @param queue where dead letters arrive
   * @param pauser waits between the steps of redrives
   * @param telemetry is told of redrives
   */
  public static DeadLetterWork on(
      DeadLetterLedger ledger,
      RedriveJobStore redrives,
      WorkQueue queue,
      InstantSource clock,
      Pauser pauser,
      Telemetry telemetry) {
    EventReader events = DeadLetterWork::event;
    RedriveSweep sweep = new RedriveSweep(ledger, redrives, events, clock, telemetry);
    return new DeadLetterWork(
        new DeadLetterDrain(ledger, queue),
        new DeadLetterDesk(ledger, events, clock),
        new Redrives(ledger, redrives, events, clock),
        new RedriveLoop(sweep, clock, pauser));
  }

  private static StreamEvent event(Arrival arrival) {
    try {
      return EventArrivals.event(arrival, EventPayload.read(arrival.payload()).draft());
    } catch (UnreadablePayloadException e) {
      throw new InvalidInputException("payload", e.failure().message());
    }
  }
}
