package io.spillway.adapters.azure.queue;

import static io.spillway.adapters.azure.ScriptedServer.answer;
import static io.spillway.adapters.azure.ScriptedServer.cut;
import static io.spillway.adapters.azure.ScriptedServer.stall;
import static io.spillway.ports.FailureCategory.PERMANENT;
import static io.spillway.ports.FailureCategory.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.adapters.azure.ScriptedServer;
import io.spillway.adapters.azure.ScriptedServer.Reply;
import io.spillway.adapters.azure.queue.StorageQueueSettings.ConnectionString;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures of calls during outages of the queue service. */
class QueueOutageTest {

  private static final String KEY = "a2V5IHRoYXQgbm9ib2R5IG1heSBzZWU=";
  private static final Delivery DELIVERY =
      new Delivery("id", "receipt", Payload.of("payload"), 1, Instant.EPOCH);

  private final ScriptedServer server = ScriptedServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "500, InternalError, queue.unavailable, TRANSIENT",
    "503, OperationTimedOut, queue.unavailable, TRANSIENT",
    "408, '', queue.unavailable, TRANSIENT",
    "409, QueueBeingDeleted, queue.unavailable, TRANSIENT",
    "503, ServerBusy, queue.throttled, THROTTLED",
    "429, '', queue.throttled, THROTTLED",
    "401, NoAuthenticationInformation, queue.rejected, PERMANENT",
    "403, AuthorizationFailure, queue.rejected, PERMANENT",
    "404, QueueNotFound, queue.rejected, PERMANENT",
    "400, InvalidQueryParameterValue, queue.rejected, PERMANENT"
  })
  void each_error_has_its_category(
      int status, String errorCode, String code, FailureCategory category) {
    server.then(refusal(status, errorCode));

    Failure failure = failureOf(queue(server.uri(), 1));
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.category()).isEqualTo(category);
    assertThat(failure.message()).contains("stream-events", status + " " + errorCode);
    assertThat(failure.message()).doesNotContain(KEY);
  }

  @Test
  void the_delay_that_a_busy_service_requests_is_observed() {
    server.then(
        answer(503, Map.of("x-ms-error-code", "ServerBusy", "Retry-After", "7"), "<Error/>"));

    assertThat(failureOf(queue(server.uri(), 1)).retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void a_busy_service_is_degraded_and_not_down() {
    server.then(refusal(503, "ServerBusy"));
    WorkQueue queue = queue(server.uri(), 1);
    failureOf(queue);

    assertThat(queue.health().state()).isEqualTo(Health.State.DEGRADED);
  }

  @Test
  void a_short_outage_is_handled_by_a_second_attempt() {
    server.then(refusal(503, "InternalError"), answer(204, ""));

    assertThat(queue(server.uri(), 2).delete(DELIVERY)).isTrue();
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void attempts_are_limited() {
    server.then(5, refusal(500, "InternalError"));

    assertThat(failureOf(queue(server.uri(), 2)).category()).isEqualTo(TRANSIENT);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void a_stalled_service_times_out_after_the_timeout_of_one_attempt() {
    server.then(stall());

    Failure failure = failureOf(queue(server.uri(), 1, Duration.ofSeconds(1)));
    assertThat(failure.code()).isEqualTo("queue.unavailable");
    assertThat(failure.category()).isEqualTo(TRANSIENT);
  }

  @Test
  void a_cut_connection_is_an_outage() {
    server.then(5, cut());

    assertThat(failureOf(queue(server.uri(), 1)).code()).isEqualTo("queue.unavailable");
  }

  @Test
  void a_refused_connection_is_an_outage() {
    WorkQueue queue = queue(ScriptedServer.refusing(), 1);

    assertThat(failureOf(queue).code()).isEqualTo("queue.unavailable");
    assertThat(queue.health().state()).isEqualTo(Health.State.DOWN);
  }

  @Test
  void a_response_of_another_service_is_an_outage() {
    server.then(answer(200, "<html>a proxy's login page</html>"));

    WorkQueue queue = queue(server.uri(), 1);
    PortException failed =
        catchThrowableOfType(PortException.class, () -> queue.receive(1, Duration.ofSeconds(1)));
    assertThat(failed.failure().code()).isEqualTo("queue.unavailable");
  }

  @Test
  void a_payload_over_the_limit_is_rejected_before_anything_is_sent() {
    Payload tooLarge = Payload.of(new byte[WorkQueue.MAX_PAYLOAD_BYTES + 1]);

    PortException failed =
        catchThrowableOfType(PortException.class, () -> queue(server.uri(), 1).send(tooLarge));
    assertThat(failed.failure().code()).isEqualTo("queue.payload-too-large");
    assertThat(failed.failure().category()).isEqualTo(PERMANENT);
    assertThat(failed.failure().message()).contains("49152", "49153");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void no_connection_is_made_before_a_queue_is_used() {
    assertThat(queue(server.uri(), 1).health().state()).isEqualTo(Health.State.UP);
    assertThat(server.requests()).isEmpty();
  }

  private static WorkQueue queue(URI uri, int maxTries) {
    return queue(uri, maxTries, Duration.ofSeconds(20));
  }

  private static WorkQueue queue(URI uri, int maxTries, Duration tryTimeout) {
    return new StorageQueues(
            new StorageQueueSettings(
                new ConnectionString(
                    "DefaultEndpointsProtocol=http;AccountName=acct;AccountKey=%s;QueueEndpoint=%s/acct"
                        .formatted(KEY, uri)),
                false,
                tryTimeout,
                maxTries))
        .queue("stream-events");
  }

  private static Failure failureOf(WorkQueue queue) {
    return catchThrowableOfType(PortException.class, () -> queue.delete(DELIVERY)).failure();
  }

  private static Reply refusal(int status, String errorCode) {
    return answer(
        status,
        Map.of("x-ms-error-code", errorCode, "Content-Type", "application/xml"),
        "<?xml version=\"1.0\"?><Error><Code>" + errorCode + "</Code></Error>");
  }
}
