package io.spillway.functions.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.OrchestrationMetadata;
import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.wire.WorkflowStatusJson;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Workflows as durable orchestrations. When {@link #start} returns, the engine has persisted the
 * start. An orchestration that runs or has completed is not started again; the host itself only
 * rejects a start while the orchestration runs.
 */
final class DurableWorkflows implements Workflows {

  private final Supplier<DurableTaskClient> clients;
  private final WorkflowPlan plan;
  private final DurableWorkflowEngine.Pulse pulse;

  DurableWorkflows(
      Supplier<DurableTaskClient> clients, WorkflowPlan plan, DurableWorkflowEngine.Pulse pulse) {
    this.clients = clients;
    this.plan = plan;
    this.pulse = pulse;
  }

  @Override
  public void start(WorkflowRequest request) {
    WorkflowInput input = WorkflowInput.start(request, plan);
    ask(client -> startUnlessExists(request.workflowId(), input, client));
  }

  /** Starts an orchestration unless it exists, and returns the id. */
  private static String startUnlessExists(
      String id, WorkflowInput input, DurableTaskClient client) {
    if (isInHand(id, client)) {
      return id;
    }
    try {
      return client.scheduleNewOrchestrationInstance(EventOrchestration.NAME, input.write(), id);
    } catch (RuntimeException e) {
      // Another delivery may have been faster, or the response was lost.
      if (isInHand(id, client)) {
        return id;
      }
      throw e;
    }
  }

  private static boolean isInHand(String id, DurableTaskClient client) {
    OrchestrationMetadata found = client.getInstanceMetadata(id, false);
    return found.isInstanceFound() && !hasStopped(found);
  }

  private static boolean hasStopped(OrchestrationMetadata found) {
    return switch (found.getRuntimeStatus()) {
      case FAILED, TERMINATED, CANCELED -> true;
      default -> false;
    };
  }

  @Override
  public Optional<WorkflowStatus> status(String workflowId) {
    if (workflowId.isBlank()) {
      return Optional.empty();
    }
    OrchestrationMetadata found = ask(client -> client.getInstanceMetadata(workflowId, true));
    return found.isInstanceFound() ? Optional.of(status(found)) : Optional.empty();
  }

  @Override
  public PurgeResult purge(String workflowId) {
    return workflowId.isBlank() ? PurgeResult.UNKNOWN : ask(client -> purge(workflowId, client));
  }

  /** Purges a completed workflow; a stopped one is dead-lettered by {@link WorkflowPurge} first. */
  private static PurgeResult purge(String workflowId, DurableTaskClient client) {
    OrchestrationMetadata found = client.getInstanceMetadata(workflowId, false);
    if (!found.isInstanceFound()) {
      return PurgeResult.UNKNOWN;
    }
    if (found.getRuntimeStatus() != OrchestrationRuntimeStatus.COMPLETED) {
      return PurgeResult.UNFINISHED;
    }
    var unused = client.purgeInstance(workflowId);
    return PurgeResult.PURGED;
  }

  @Override
  public Health health() {
    return pulse.health();
  }

  private <T> T ask(Function<DurableTaskClient, T> question) {
    try (DurableTaskClient client = clients.get()) {
      T answer = question.apply(client);
      pulse.recordAnswer();
      return answer;
    } catch (RuntimeException e) {
      pulse.silent();
      Failure failure =
          Failure.transientFailure("workflows.unavailable", "the durable engine did not answer");
      throw new PortException(failure, e);
    }
  }

  private static WorkflowStatus status(OrchestrationMetadata found) {
    JsonNode reported = found.readCustomStatusAs(JsonNode.class);
    WorkflowStatus last =
        reported == null
            ? WorkflowInput.read(found.readInputAs(JsonNode.class))
                .begin(found.getCreatedAt())
                .status()
            : WorkflowStatusJson.read(reported);
    return hasStopped(found) ? toStopped(last, found.getLastUpdatedAt()) : last;
  }

  private static WorkflowStatus toStopped(WorkflowStatus last, Instant at) {
    return new WorkflowStatus(
        last.workflowId(), WorkflowStatus.State.STOPPED, last.startedAt(), at, last.activities());
  }
}
