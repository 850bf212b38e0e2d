package io.spillway.cosmos.testserver;

import static io.spillway.cosmos.testserver.Sdk.failure;
import static io.spillway.cosmos.testserver.Sdk.ids;
import static io.spillway.cosmos.testserver.Sdk.item;
import static io.spillway.cosmos.testserver.Sdk.key;
import static io.spillway.cosmos.testserver.Sdk.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosEndToEndOperationLatencyPolicyConfigBuilder;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private final CosmosContainer container = Sdk.container();
  private final ServerFaults faults = Sdk.SERVER.faults();

  @BeforeEach
  void the_client_knows_the_container() {
    container.createItem(item("warm", "warm"));
  }

  @AfterEach
  void nothing_is_left_over() {
    faults.clear();
  }

  @Test
  void throttling_that_passes_is_retried_by_the_sdk() {
    fail(2, Fault.throttled(Duration.ofMillis(1)), Operation.CREATE);
    assertThat(container.createItem(item("1", "A")).getStatusCode()).isEqualTo(201);
    assertThat(statuses()).containsExactly(429, 429, 201);
  }

  @Test
  void throttling_that_stays_surfaces_with_its_retry_after() {
    fail(3, Fault.throttled(Duration.ofMillis(7)), Operation.CREATE);
    CosmosException failure = failure(() -> container.createItem(item("1", "A")));
    assertThat(failure.getStatusCode()).isEqualTo(429);
    assertThat(failure.getRetryAfterDuration()).isEqualTo(Duration.ofMillis(7));
    assertThat(faults.pending()).isZero();
    assertAbsent("1");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 410, 500, 503})
  void a_write_that_fails_with_a_status_was_not_applied_and_is_not_repeated(int status) {
    fail(1, Fault.status(status), Operation.CREATE);
    CosmosException failure = failure(() -> container.createItem(item("1", "A")));
    assertThat(failure.getStatusCode()).isEqualTo(status);
    assertThat(failure.getMessage()).contains("injected fault");
    assertThat(statuses()).containsExactly(status);
    assertAbsent("1");
  }

  @Test
  void a_449_is_retried_by_the_sdk() {
    fail(1, Fault.retryWith(), Operation.CREATE);
    container.createItem(item("1", "A"));
    assertThat(statuses()).containsExactly(449, 201);
  }

  @Test
  void a_connection_cut_before_the_write_leaves_nothing_behind() {
    fail(100, Fault.cut(), Operation.CREATE);
    assertThatThrownBy(() -> container.createItem(item("1", "A")))
        .isInstanceOf(CosmosException.class);
    assertThat(Sdk.SERVER.requests().items())
        .containsExactly(
            new RecordedRequest(
                new Target(Operation.CREATE, Sdk.DATABASE, container.getId()), 0, 0, 0, false));
    faults.clear();
    assertAbsent("1");
  }

  @Test
  void a_lost_answer_leaves_the_write_applied_and_is_not_repeated() {
    fail(1, Fault.loseAnswer(), Operation.BATCH);
    CosmosBatch batch = CosmosBatch.createCosmosBatch(key("A"));
    batch.createItemOperation(item("1", "A"));
    CosmosException failure = failure(() -> container.executeCosmosBatch(batch));
    assertThat(failure.getStatusCode()).isGreaterThanOrEqualTo(500);
    assertThat(Sdk.SERVER.requests().items())
        .singleElement()
        .matches(lost -> lost.status() == 200 && !lost.answered());
    read(container, "1", "A");
  }

  @Test
  void a_stalled_write_times_out_for_the_caller_and_is_applied_when_released() {
    fail(1, Fault.stall(LONG), Operation.CREATE);
    CosmosException failure =
        failure(() -> container.createItem(item("1", "A"), key("A"), within(300)));
    assertThat(failure.getStatusCode()).isEqualTo(408);
    assertThat(failure.getSubStatusCode()).isEqualTo(20008);
    assertThat(faults.stalled()).isEqualTo(1);
    assertAbsent("1");
    faults.release();
    read(container, "1", "A");
  }

  @Test
  void a_stall_ends_with_a_cut_at_its_time_limit() {
    fail(100, Fault.stall(Duration.ofMillis(1)), Operation.CREATE);
    assertThatThrownBy(() -> container.createItem(item("1", "A")))
        .isInstanceOf(CosmosException.class);
    faults.clear();
    assertAbsent("1");
  }

  @Test
  void only_matching_requests_fail_in_the_order_of_the_faults() {
    CosmosContainer other = Sdk.container();
    fail(1, Fault.internalError(), Operation.QUERY);
    fail(1, Fault.unavailable(), Operation.QUERY);
    other.createItem(item("1", "A"));
    assertThat(ids(other, "A", "SELECT * FROM c")).hasSize(1);
    read(container, "warm", "warm");
    assertThat(faults.pending()).isEqualTo(2);
    assertThat(failure(() -> ids(container, "A", "SELECT * FROM c")).getStatusCode())
        .isEqualTo(500);
  }

  @Test
  void a_count_below_one_is_refused() {
    assertThatThrownBy(() -> faults.next(0, Fault.gone(), target -> true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void fail(int times, Fault fault, Operation operation) {
    Sdk.SERVER.requests().clear();
    faults.next(times, fault, operation, container.getId());
  }

  private static List<Integer> statuses() {
    return Sdk.SERVER.requests().items().stream().map(RecordedRequest::status).toList();
  }

  private void assertAbsent(String id) {
    assertThat(failure(() -> read(container, id, "A")).getStatusCode()).isEqualTo(404);
  }

  private static CosmosItemRequestOptions within(int millis) {
    return new CosmosItemRequestOptions()
        .setCosmosEndToEndOperationLatencyPolicyConfig(
            new CosmosEndToEndOperationLatencyPolicyConfigBuilder(Duration.ofMillis(millis))
                .build());
  }
}
