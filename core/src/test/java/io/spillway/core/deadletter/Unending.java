package io.spillway.core.deadletter;

import io.spillway.ports.Health;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.testkit.Fixtures;
import java.util.List;
import java.util.Optional;

/** Workflows that all run, and none comes to an end. */
record Unending() implements Workflows {
  @Override
  public void start(WorkflowRequest request) {}

  @Override
  public Optional<WorkflowStatus> status(String workflowId) {
    return Optional.of(
        new WorkflowStatus(
            workflowId, WorkflowStatus.State.RUNNING, Fixtures.NOW, null, List.of()));
  }

  @Override
  public PurgeResult purge(String workflowId) {
    return PurgeResult.UNFINISHED;
  }

  @Override
  public Health health() {
    return Health.up("unending");
  }
}
