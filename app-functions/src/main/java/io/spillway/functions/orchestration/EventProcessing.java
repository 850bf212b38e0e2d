package io.spillway.functions.orchestration;

import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.event.Activities;
import io.spillway.core.event.EventArrivals;
import io.spillway.core.event.EventIdentity;
import io.spillway.core.event.EventRequeueing;
import io.spillway.core.event.Parking;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Telemetry;

/**
 * Configuration of event processing. A host passes its durable client to each invocation by a
 * parameter {@code @DurableClientInput(name = "durable") DurableClientContext durable}, from which
 * each invocation gets its workflows.
 *
 * @param activities the activities of every event
 * @param deadLetters the dead-letter queue
 * @param rejected the dead-lettering of arrivals without a workflow
 * @param plan the plan of new workflows
 * @param engine the workflow engine
 * @param telemetry the receiver of outcomes
 * @param parking the parking of events behind a dead letter of their stream
 * @param identity the check of events' identities
 * @param requeueing the enqueueing of events without an id, and of events that cannot be checked
 */
public record EventProcessing(
    Activities activities,
    DeadLetterQueue deadLetters,
    RejectedArrivals rejected,
    WorkflowPlan plan,
    WorkflowEngine engine,
    Telemetry telemetry,
    Parking parking,
    EventIdentity identity,
    EventRequeueing requeueing) {

  /** Returns the workflows of an invocation; usable until it ends. */
  public Workflows workflows(DurableClientContext durable) {
    return engine.workflows(this, durable);
  }

  /** Returns the workflows of an invocation for redrives, which are tracked by their own record. */
  public Workflows followed(DurableClientContext durable) {
    return engine.followed(plan, durable::getClient);
  }

  /** Returns the consumer of queued events in an invocation. */
  public EventArrivals arrivals(DurableClientContext durable) {
    return new EventArrivals(
        workflows(durable), rejected, telemetry, parking, identity, requeueing);
  }
}
