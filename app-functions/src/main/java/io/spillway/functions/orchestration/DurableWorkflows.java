package io.spillway.functions.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.OrchestrationMetadata;
import io.spillway.core.event.RetryPolicy;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.wire.WorkflowStatusJson;
import java.util.List;
import java.util.Optional;

/**
 * Workflows as durable orchestrations: the engine has recorded a start when {@link #start} returns.
 * An orchestration that exists is left alone, whatever its state; hosts themselves only refuse to
 * start one anew while it runs.
 */
public final class DurableWorkflows implements Workflows {

  private static final String ADAPTER = "durable-functions";

  /** No workflow has this id, since it has no event. */
  private static final String NOBODY = "health";

  private final DurableTaskClient client;
  private final List<String> activities;
  private final RetryPolicy policy;
  private final DeadLetter.Origin origin;

  /**
   * Workflows on this engine.
   *
   * @param activities the names of the activities that each new workflow goes through
   * @param policy what new workflows go by; those under way keep theirs
   */
  public DurableWorkflows(
      DurableTaskClient client,
      List<String> activities,
      RetryPolicy policy,
      DeadLetter.Origin origin) {
    this.client = client;
    this.activities = List.copyOf(activities);
    this.policy = policy;
    this.origin = origin;
  }

  @Override
  public void start(WorkflowRequest request) {
    String id = request.workflowId();
    if (exists(id)) {
      return;
    }
    WorkflowInput input = new WorkflowInput(request, activities, policy, origin);
    try {
      client.scheduleNewOrchestrationInstance(EventOrchestration.NAME, input.write(), id);
    } catch (RuntimeException e) {
      // Another delivery may have been faster, or the answer was lost on its way.
      if (!exists(id)) {
        throw unavailable(e);
      }
    }
  }

  @Override
  public Optional<WorkflowStatus> status(String workflowId) {
    if (workflowId.isBlank()) {
      return Optional.empty();
    }
    OrchestrationMetadata found = find(workflowId, true);
    return found.isInstanceFound() ? Optional.of(status(found)) : Optional.empty();
  }

  @Override
  public Health health() {
    try {
      client.getInstanceMetadata(NOBODY, false);
      return Health.up(ADAPTER);
    } catch (RuntimeException e) {
      return new Health(ADAPTER, Health.State.DOWN, "the engine does not answer");
    }
  }

  private boolean exists(String workflowId) {
    return find(workflowId, false).isInstanceFound();
  }

  private OrchestrationMetadata find(String workflowId, boolean whole) {
    try {
      return client.getInstanceMetadata(workflowId, whole);
    } catch (RuntimeException e) {
      throw unavailable(e);
    }
  }

  private static WorkflowStatus status(OrchestrationMetadata found) {
    JsonNode reported = found.readCustomStatusAs(JsonNode.class);
    return reported == null
        ? WorkflowInput.read(found.readInputAs(JsonNode.class)).begin(found.getCreatedAt()).status()
        : WorkflowStatusJson.read(reported);
  }

  private static PortException unavailable(RuntimeException cause) {
    return new PortException(
        Failure.transientFailure("workflows.unavailable", "the durable engine did not answer"),
        cause);
  }
}
