package io.spillway.local;

import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.OrchestrationMetadata;
import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Workflows on an engine that forgets them with its process: a start returns at the workflow's end,
 * also one that finds the workflow under way.
 */
final class BlockingWorkflows implements Workflows {

  private final Workflows workflows;
  private final Supplier<DurableTaskClient> clients;
  private final Duration atMost;

  /**
   * @param workflows start and return
   * @param atMost how long a start waits before it throws, and the workflow goes on
   */
  BlockingWorkflows(Workflows workflows, Supplier<DurableTaskClient> clients, Duration atMost) {
    this.workflows = workflows;
    this.clients = clients;
    this.atMost = atMost;
  }

  @Override
  public void start(WorkflowRequest request) {
    workflows.start(request);
    OrchestrationMetadata end = awaitEnd(request.workflowId());
    // What is not found any more has ended so long ago that it is forgotten.
    if (end.isInstanceFound() && end.getRuntimeStatus() != OrchestrationRuntimeStatus.COMPLETED) {
      throw new PortException(WorkflowEngine.stopped());
    }
  }

  private OrchestrationMetadata awaitEnd(String workflowId) {
    try (DurableTaskClient client = clients.get()) {
      return client.waitForInstanceCompletion(workflowId, atMost, false);
    } catch (TimeoutException | RuntimeException e) {
      String message = "the workflow did not come to its end";
      throw new PortException(Failure.transientFailure("workflows.unavailable", message), e);
    }
  }

  @Override
  public Optional<WorkflowStatus> status(String workflowId) {
    return workflows.status(workflowId);
  }

  @Override
  public Health health() {
    return workflows.health();
  }
}
