package io.spillway.core.event;

import io.spillway.InvalidInputException;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.deadletter.Rejection;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Ids;
import io.spillway.ports.PortException;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Consumer of events from the queue. When a method returns, the event has a workflow, is a dead
 * letter or is in the queue again, and the delivery can be deleted; if it throws, the delivery must
 * not be deleted.
 */
public final class EventArrivals {

  /** Code of an event with bad fields. */
  public static final String INVALID = "event.invalid";

  /** Code of an event whose deliveries all failed. */
  public static final String POISON = "event.poison";

  private final Workflows workflows;
  private final RejectedArrivals rejected;
  private final Telemetry telemetry;
  private final Parking parking;
  private final EventIdentity identity;
  private final @Nullable EventRequeueing requeueing;

  /**
   * Creates a consumer.
   *
   * @param workflows the workflow engine
   * @param rejected the receiver of events that cannot be run
   * @param telemetry the receiver of outcomes of readable deliveries
   * @param parking the parking of events behind a dead letter of their stream
   * @param identity the check of events' identities
   * @param requeueing the enqueueing of events without an id, and of events that cannot be checked;
   *     null if the queue delivers them again
   */
  public EventArrivals(
      Workflows workflows,
      RejectedArrivals rejected,
      Telemetry telemetry,
      Parking parking,
      EventIdentity identity,
      @Nullable EventRequeueing requeueing) {
    this.workflows = workflows;
    this.rejected = rejected;
    this.telemetry = telemetry;
    this.parking = parking;
    this.identity = identity;
    this.requeueing = requeueing;
  }

  /**
   * Starts the workflow of an event, parks it, or dead-letters it if it has bad fields or the
   * identity of another event. An event without an id gets the queue's message id, so that it keeps
   * its id when it is delivered again, also by another queue: see {@link EventRequeueing}.
   *
   * @param arrival the delivery
   * @param draft the event read from the payload
   */
  public void receive(Arrival arrival, EventDraft draft) {
    if (requeueing == null || draft.eventId() != null || !requeueing.enqueue(arrival)) {
      receive(arrival, null, draft);
    }
  }

  /**
   * Receives a parked event.
   *
   * @param parked the delivery, and the start of the wait
   * @param draft the event read from the original payload
   */
  public void receive(ParkedEvent parked, EventDraft draft) {
    receive(parked.arrival(), parked.since(), draft);
  }

  /**
   * Starts the workflow of a valid event, without parking or a check of its identity.
   *
   * @param arrival the delivery
   * @param event the event of the delivery, whose identity is checked
   */
  public void start(Arrival arrival, StreamEvent event) {
    start(WorkflowRequest.of(event, arrival, 0));
  }

  private void receive(Arrival arrival, @Nullable Instant parkedSince, EventDraft draft) {
    StreamEvent event;
    try {
      event = event(arrival, draft);
    } catch (InvalidInputException e) {
      EventIdentifiers readable = EventIdentifiers.of(draft.orFrom(StreamEvent.QUEUE));
      rejected.refuse(arrival, readable, Rejection.of(INVALID, e));
      return;
    }
    receive(arrival, parkedSince, event);
  }

  private void receive(Arrival arrival, @Nullable Instant parkedSince, StreamEvent event) {
    WorkflowRequest request = WorkflowRequest.of(event, arrival, 0);
    if (parking.park(arrival, parkedSince, event.streamId())) {
      telemetry.note(Outcome.workflow(Outcome.Kind.EVENT_PARKED, request, null));
      return;
    }
    if (requeueing != null
        && requeueing.isUnavailable()
        && postpone(requeueing, request, parkedSince, null)) {
      return;
    }
    Failure obstacle;
    try {
      obstacle = identityObstacle(event);
    } catch (PortException e) {
      if (requeueing == null) {
        throw e;
      }
      requeueing.recordUnavailable();
      if (!postpone(requeueing, request, parkedSince, e.failure().code())) {
        throw e;
      }
      return;
    }
    if (obstacle != null) {
      rejected.refuse(arrival, EventIdentifiers.of(event), Rejection.of(obstacle));
      return;
    }
    start(request);
  }

  /** Enqueues an event for later. Returns false if it must be processed or redelivered. */
  private boolean postpone(
      EventRequeueing queue,
      WorkflowRequest request,
      @Nullable Instant since,
      @Nullable String code) {
    boolean isPostponed = queue.postpone(request.arrival(), since);
    if (isPostponed) {
      telemetry.note(Outcome.workflow(Outcome.Kind.EVENT_DEFERRED, request, code));
    }
    return isPostponed;
  }

  private void start(WorkflowRequest request) {
    telemetry.note(Outcome.workflow(Outcome.Kind.EVENT_TAKEN, request, null));
    workflows.start(request);
  }

  /** Returns the failure of an event that must not be processed; null for none. */
  private @Nullable Failure identityObstacle(StreamEvent event) {
    try {
      return identity.isReused(event) ? EventIdentity.failure() : null;
    } catch (PortException e) {
      if (e.failure().category() == FailureCategory.PERMANENT) {
        return e.failure();
      }
      throw e;
    }
  }

  /**
   * {@return the event of a draft}
   *
   * @param arrival the delivery
   * @param draft the event read from the payload
   * @throws InvalidInputException naming each bad field
   */
  public static StreamEvent event(Arrival arrival, EventDraft draft) {
    return EventValidation.event(
        draft, StreamEvent.QUEUE, () -> idOf(arrival), arrival.insertedAt());
  }

  /**
   * Dead-letters an unreadable payload.
   *
   * @param arrival the delivery
   * @param event the event's identifiers, as far as they are readable
   * @param rejection the reason
   */
  public void refuse(Arrival arrival, EventIdentifiers event, Rejection rejection) {
    rejected.refuse(arrival, event, rejection);
  }

  /**
   * {@return the failure of a poison message: one whose deliveries all failed}
   *
   * @param draft the event read from the payload; null if unreadable or named by its delivery
   */
  public static Failure poison(@Nullable EventDraft draft) {
    boolean isUnnamed = draft != null && draft.eventId() == null;
    return Failure.transientFailure(
        POISON,
        "dead-lettered after repeated failed deliveries"
            + (isUnnamed ? "; has no id and may have been counted under another name" : ""));
  }

  private static String idOf(Arrival arrival) {
    String messageId = arrival.messageId();
    return Ids.isValid(messageId)
        ? messageId
        : arrival.payload().sha256().substring(0, Ids.DERIVED_LENGTH);
  }
}
