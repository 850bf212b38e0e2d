package io.spillway.functions.orchestration;

import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.event.Activities;
import io.spillway.core.event.EventArrivals;
import io.spillway.core.event.Parking;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Telemetry;

/**
 * How events are worked on. A host hands its durable client to each invocation anew, by a parameter
 * {@code @DurableClientInput(name = "durable") DurableClientContext durable}, and each invocation
 * gets its workflows from that.
 *
 * @param activities what every event goes through
 * @param deadLetters where what is given up on is buried
 * @param office what buries that which never becomes a workflow
 * @param plan what new workflows go by
 * @param engine what runs them
 * @param telemetry hears what becomes of them
 * @param parking has events wait behind a dead letter of their stream
 */
public record EventProcessing(
    Activities activities,
    DeadLetterQueue deadLetters,
    RejectedArrivals office,
    WorkflowPlan plan,
    WorkflowEngine engine,
    Telemetry telemetry,
    Parking parking) {

  /** The workflows of an invocation; usable until it ends. */
  public Workflows workflows(DurableClientContext durable) {
    return engine.workflows(plan, durable::getClient);
  }

  /** The same for redrives, which are followed from their record. */
  public Workflows followed(DurableClientContext durable) {
    return engine.followed(plan, durable::getClient);
  }

  /** What takes events off the queue in an invocation. */
  public EventArrivals arrivals(DurableClientContext durable) {
    return new EventArrivals(workflows(durable), office, telemetry, parking);
  }
}
