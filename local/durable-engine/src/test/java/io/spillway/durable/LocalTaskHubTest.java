package io.spillway.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.OrchestrationMetadata;
import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import com.microsoft.durabletask.OrchestrationStatusQuery;
import com.microsoft.durabletask.OrchestrationStatusQueryResult;
import com.microsoft.durabletask.PurgeInstanceCriteria;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  void an_unknown_orchestration_is_reported_to_the_client() {
    assertThat(client.getInstanceMetadata("nobody", true).isInstanceFound()).isFalse();
  }

  @Test
  void a_duplicate_id_is_reported_to_the_client() {
    client.scheduleNewOrchestrationInstance("greet", "ada", "i-1");

    assertThatThrownBy(() -> client.scheduleNewOrchestrationInstance("greet", "eve", "i-1"))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS));
  }

  @Test
  void an_unknown_orchestrator_is_reported_to_the_client() {
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

  @Test
  void the_client_can_purge_one_that_has_ended_and_none_that_runs() throws Exception {
    client.scheduleNewOrchestrationInstance("greet", "ada", "i-1");
    assertThat(client.purgeInstance("i-1").getDeletedInstanceCount()).isZero();
    assertThat(client.getInstanceMetadata("i-1", false).isInstanceFound()).isTrue();

    engine.runToEnd(clock::set);

    assertThat(client.purgeInstance("i-1").getDeletedInstanceCount()).isEqualTo(1);
    assertThat(client.purgeInstance("i-1").getDeletedInstanceCount()).isZero();
    assertThat(client.getInstanceMetadata("i-1", false).isInstanceFound()).isFalse();
    assertThat(engine.history("i-1")).isEmpty();
  }

  @Test
  void the_client_can_purge_by_state_and_by_when_they_were_started() throws Exception {
    Instant first = clock.instant();
    client.scheduleNewOrchestrationInstance("greet", "ada", "old");
    client.scheduleNewOrchestrationInstance("fail", null, "failed");
    engine.runToEnd(clock::set);
    clock.set(first.plusSeconds(3_600));
    client.scheduleNewOrchestrationInstance("greet", "eve", "new");
    engine.runToEnd(clock::set);
    PurgeInstanceCriteria criteria =
        new PurgeInstanceCriteria()
            .setCreatedTimeFrom(Instant.EPOCH)
            .setCreatedTimeTo(first.plusSeconds(60))
            .setRuntimeStatusList(List.of(OrchestrationRuntimeStatus.COMPLETED));

    assertThat(client.purgeInstances(criteria).getDeletedInstanceCount()).isEqualTo(1);

    assertThat(client.queryInstances(new OrchestrationStatusQuery()).getOrchestrationState())
        .extracting(OrchestrationMetadata::getInstanceId)
        .containsExactly("failed", "new");
  }

  @Test
  void a_purged_instance_can_be_restarted() throws Exception {
    client.scheduleNewOrchestrationInstance("greet", "ada", "i-1");
    engine.runToEnd(clock::set);
    assertThatThrownBy(() -> client.scheduleNewOrchestrationInstance("greet", "ada", "i-1"))
        .isInstanceOf(StatusRuntimeException.class);
    client.purgeInstance("i-1");

    client.scheduleNewOrchestrationInstance("greet", "eve", "i-1");
    engine.runToEnd(clock::set);

    assertThat(client.getInstanceMetadata("i-1", true).readOutputAs(String.class))
        .isEqualTo("hello eve");
  }

  @Test
  void the_client_lists_matching_instances_page_by_page() throws Exception {
    for (int i = 0; i < 5; i++) {
      client.scheduleNewOrchestrationInstance("fail", "input-" + i, "i-" + i);
    }
    client.scheduleNewOrchestrationInstance("greet", "ada", "other");
    List<String> ids = new ArrayList<>();
    OrchestrationStatusQuery query =
        new OrchestrationStatusQuery()
            .setRuntimeStatusList(List.of(OrchestrationRuntimeStatus.FAILED))
            .setFetchInputsAndOutputs(true)
            .setMaxInstanceCount(2);
    String token = null;
    int pages = 0;
    do {
      OrchestrationStatusQueryResult page =
          client.queryInstances(token == null ? query : query.setContinuationToken(token));
      page.getOrchestrationState()
          .forEach(found -> ids.add(found.getInstanceId() + found.readInputAs(String.class)));
      token = page.getContinuationToken();
      pages++;
    } while (!token.isEmpty());

    assertThat(ids)
        .containsExactly("i-0input-0", "i-1input-1", "i-2input-2", "i-3input-3", "i-4input-4");
    assertThat(pages).isEqualTo(3);
  }
}
