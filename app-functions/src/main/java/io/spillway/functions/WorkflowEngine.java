package io.spillway.functions;

import io.spillway.core.event.Activities;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.Workflows;

/** Makes what runs workflows, once there is something to run. */
@FunctionalInterface
public interface WorkflowEngine {

  /**
   * Workflows that run these activities.
   *
   * @param deadLetters where they bury what they give up on
   */
  Workflows running(Activities activities, DeadLetterQueue deadLetters);
}
