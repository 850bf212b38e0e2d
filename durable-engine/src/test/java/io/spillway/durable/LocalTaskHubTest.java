package io.spillway.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.OrchestrationMetadata;
import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalTaskHubTest {

  private final SettableClock clock = new SettableClock();
  private final DurableEngine engine =
      new DurableEngine(
          new DurableFunctions(
              Map.of(
                  "greet",
                  ctx -> {
                    ctx.setCustomStatus(Map.of("step", "greeting"));
                    ctx.createTimer(Duration.ofMinutes(1)).await();
                    return "hello " + ctx.getInput(String.class);
                  },
                  "fail",
                  ctx -> {
                    throw new IllegalStateException("no luck");
                  }),
              Map.of()),
          clock,
          Runnable::run,
          Alarm.NONE);
  private final LocalTaskHub hub = LocalTaskHub.of(engine);
  private final DurableTaskClient client = hub.context().getClient();

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void the_client_sees_an_orchestration_from_its_start_to_its_end() throws Exception {
    client.scheduleNewOrchestrationInstance("greet", "ada", "i-1");

    OrchestrationMetadata running = client.getInstanceMetadata("i-1", true);
    assertThat(running.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.RUNNING);
    assertThat(running.readCustomStatusAs(Object.class)).isEqualTo(Map.of("step", "greeting"));
    assertThat(running.getCreatedAt()).isEqualTo(clock.instant());

    engine.runToEnd(clock::set);
    OrchestrationMetadata done =
        client.waitForInstanceCompletion("i-1", Duration.ofSeconds(20), true);
    assertThat(done.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.COMPLETED);
    assertThat(done.readInputAs(String.class)).isEqualTo("ada");
    assertThat(done.readOutputAs(String.class)).isEqualTo("hello ada");
  }

  @Test
  void the_client_sees_why_an_orchestration_failed() {
    client.scheduleNewOrchestrationInstance("fail", null, "i-1");

    OrchestrationMetadata failed = client.getInstanceMetadata("i-1", true);
    assertThat(failed.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(failed.getFailureDetails().getErrorMessage()).contains("no luck");
  }

  @Test
  void the_client_is_told_that_there_is_no_such_orchestration() {
    assertThat(client.getInstanceMetadata("nobody", true).isInstanceFound()).isFalse();
  }

  @Test
  void the_client_is_told_that_an_id_is_taken() {
    client.scheduleNewOrchestrationInstance("greet", "ada", "i-1");

    assertThatThrownBy(() -> client.scheduleNewOrchestrationInstance("greet", "eve", "i-1"))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS));
  }

  @Test
  void the_client_is_told_that_there_is_no_such_orchestrator() {
    assertThatThrownBy(() -> client.scheduleNewOrchestrationInstance("nobody", null, "i-1"))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
  }

  @Test
  void the_client_can_terminate_an_orchestration() {
    client.scheduleNewOrchestrationInstance("greet", "ada", "i-1");

    client.terminate("i-1", "enough");

    OrchestrationMetadata ended = client.getInstanceMetadata("i-1", true);
    assertThat(ended.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.TERMINATED);
    assertThat(ended.readOutputAs(String.class)).isEqualTo("enough");
  }
}
