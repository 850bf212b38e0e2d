package io.spillway.core.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Health;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Workflows of redrives that are stopped by hand. */
class StoppedRedriveTest {

  private final RedriveFixture given = new RedriveFixture();

  @Test
  void a_workflow_stopped_by_hand_is_restarted_by_its_redrive() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(false));
    StoppedOnce workflows = new StoppedOnce(given.workflows, given.clock.instant());

    given.sweep.advance(workflows);
    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.REDRIVING);
    given.sweep.advance(workflows);

    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.REDRIVEN);
    assertThat(given.job("r-1").progress().succeeded()).isEqualTo(1);
  }

  /** Its first workflow is stopped before it has done anything. */
  private static final class StoppedOnce implements Workflows {

    private final Workflows later;
    private final Instant at;
    private int starts;

    StoppedOnce(Workflows later, Instant at) {
      this.later = later;
      this.at = at;
    }

    @Override
    public void start(WorkflowRequest request) {
      starts++;
      if (starts > 1) {
        later.start(request);
      }
    }

    @Override
    public Optional<WorkflowStatus> status(String workflowId) {
      return starts > 1
          ? later.status(workflowId)
          : Optional.of(
              new WorkflowStatus(workflowId, WorkflowStatus.State.STOPPED, at, at, List.of()));
    }

    @Override
    public PurgeResult purge(String workflowId) {
      return later.purge(workflowId);
    }

    @Override
    public Health health() {
      return later.health();
    }
  }
}
