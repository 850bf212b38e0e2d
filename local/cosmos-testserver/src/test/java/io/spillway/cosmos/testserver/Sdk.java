package io.spillway.cosmos.testserver;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.ThrottlingRetryOptions;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Server and real client shared by all tests of a JVM, because a client is expensive to create. */
final class Sdk {
  static final String DATABASE = "tests";
  static final Clock CLOCK = new Clock();
  static final CosmosTestServer SERVER;
  static final CosmosClient CLIENT;
  private static final AtomicInteger CONTAINERS = new AtomicInteger();

  static {
    System.setProperty("COSMOS.HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
    System.setProperty("COSMOS.DISABLE_IMDS_ACCESS", "true");
    SERVER = CosmosTestServer.builder().clock(CLOCK).start();
    SERVER.createDatabase(DATABASE);
    CLIENT = client(SERVER, SERVER.key());
  }

  private Sdk() {}

  /** Manual clock. */
  static final class Clock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    void advance(Duration duration) {
      now = now.plus(duration);
    }
  }

  static CosmosClient client(CosmosTestServer server, String key) {
    return new CosmosClientBuilder()
        .endpoint(server.endpoint())
        .key(key)
        .gatewayMode()
        .endpointDiscoveryEnabled(false)
        .connectionSharingAcrossClientsEnabled(true)
        .throttlingRetryOptions(
            new ThrottlingRetryOptions()
                .setMaxRetryAttemptsOnThrottledRequests(2)
                .setMaxRetryWaitTime(Duration.ofSeconds(2)))
        .buildClient();
  }

  /** Creates a container with the partition key /pk, through the server's own API. */
  static CosmosContainer container() {
    return container(ContainerSpec.of("c" + CONTAINERS.incrementAndGet(), "/pk"));
  }

  static CosmosContainer container(ContainerSpec spec) {
    SERVER.createContainer(DATABASE, spec);
    return CLIENT.getDatabase(DATABASE).getContainer(spec.id());
  }

  static ContainerSpec spec() {
    return ContainerSpec.of("c" + CONTAINERS.incrementAndGet(), "/pk");
  }

  static PartitionKey key(String value) {
    return new PartitionKey(value);
  }

  static ObjectNode item(String id, String pk) {
    return ServerJson.object().put("id", id).put("pk", pk);
  }

  /** Parses JSON with single quotes instead of double ones. */
  static ObjectNode json(String text) {
    return (ObjectNode) ServerJson.read(text.replace('\'', '"'), "a test's JSON");
  }

  static void createAll(CosmosContainer container, String... texts) {
    for (String text : texts) {
      container.createItem(json(text));
    }
  }

  static JsonNode read(CosmosContainer container, String id, String pk) {
    return container.readItem(id, key(pk), JsonNode.class).getItem();
  }

  /** Returns all rows of a query in one partition, or in all if null. */
  static List<JsonNode> query(
      CosmosContainer container, @Nullable String pk, String sql, SqlParameter... parameters) {
    return container
        .queryItems(new SqlQuerySpec(sql, Arrays.asList(parameters)), in(pk), JsonNode.class)
        .stream()
        .toList();
  }

  static List<String> ids(
      CosmosContainer container, @Nullable String pk, String sql, SqlParameter... parameters) {
    return query(container, pk, sql, parameters).stream().map(r -> r.path("id").asText()).toList();
  }

  static FeedResponse<JsonNode> page(
      CosmosContainer container,
      @Nullable String pk,
      String sql,
      @Nullable String token,
      int size) {
    var pages = container.queryItems(sql, in(pk), JsonNode.class);
    var some = token == null ? pages.iterableByPage(size) : pages.iterableByPage(token, size);
    return some.iterator().next();
  }

  static CosmosException failure(ThrowingCallable call) {
    return catchThrowableOfType(CosmosException.class, call);
  }

  private static CosmosQueryRequestOptions in(@Nullable String pk) {
    CosmosQueryRequestOptions options = new CosmosQueryRequestOptions();
    return pk == null ? options : options.setPartitionKey(key(pk));
  }
}
