package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cosmos.testserver.Fault;
import io.spillway.cosmos.testserver.RecordedRequest;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.message.MessageStore;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures of calls during outages of the database. */
class CosmosOutageTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final PortCall ADD = PortCall.named("messages.add");

  /** Stores with a timeout of 250 ms. */
  private static CosmosStores impatient;

  @BeforeAll
  static void warm_up_both_clients() {
    impatient =
        new CosmosStores(
            TestCosmos.impatient(TestCosmos.SERVER.connectionString(), Duration.ofMillis(250)));
    for (CosmosStores stores : List.of(TestCosmos.STORES, impatient)) {
      TestCosmos.warmUp(stores);
    }
  }

  @AfterAll
  static void close() {
    impatient.close();
    TestCosmos.warmUp(TestCosmos.STORES); // restores the database for other classes
  }

  @AfterEach
  void reset_the_database() {
    TestCosmos.SERVER.faults().clear();
  }

  static List<PortCall> everyCall() {
    return PortCall.all();
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void every_call_is_unavailable_during_an_outage(PortCall call) {
    fail(1, Fault.unavailable(), call);

    Failure failure = failure(call, TestCosmos.STORES);
    assertThat(failure.code()).isEqualTo(call.port() + ".unavailable");
    assertThat(failure.category()).isEqualTo(FailureCategory.TRANSIENT);
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void every_throttled_call_reports_the_requested_delay(PortCall call) {
    fail(3, Fault.throttled(Duration.ofMillis(7)), call);

    Failure failure = failure(call, TestCosmos.STORES);
    assertThat(failure.code()).isEqualTo(call.port() + ".throttled");
    assertThat(failure.category()).isEqualTo(FailureCategory.THROTTLED);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(7));
    assertThat(TestCosmos.SERVER.faults().pending()).isZero();
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void every_call_times_out_if_the_database_does_not_respond(PortCall call) {
    fail(1, Fault.stall(LONG), call);

    Failure failure = failure(call, impatient);
    assertThat(failure.code()).isEqualTo(call.port() + ".unavailable");
    assertThat(failure.category()).isEqualTo(FailureCategory.TRANSIENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "messages.add",
        "messages.find",
        "messages.list",
        "violations.replace",
        "stats.apply"
      })
  void a_call_is_unavailable_when_its_connection_is_cut(String name) {
    PortCall call = PortCall.named(name);
    fail(100, Fault.cut(), call);

    assertThat(failure(call, impatient).code()).isEqualTo(call.port() + ".unavailable");
  }

  @ParameterizedTest
  @CsvSource({
    "408, messages.unavailable, TRANSIENT, 408",
    "410, messages.unavailable, TRANSIENT, 410",
    "500, messages.unavailable, TRANSIENT, 500",
    "503, messages.unavailable, TRANSIENT, 503",
    "400, messages.rejected, PERMANENT, partition key and indexes",
    "401, messages.rejected, PERMANENT, key and this machine's clock",
    "403, messages.rejected, PERMANENT, role Cosmos DB Built-in Data Contributor",
    "413, messages.rejected, PERMANENT, smaller than 2 MB",
    "405, messages.rejected, PERMANENT, 405"
  })
  void each_error_has_its_category_and_advice(
      int status, String code, FailureCategory category, String advice) {
    fail(1, Fault.status(status), ADD);

    Failure failure = failure(ADD, TestCosmos.STORES);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.category()).isEqualTo(category);
    assertThat(failure.message()).contains(advice);
  }

  @Test
  void a_conflicting_write_is_retried_by_the_sdk() {
    fail(1, Fault.retryWith(), ADD);

    ADD.on(TestCosmos.STORES);
    assertThat(TestCosmos.SERVER.faults().pending()).isZero();
  }

  @Test
  void a_write_that_conflicts_repeatedly_is_unavailable() {
    fail(10_000, Fault.retryWith(), ADD);

    assertThat(failure(ADD, impatient).code()).isEqualTo("messages.unavailable");
  }

  @Test
  void short_throttling_is_handled_by_the_sdks_retries() {
    fail(2, Fault.throttled(Duration.ofMillis(1)), ADD);

    ADD.on(TestCosmos.STORES);
    assertThat(TestCosmos.SERVER.faults().pending()).isZero();
  }

  @Test
  void a_long_delay_is_left_to_the_caller() {
    fail(1, Fault.throttled(Duration.ofSeconds(30)), ADD);

    assertThat(failure(ADD, TestCosmos.STORES).retryAfter()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void a_stale_replica_is_a_failure_and_not_a_missing_document() {
    assertThat(new CosmosFailures("messages").ofResponse(404, 1002, null).category())
        .isEqualTo(FailureCategory.TRANSIENT);
  }

  @ParameterizedTest
  @CsvSource({"503, DOWN", "429, DEGRADED", "401, DOWN"})
  void health_reflects_the_last_call(int status, Health.State state) {
    MessageStore store = TestCosmos.stores().messages();
    String stream = Fixtures.uniqueStream();
    TestCosmos.SERVER.faults().next(3, Fault.status(status), call -> true);
    Failures.of(() -> store.find(stream, "m-1"));
    TestCosmos.SERVER.faults().clear();

    assertThat(store.health().state()).isEqualTo(state);
    assertThat(store.health().detail()).contains("messages.");

    store.find(stream, "m-1");
    assertThat(store.health().state()).isEqualTo(Health.State.UP);
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "413", "429", "500"})
  void exceptions_contain_neither_the_content_nor_the_key(int status) {
    fail(3, Fault.status(status), ADD);
    MessageStore store = TestCosmos.stores().messages();
    String secret = "what the viewer wrote";

    PortException thrown =
        Assertions.catchThrowableOfType(
            PortException.class,
            () -> store.add(message("s-1", "m-1").author(secret).text(secret).build()));

    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    assertThat(trace.toString()).doesNotContain(secret, TestCosmos.SERVER.key());
  }

  private static void fail(int times, Fault fault, PortCall call) {
    TestCosmos.SERVER.requests().clear();
    TestCosmos.SERVER.faults().next(times, fault, call.operation(), call.container());
  }

  private static Failure failure(PortCall call, CosmosStores stores) {
    Failure failure = Failures.of(() -> call.on(stores));
    assertThat(TestCosmos.SERVER.requests().items())
        .extracting(RecordedRequest::target)
        .allSatisfy(target -> assertThat(target.operation()).isEqualTo(call.operation()));
    return failure;
  }
}
