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
 * Ends workflows by hand, without the engine's links, which hold a key to every orchestration.
 * Ending twice is safe: the engine only ends what runs, so the first operator stays on record.
 */
public final class Terminations {

  private final Supplier<DurableTaskClient> clients;

  /**
   * Terminations on one engine.
   *
   * @param clients opens a client, such as {@code durable::getClient}; each is closed again
   */
  public Terminations(Supplier<DurableTaskClient> clients) {
    this.clients = clients;
  }

  /** State of a workflow after it was asked to end. */
  public enum State {
    /** The engine was asked, and ends it soon. */
    REQUESTED,
    /** An operator had ended it before. */
    TERMINATED,
    /** It had come to an end of its own. */
    ENDED,
    /** The engine does not know it. */
    UNKNOWN
  }

  /**
   * Result of ending a workflow.
   *
   * @param by who ended it and why; null when that is not known, or when no operator did
   */
  public record Result(State state, @Nullable Termination by) {}

  /**
   * Ends a workflow that runs.
   *
   * @throws PortException with code {@code workflows.unavailable} when the engine does not answer
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
            // It may have ended between the two calls.
            OrchestrationMetadata now = client.getInstanceMetadata(workflowId, true);
            if (!now.isInstanceFound() || hasEnded(now)) {
              return result(now);
            }
            throw e;
          }
        });
  }

  /** Termination of a workflow by an operator; empty for none, or one that the engine forgot. */
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
