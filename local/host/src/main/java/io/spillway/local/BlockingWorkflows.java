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
 * Decorator for an engine whose state does not survive the process: a start returns at the
 * workflow's end, also if the workflow was already running.
 */
final class BlockingWorkflows implements Workflows {

  private final Workflows workflows;
  private final Supplier<DurableTaskClient> clients;
  private final Duration atMost;

  /**
   * @param workflows workflows with an immediate start
   * @param atMost the maximum wait of a start before it throws, while the workflow continues
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
    // A missing workflow ended so long ago that it has been evicted.
    if (end.isInstanceFound() && end.getRuntimeStatus() != OrchestrationRuntimeStatus.COMPLETED) {
      throw new PortException(WorkflowEngine.stopped());
    }
  }

  private OrchestrationMetadata awaitEnd(String workflowId) {
    try (DurableTaskClient client = clients.get()) {
      return client.waitForInstanceCompletion(workflowId, atMost, false);
    } catch (TimeoutException | RuntimeException e) {
      String message = "the workflow did not end in time";
      throw new PortException(Failure.transientFailure("workflows.unavailable", message), e);
    }
  }

  @Override
  public Optional<WorkflowStatus> status(String workflowId) {
    return workflows.status(workflowId);
  }

  @Override
  public PurgeResult purge(String workflowId) {
    return workflows.purge(workflowId);
  }

  @Override
  public Health health() {
    return workflows.health();
  }
}
