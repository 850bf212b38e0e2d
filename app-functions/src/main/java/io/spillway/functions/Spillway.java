package io.spillway.functions;

import io.spillway.core.deadletter.DeadLetterOffice;
import io.spillway.core.event.Activities;
import io.spillway.core.event.AlertRules;
import io.spillway.core.event.EventIntake;
import io.spillway.core.event.RetryPolicy;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.moderation.Moderation;
import io.spillway.core.moderation.Policy;
import io.spillway.core.violation.ViolationReview;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.wire.QueuedDeadLetters;
import io.spillway.wire.QueuedEvents;

/**
 * The whole, put together: core's facades over one set of adapters.
 *
 * @param adapters what it stands on
 */
public record Spillway(
    Adapters adapters,
    MessageIntake messageIntake,
    ViolationReview violationReview,
    EventIntake eventIntake,
    EventProcessing eventProcessing,
    DeadLetterWork deadLetterWork) {

  /**
   * Puts it together with the standard policies, activities and alert rules.
   *
   * @param engine such as {@link io.spillway.functions.orchestration.DurableWorkflowEngine}
   */
  public static Spillway on(Adapters adapters, WorkflowEngine engine) {
    return new Spillway(
        adapters,
        messageIntake(adapters),
        new ViolationReview(adapters.violations(), adapters.messages(), adapters.clock()),
        new EventIntake(
            new QueuedEvents(adapters.eventQueue()), adapters.clock(), adapters.newId()),
        eventProcessing(adapters, engine),
        DeadLetterWork.on(adapters));
  }

  private static EventProcessing eventProcessing(Adapters adapters, WorkflowEngine engine) {
    DeadLetterQueue deadLetters = new QueuedDeadLetters(adapters.deadLetterQueue());
    Activities activities =
        Activities.standard(
            adapters.stats(), adapters.alerts(), AlertRules.STANDARD, adapters.events());
    return new EventProcessing(
        activities,
        deadLetters,
        new DeadLetterOffice(deadLetters, adapters.origin(), adapters.clock()),
        new WorkflowPlan(activities.names(), RetryPolicy.STANDARD, adapters.origin()),
        engine);
  }

  private static MessageIntake messageIntake(Adapters adapters) {
    Policy policy = Policy.standard();
    return new MessageIntake(
        adapters.messages(),
        adapters.violations(),
        new Moderation(adapters.classifier(), streamId -> policy),
        adapters.clock(),
        adapters.newId());
  }
}
