package io.spillway.core.erasure;

import io.spillway.ports.Health;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import java.util.Optional;

/** Workflows of a caller without a workflow engine: there are no histories. */
public final class NoHistories {

  /** The empty engine. */
  public static final Workflows WORKFLOWS =
      new Workflows() {
        @Override
        public void start(WorkflowRequest request) {
          throw new UnsupportedOperationException("no workflow engine");
        }

        @Override
        public Optional<WorkflowStatus> status(String workflowId) {
          return Optional.empty();
        }

        @Override
        public PurgeResult purge(String workflowId) {
          return PurgeResult.UNKNOWN;
        }

        @Override
        public Health health() {
          return Health.up("no-workflows");
        }
      };

  private NoHistories() {}
}
