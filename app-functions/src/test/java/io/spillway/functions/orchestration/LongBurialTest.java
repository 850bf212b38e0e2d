package io.spillway.functions.orchestration;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.Activity;
import io.spillway.RetryPolicy;
import io.spillway.core.event.Activities;
import io.spillway.durable.EngineAction;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dead-letter queue with an outage of a day. */
class LongBurialTest {

  private static final int FAILED_TRIES = 3_000;
  private static final Failure OUTAGE = Failure.transientFailure("queue.unavailable", "no answer");

  private final List<DeadLetter> tried = new ArrayList<>();
  private final List<DeadLetter> buried = new ArrayList<>();
  private final Activities activities = Activities.of(List.of(new Failing()));
  private final LocalOrchestrations local =
      new LocalOrchestrations(LocalOrchestrations.functions(activities, new DownAtFirst()));
  private final DurableWorkflows workflows = local.workflows(activities, RetryPolicy.STANDARD);
  private final WorkflowRequest request = event("main", "e-1").request();

  @AfterEach
  void close() {
    local.close();
  }

  @Test
  void the_letter_is_enqueued_once_and_unchanged_after_the_outage() throws Exception {
    workflows.start(request);
    WorkflowStatus waiting = status();
    local.runToEnd();

    assertThat(buried).hasSize(1);
    assertThat(tried).hasSize(FAILED_TRIES + 1).containsOnly(buried.get(0));
    assertThat(waiting.state()).isEqualTo(WorkflowStatus.State.RUNNING);
    assertThat(status().state()).isEqualTo(WorkflowStatus.State.DEAD);
    assertThat(status().startedAt()).isEqualTo(waiting.startedAt());
    assertThat(status().activities()).isEqualTo(waiting.activities());
    assertThat(Duration.between(waiting.startedAt(), status().finishedAt()))
        .isGreaterThan(Duration.ofHours(10));
  }

  @Test
  void its_history_never_has_more_than_so_many_tries() throws Exception {
    workflows.start(request);

    long most = 0;
    int histories = 1;
    long before = 0;
    for (Optional<Instant> due = local.engine.nextTimer();
        due.isPresent();
        due = local.engine.nextTimer()) {
      local.clock.set(due.get().plusMillis(1));
      local.engine.fireTimers();
      long tries = triesInHistory();
      histories += tries < before ? 1 : 0;
      most = Math.max(most, tries);
      before = tries;
    }

    assertThat(most).isEqualTo(OrchestrationDriver.MAX_ENQUEUES);
    assertThat(histories).isEqualTo(FAILED_TRIES / OrchestrationDriver.MAX_ENQUEUES + 1);
    assertThat(buried).hasSize(1);
  }

  @Test
  void a_second_delivery_in_between_finds_it_and_does_nothing() throws Exception {
    workflows.start(request);
    for (int i = 0; i < 3 * OrchestrationDriver.MAX_ENQUEUES; i++) {
      local.clock.set(local.engine.nextTimer().orElseThrow().plusMillis(1));
      local.engine.fireTimers();
      workflows.start(request);
    }

    assertThat(tried).hasSize(3 * OrchestrationDriver.MAX_ENQUEUES + 1);
  }

  private long triesInHistory() {
    return local.engine.history(request.workflowId()).orElseThrow().actions().stream()
        .filter(
            action ->
                action.equals(new EngineAction(action.id(), EngineAction.Kind.ACTIVITY, "bury")))
        .count();
  }

  private WorkflowStatus status() {
    return workflows.status(request.workflowId()).orElseThrow();
  }

  private static final class Failing implements Activity {
    @Override
    public String name() {
      return "only";
    }

    @Override
    public void run(StreamEvent event) {
      throw new PortException(Failure.permanent("only.rejected", "no use"));
    }
  }

  private final class DownAtFirst implements DeadLetterQueue {
    @Override
    public void enqueue(DeadLetter letter) {
      tried.add(letter);
      if (tried.size() <= FAILED_TRIES) {
        throw new PortException(OUTAGE);
      }
      buried.add(letter);
    }

    @Override
    public Health health() {
      return Health.up("down-at-first");
    }
  }
}
