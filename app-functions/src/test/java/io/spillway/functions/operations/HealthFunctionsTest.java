package io.spillway.functions.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.durabletask.DurableTaskClient;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.Spillway;
import io.spillway.functions.TestKeys;
import io.spillway.functions.TestRequest;
import io.spillway.functions.access.Callers;
import io.spillway.functions.access.Role;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.DeadLetterBuilder;
import io.spillway.testkit.Fixtures;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthFunctionsTest {

  private final Service service = new Service();

  @Test
  void health_names_the_build_and_every_port() {
    Reply reply = service.get("/health").is(200);
    assertThat(reply.text("status")).isEqualTo("up");
    assertThat(reply.text("version")).isEqualTo("1.2.3-test");
    assertThat(reply.body().at("/ports/messages/adapter").asText()).isEqualTo("in-memory");
    assertThat(reply.body().at("/ports/workflows/adapter").asText()).isEqualTo("durable-functions");
    assertThat(service.faults.calls()).isEmpty();
  }

  @Test
  void without_its_classifier_the_service_is_degraded_but_answers() {
    service.classifier.breakDown();
    Reply reply = service.get("/health").is(200);
    assertThat(reply.text("status")).isEqualTo("degraded");
    assertThat(reply.body().at("/ports/classifier/state").asText()).isEqualTo("down");
    assertThat(reply.body().at("/ports/classifier/detail").asText()).isEqualTo("broken by a test");
  }

  @Test
  void with_any_other_port_down_the_service_is_down() {
    Reply reply = healthWithoutEngine(Callers.local()).is(503);
    assertThat(reply.text("status")).isEqualTo("down");
    assertThat(reply.body().at("/ports/workflows/state").asText()).isEqualTo("down");
  }

  @Test
  void a_stranger_sees_the_status_and_the_version_and_not_when_moderation_fails_open() {
    Service guarded = new Service(Callers.onOneMachine(TestKeys.ACCESS));
    guarded.classifier.breakDown();
    for (Map<String, String> headers :
        List.of(
            Map.<String, String>of(),
            Map.of("x-spillway-key", "w".repeat(40)),
            TestKeys.headers(Role.APP))) {
      Reply reply = guarded.call(HttpMethod.GET, "/health", headers, null).is(200);
      assertThat(reply.body().toString())
          .isEqualTo("{\"status\":\"degraded\",\"version\":\"1.2.3-test\"}");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "APP", mode = EnumSource.Mode.EXCLUDE)
  void moderators_and_operators_see_every_port(Role role) {
    Service guarded = new Service(Callers.onOneMachine(TestKeys.ACCESS));
    Reply reply = guarded.call(HttpMethod.GET, "/health", TestKeys.headers(role), null).is(200);
    assertThat(reply.body().at("/ports/classifier/state").asText()).isEqualTo("up");
  }

  @Test
  void on_azure_an_unchecked_function_key_does_not_show_the_ports() {
    Service azure = new Service(Callers.onAzure(TestKeys.ACCESS));
    assertThat(azure.get("/health").is(200).body().has("ports")).isFalse();
  }

  @Test
  void with_invalid_settings_only_the_log_names_them() {
    Failure failure = Failure.transientFailure("settings.invalid", "GEMINI_API_KEY must be set");
    Callers nobody =
        request -> {
          throw new PortException(failure);
        };
    Reply reply = healthWithoutEngine(nobody).is(503);
    assertThat(reply.body().toString())
        .isEqualTo(
            "{\"status\":\"down\",\"version\":\"1.2.3-test\",\"code\":\"settings.invalid\"}");
    assertThat(service.context.logged()).anyMatch(line -> line.contains("GEMINI_API_KEY"));
  }

  private Reply healthWithoutEngine(Callers callers) {
    Spillway spillway = new Spillway(service.adapters, new Down(), callers, () -> Telemetry.NONE);
    URI uri = URI.create("http://127.0.0.1/api/health");
    TestRequest request = new TestRequest(HttpMethod.GET, uri, Map.of(), Optional.empty());
    return Reply.of(
        spillway.router().answer(null, request, service.context, () -> service.durable.context()));
  }

  @Test
  void an_operator_sees_queue_depths() {
    assertThat(service.get("/queues").is(200).body().toString())
        .isEqualTo(
            "{\"queues\":[{\"name\":\"stream-events\",\"waiting\":0},"
                + "{\"name\":\"dead-letters\",\"waiting\":0},"
                + "{\"name\":\"stream-events-poison\",\"waiting\":0},"
                + "{\"name\":\"dead-letters-poison\",\"waiting\":0}],\"openDeadLetters\":0,"
                + "\"waitingDeadLetters\":0,\"countedUpTo\":1000}");
    service.post("/streams/main/events", "{\"type\":\"follow\",\"actor\":\"ada\"}").is(202);
    service.adapters.stores().deadLetters().add(Fixtures.deadLetter("main", "e-1").entry());
    for (String id : List.of("e-2", "e-3")) {
      DeadLetterBuilder letter = Fixtures.deadLetter("main", id).state(DeadLetterState.WAITING);
      service.adapters.stores().deadLetters().add(letter.entry());
    }
    Reply reply = service.get("/queues").is(200);
    assertThat(reply.body().at("/queues/0/waiting").asInt()).isEqualTo(1);
    assertThat(reply.body().at("/openDeadLetters").asInt()).isEqualTo(1);
    assertThat(reply.body().at("/waitingDeadLetters").asInt()).isEqualTo(2);
  }

  @Test
  void a_poison_queue_that_is_not_empty_is_counted_and_degrades_health() {
    service.poisonDeadLetterQueue.send(Payload.of("letter"));
    assertThat(service.get("/health").is(200).text("status")).isEqualTo("up");

    assertThat(service.get("/queues").is(200).body().at("/queues/3/waiting").asInt()).isEqualTo(1);

    Reply reply = service.get("/health").is(200);
    assertThat(reply.text("status")).isEqualTo("degraded");
    assertThat(reply.body().at("/ports/poisonQueues/state").asText()).isEqualTo("degraded");
    assertThat(reply.body().at("/ports/poisonQueues/detail").asText())
        .isEqualTo("not empty: dead-letters-poison: 1");

    service.poisonDeadLetterQueue.delete(Service.onlyDelivery(service.poisonDeadLetterQueue));
    service.get("/queues").is(200);
    assertThat(service.get("/health").is(200).text("status")).isEqualTo("up");
  }

  private PoisonDepths depths(Deque<Runnable> background) {
    return new PoisonDepths(
        List.of(service.poisonEventQueue, service.poisonDeadLetterQueue),
        service.clock,
        background::add);
  }

  @Test
  void asking_for_health_has_the_poison_queues_looked_at_behind_it_once_a_minute() {
    Deque<Runnable> background = new ArrayDeque<>();
    PoisonDepths depths = depths(background);
    service.poisonEventQueue.send(Payload.of("event"));

    assertThat(depths.health().state()).isEqualTo(Health.State.UP);
    assertThat(background).as("a cold start has better things to do").isEmpty();
    service.clock.advance(PoisonDepths.EVERY);
    assertThat(depths.health().state()).as("no answer waits").isEqualTo(Health.State.UP);
    assertThat(depths.health().state()).isEqualTo(Health.State.UP);
    assertThat(background).hasSize(1);

    background.remove().run();
    assertThat(depths.health().detail()).isEqualTo("not empty: stream-events-poison: 1");
    assertThat(background).isEmpty();
  }

  @Test
  void a_poison_queue_that_cannot_be_read_keeps_its_last_depth() {
    Deque<Runnable> background = new ArrayDeque<>();
    PoisonDepths depths = depths(background);
    service.poisonEventQueue.send(Payload.of("event"));
    depths.look(service.poisonEventQueue);
    depths.health();
    service.faults.outage(
        "WorkQueue.approximateCount", Failure.transientFailure("queue.unavailable", ""));
    service.clock.advance(PoisonDepths.EVERY);
    depths.health();

    background.remove().run();

    assertThat(depths.health().detail()).isEqualTo("not empty: stream-events-poison: 1");
  }

  /** Engine in an outage. */
  private static final class Down implements WorkflowEngine {
    @Override
    public Workflows workflows(WorkflowPlan plan, Supplier<DurableTaskClient> clients) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Health health() {
      return new Health("engine", Health.State.DOWN, "out of order");
    }
  }
}
