package io.spillway.cosmos.testserver;

import static io.spillway.cosmos.testserver.Sdk.failure;
import static io.spillway.cosmos.testserver.Sdk.item;
import static io.spillway.cosmos.testserver.Sdk.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosAsyncClient;
import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.ThrottlingRetryOptions;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Conflicts of writes that overlap, and the limit of request units, through the real SDK. */
class ContentionTest {
  private static final String NAME = "hot";
  private static final int CONCURRENT = 8;

  private static CosmosTestServer server;
  private static CosmosClient client;
  private static CosmosAsyncClient async;

  @BeforeAll
  static void start() {
    assertThat(Sdk.CLIENT).isNotNull();
    server =
        CosmosTestServer.builder()
            .clock(Sdk.CLOCK)
            .unitsPerSecond(1_000)
            .writeTime(Duration.ofMillis(20))
            .start();
    server.createDatabase(Sdk.DATABASE);
    server.createContainer(Sdk.DATABASE, ContainerSpec.of(NAME, "/pk"));
    client = builder().buildClient();
    async = builder().buildAsyncClient();
  }

  private static CosmosClientBuilder builder() {
    return new CosmosClientBuilder()
        .endpoint(server.endpoint())
        .key(server.key())
        .gatewayMode()
        .endpointDiscoveryEnabled(false)
        .throttlingRetryOptions(
            new ThrottlingRetryOptions().setMaxRetryAttemptsOnThrottledRequests(0));
  }

  @AfterAll
  static void stop() {
    client.close();
    async.close();
    server.close();
  }

  @BeforeEach
  void clear() {
    Sdk.CLOCK.advance(Duration.ofHours(1));
    server.clear();
    server.writes().clear();
    server.requests().clear();
  }

  @Test
  void
      concurrent_patches_of_one_document_conflict_and_the_sdk_repeats_them_until_all_are_applied() {
    container().createItem(item("total", "A").put("n", 0));

    all(i -> container(async).patchItem("total", key("A"), increment(), JsonNode.class));

    assertThat(Sdk.read(container(), "total", "A").path("n").asInt()).isEqualTo(CONCURRENT);
    assertThat(writesOf("total").conflicts()).isPositive();
    assertThat(writesOf("total").writes()).isEqualTo(1 + CONCURRENT);
    assertThat(statuses(Operation.PATCH)).contains(449).containsOnly(200, 449);
  }

  @Test
  void concurrent_batches_conflict_on_the_document_that_they_share() {
    container().createItem(item("total", "A").put("n", 0));

    all(
        i -> {
          CosmosBatch batch = CosmosBatch.createCosmosBatch(key("A"));
          batch.createItemOperation(item("marker-" + i, "A"));
          batch.patchItemOperation("total", increment());
          return container(async).executeCosmosBatch(batch);
        });

    assertThat(Sdk.read(container(), "total", "A").path("n").asInt()).isEqualTo(CONCURRENT);
    assertThat(writesOf("total").conflicts()).isPositive();
    assertThat(writesOf("marker-1")).isEqualTo(new DocumentWrites.Total(NAME, "marker-1", 1, 0));
    assertThat(server.writes().totals().get(0).id()).isEqualTo("total");
  }

  @Test
  void patches_of_different_documents_and_patches_in_turn_do_not_conflict() {
    all(i -> container(async).createItem(item("total-" + i, "A").put("n", 0)));

    all(i -> container(async).patchItem("total-" + i, key("A"), increment(), JsonNode.class));
    container().patchItem("total-0", key("A"), increment(), JsonNode.class);

    assertThat(statuses(Operation.PATCH)).containsOnly(200);
    assertThat(server.writes().totals()).allMatch(total -> total.conflicts() == 0);
  }

  @Test
  void the_second_of_two_writes_with_one_etag_is_refused_with_412() {
    container().createItem(item("total", "A"));
    String etag = Sdk.read(container(), "total", "A").path("_etag").asText();

    List<Integer> statuses =
        all(
            i ->
                container(async)
                    .replaceItem(
                        item("total", "A").put("n", i),
                        "total",
                        key("A"),
                        new CosmosItemRequestOptions().setIfMatchETag(etag)));

    assertThat(statuses).containsOnlyOnce(200).contains(412).doesNotContain(449);
  }

  @Test
  void a_container_that_used_its_units_answers_429_until_the_clock_moves_on() {
    ObjectNode large = item("large", "A").put("text", "x".repeat(300 * 1024));
    container().createItem(large);

    CosmosException refused = failure(() -> container().createItem(item("small", "A")));

    assertThat(refused.getStatusCode()).isEqualTo(429);
    assertThat(refused.getSubStatusCode()).isEqualTo(3200);
    assertThat(refused.getRetryAfterDuration()).isBetween(millis(450), millis(600));
    Sdk.CLOCK.advance(refused.getRetryAfterDuration());
    container().createItem(item("small", "A"));
    assertThat(statuses(Operation.CREATE)).containsExactly(201, 429, 201);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private interface Write {
    Mono<? extends Object> of(int number);
  }

  /** Runs writes concurrently and returns their statuses. */
  private static List<Integer> all(Write write) {
    return Objects.requireNonNull(
        Flux.range(0, CONCURRENT)
            .flatMap(
                i ->
                    write
                        .of(i)
                        .map(response -> 200)
                        .onErrorResume(CosmosException.class, e -> Mono.just(e.getStatusCode())),
                CONCURRENT)
            .collectList()
            .block());
  }

  private static CosmosPatchOperations increment() {
    return CosmosPatchOperations.create().increment("/n", 1);
  }

  private static DocumentWrites.Total writesOf(String id) {
    return server.writes().totals().stream()
        .filter(total -> total.id().equals(id))
        .findAny()
        .orElseThrow();
  }

  private static List<Integer> statuses(Operation operation) {
    return server.requests().recent().stream()
        .filter(request -> request.target().operation() == operation)
        .map(RecordedRequest::status)
        .toList();
  }

  private static CosmosContainer container() {
    return client.getDatabase(Sdk.DATABASE).getContainer(NAME);
  }

  private static CosmosAsyncContainer container(CosmosAsyncClient sdk) {
    return sdk.getDatabase(Sdk.DATABASE).getContainer(NAME);
  }
}
