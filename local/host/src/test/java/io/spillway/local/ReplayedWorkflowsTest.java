package io.spillway.local;

import io.spillway.durable.ReplayCheck;

/**
 * The same workflows with a replay of each by the durable orchestrator, which must agree with
 * core's state machine in activities, order, status and times.
 */
class ReplayedWorkflowsTest extends DirectWorkflowsTest {

  @Override
  ReplayCheck check() {
    return ReplayCheck.ALL;
  }
}
