package io.spillway.core.event;

import io.spillway.InvalidInputException;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.ports.Failure;
import io.spillway.ports.Ids;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes events off the queue. When a method returns, what arrived is in the hands of a workflow, is
 * a dead letter or waits in the queue, and the delivery may be forgotten; when it throws, the
 * delivery must not be.
 */
public final class EventArrivals {

  /** The code of an event with bad fields. */
  public static final String INVALID = "event.invalid";

  /** The code of an event that the host gave up on. */
  public static final String POISON = "event.poison";

  private final Workflows workflows;
  private final RejectedArrivals office;
  private final Telemetry telemetry;
  private final Parking parking;

  /**
   * Arrivals that nobody watches.
   *
   * @param workflows what runs them
   * @param office where what cannot be run is buried
   */
  public EventArrivals(Workflows workflows, RejectedArrivals office) {
    this(workflows, office, Telemetry.NONE);
  }

  /**
   * Arrivals of which none waits.
   *
   * @param workflows what runs them
   * @param office where what cannot be run is buried
   * @param telemetry hears of each delivery that was understood
   */
  public EventArrivals(Workflows workflows, RejectedArrivals office, Telemetry telemetry) {
    this(workflows, office, telemetry, Parking.OFF);
  }

  /**
   * Arrivals.
   *
   * @param workflows what runs them
   * @param office where what cannot be run is buried
   * @param telemetry hears of each delivery that was understood
   * @param parking has events wait behind a dead letter of their stream
   */
  public EventArrivals(
      Workflows workflows, RejectedArrivals office, Telemetry telemetry, Parking parking) {
    this.workflows = workflows;
    this.office = office;
    this.telemetry = telemetry;
    this.parking = parking;
  }

  /**
   * Starts the workflow of an event, or buries it at once when it has bad fields, or has it wait.
   * An event without an id is named after its place in the queue, so that it keeps its name when it
   * is delivered again.
   *
   * @param arrival how it came in
   * @param draft what is in the payload
   */
  public void receive(Arrival arrival, EventDraft draft) {
    receive(arrival, null, draft);
  }

  /**
   * The same for an event that has waited.
   *
   * @param parked what arrived, and since when it has waited
   * @param draft what is in the payload that arrived at first
   */
  public void receive(ParkedEvent parked, EventDraft draft) {
    receive(parked.arrival(), parked.since(), draft);
  }

  private void receive(Arrival arrival, @Nullable Instant parkedSince, EventDraft draft) {
    StreamEvent event;
    try {
      event = event(arrival, draft);
    } catch (InvalidInputException e) {
      office.refuse(arrival, draft.streamId(), Failure.permanent(INVALID, e.getMessage()));
      return;
    }
    WorkflowRequest request = new WorkflowRequest(event, arrival, 0);
    if (parking.park(arrival, parkedSince, event.streamId())) {
      telemetry.note(Outcome.workflow(Outcome.Kind.EVENT_PARKED, request, null));
      return;
    }
    telemetry.note(Outcome.workflow(Outcome.Kind.EVENT_TAKEN, request, null));
    workflows.start(request);
  }

  /**
   * {@return the event of a draft that arrived}
   *
   * @param arrival how it came in
   * @param draft what is in the payload
   * @throws InvalidInputException naming every bad field
   */
  public static StreamEvent event(Arrival arrival, EventDraft draft) {
    return EventValidation.event(draft, () -> idOf(arrival), arrival.insertedAt());
  }

  /**
   * Buries a payload that cannot be understood at all.
   *
   * @param arrival how it came in
   * @param failure why it cannot be understood
   */
  public void refuse(Arrival arrival, Failure failure) {
    office.refuse(arrival, null, failure);
  }

  /**
   * Buries what the host gave up on: it was delivered again and again, and each time nobody took
   * it.
   *
   * @param arrival how it came in
   * @param streamId the stream if it could be made out, else null
   */
  public void abandon(Arrival arrival, @Nullable String streamId) {
    office.refuse(arrival, streamId, poison());
  }

  /** {@return the failure of an event that was delivered again and again, to nobody} */
  public static Failure poison() {
    return Failure.transientFailure(POISON, "it was given up on after several deliveries");
  }

  private static String idOf(Arrival arrival) {
    String messageId = arrival.messageId();
    return Ids.isValid(messageId)
        ? messageId
        : arrival.payload().sha256().substring(0, Ids.MAX_LENGTH);
  }
}
