package io.spillway.functions.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.OrchestrationMetadata;
import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Terminates workflows, without the engine's links, which contain a key to every orchestration.
 * Idempotent: the engine only ends a running workflow, so the first operator stays on record.
 */
public final class Terminations {

  private final Supplier<DurableTaskClient> clients;

  /**
   * Creates terminations on one engine.
   *
   * @param clients the source of clients, such as {@code durable::getClient}; each is closed after
   *     use
   */
  public Terminations(Supplier<DurableTaskClient> clients) {
    this.clients = clients;
  }

  /** State of a workflow after a request to terminate it. */
  public enum State {
    /** The engine has accepted the request. */
    REQUESTED,
    /** An operator had terminated it before. */
    TERMINATED,
    /** The workflow had already ended. */
    ENDED,
    /** The engine does not know the workflow. */
    UNKNOWN
  }

  /**
   * Result of a termination.
   *
   * @param by the operator and the reason; null if unknown, or if no operator ended it
   */
  public record Result(State state, @Nullable Termination by) {}

  /**
   * Terminates a running workflow.
   *
   * @throws PortException with code {@code workflows.unavailable} if the engine does not answer
   */
  public Result end(String workflowId, Termination termination) {
    return ask(
        client -> {
          OrchestrationMetadata found = client.getInstanceMetadata(workflowId, true);
          if (!found.isInstanceFound() || hasEnded(found)) {
            return result(found);
          }
          try {
            client.terminate(workflowId, termination.write());
            return new Result(State.REQUESTED, termination);
          } catch (RuntimeException e) {
            // The workflow may have ended between the two calls.
            OrchestrationMetadata now = client.getInstanceMetadata(workflowId, true);
            if (!now.isInstanceFound() || hasEnded(now)) {
              return result(now);
            }
            throw e;
          }
        });
  }

  /** Returns the termination by an operator; empty without one, or if the engine has purged it. */
  public Optional<Termination> find(String workflowId) {
    return ask(
        client -> Optional.ofNullable(result(client.getInstanceMetadata(workflowId, true)).by()));
  }

  private static Result result(OrchestrationMetadata found) {
    if (!found.isInstanceFound()) {
      return new Result(State.UNKNOWN, null);
    }
    if (found.getRuntimeStatus() != OrchestrationRuntimeStatus.TERMINATED) {
      return new Result(State.ENDED, null);
    }
    JsonNode output = found.readOutputAs(JsonNode.class);
    return new Result(State.TERMINATED, Termination.read(output).orElse(null));
  }

  private static boolean hasEnded(OrchestrationMetadata found) {
    return switch (found.getRuntimeStatus()) {
      case COMPLETED, FAILED, TERMINATED, CANCELED -> true;
      default -> false;
    };
  }

  private <T> T ask(Function<DurableTaskClient, T> question) {
    try (DurableTaskClient client = clients.get()) {
      return question.apply(client);
    } catch (RuntimeException e) {
      Failure failure =
          Failure.transientFailure("workflows.unavailable", "the durable engine did not answer");
      throw new PortException(failure, e);
    }
  }
}
