package io.spillway.functions.deadletters;

import io.spillway.core.InvalidInputException;
import io.spillway.core.deadletter.ArrivedEvent;
import io.spillway.core.deadletter.DeadLetterDesk;
import io.spillway.core.deadletter.DeadLetterDrain;
import io.spillway.core.deadletter.RedriveLoop;
import io.spillway.core.deadletter.RedriveSweep;
import io.spillway.core.deadletter.Redrives;
import io.spillway.core.event.EventArrivals;
import io.spillway.functions.Adapters;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.wire.EventPayload;
import io.spillway.wire.UnreadablePayloadException;

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

  public static DeadLetterWork on(Adapters adapters, Telemetry telemetry) {
    ArrivedEvent events = DeadLetterWork::event;
    RedriveSweep sweep =
        new RedriveSweep(
            adapters.deadLetters(), adapters.redrives(), events, adapters.clock(), telemetry);
    return new DeadLetterWork(
        new DeadLetterDrain(adapters.deadLetters(), adapters.deadLetterQueue()),
        new DeadLetterDesk(adapters.deadLetters(), events, adapters.clock()),
        new Redrives(adapters.deadLetters(), adapters.redrives(), events, adapters.clock()),
        new RedriveLoop(sweep, adapters.clock(), adapters.pauser()));
  }

  private static StreamEvent event(Arrival arrival) {
    try {
      return EventArrivals.event(arrival, EventPayload.read(arrival.payload()).draft());
    } catch (UnreadablePayloadException e) {
      throw new InvalidInputException("payload", e.failure().message());
    }
  }
}
