package io.spillway.adapters.azure.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.ExcludedPath;
import com.azure.cosmos.models.IncludedPath;
import io.spillway.adapters.azure.ScriptedServer;
import io.spillway.adapters.azure.cosmos.CosmosContainers.Container;
import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.cosmos.testserver.Fault;
import io.spillway.cosmos.testserver.Operation;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connection, authentication and creation of the database. */
class CosmosConnectionTest {

  private static final PortCall FIND = PortCall.named("messages.find");

  private final CosmosTestServer server = CosmosTestServer.builder().start();
  private final List<AutoCloseable> opened = new ArrayList<>(List.of(server));

  @AfterEach
  void close() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  @Test
  void no_connection_is_made_before_a_store_is_used() {
    CosmosStores stores = open(creating());

    assertThat(stores.messages().health().state()).isEqualTo(Health.State.UP);
    assertThat(server.requests().totals()).isEmpty();
  }

  @Test
  void calls_use_the_client_that_was_prepared() {
    CosmosStores stores = open(creating());
    stores.prepare();
    stores.prepare();
    stores.messageArchive().count(Fixtures.uniqueStream());

    assertThat(server.requests().recent())
        .filteredOn(request -> request.target().operation() == Operation.ACCOUNT)
        .hasSize(1);
  }

  @Test
  void closed_stores_do_not_connect_when_prepared() {
    CosmosStores stores = open(creating());
    stores.close();
    stores.prepare();

    assertThat(server.requests().totals()).isEmpty();
  }

  @Test
  void missing_containers_are_created_as_defined() {
    open(creating()).messageArchive().count(Fixtures.uniqueStream());

    for (Container described : CosmosContainers.ALL) {
      CosmosContainerProperties made = properties(described.id());
      assertThat(made.getPartitionKeyDefinition().getPaths())
          .containsExactly(CosmosContainers.PARTITION_KEY_PATH);
      assertThat(made.getDefaultTimeToLiveInSeconds())
          .isEqualTo(described.defaultTtl() == 0 ? null : Integer.valueOf(described.defaultTtl()));
      assertThat(made.getIndexingPolicy().getIncludedPaths())
          .extracting(IncludedPath::getPath)
          .containsExactlyElementsOf(described.includedPaths());
      assertThat(made.getIndexingPolicy().getExcludedPaths())
          .extracting(ExcludedPath::getPath)
          .containsAll(described.excludedPaths());
    }
  }

  @Test
  void a_container_that_was_deleted_is_created_again() {
    CosmosStores stores = open(creating());
    FIND.on(stores);
    sdk().getDatabase(CosmosSettings.DEFAULT_DATABASE).getContainer("messages").delete();

    FIND.on(stores);

    assertThat(properties("messages").getId()).isEqualTo("messages");
  }

  @Test
  void sixteen_concurrent_callers_of_a_missing_database_all_succeed() {
    List<CosmosStores> apps = List.of(open(creating()), open(creating()));

    assertThat(Concurrently.call(i -> apps.get(i % 2).messages().find("s-1", "m-" + i).isEmpty()))
        .containsOnly(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "messages.add",
        "messages.find",
        "messages.list",
        "messages.withdraw",
        "violations.replace",
        "stats.apply",
        "stats.totals",
        "dead-letters.find"
      })
  void a_missing_container_is_a_failure_and_not_a_missing_document(String name) {
    PortCall call = PortCall.named(name);
    server.createDatabase(CosmosSettings.DEFAULT_DATABASE);

    Failure failure = Failures.of(() -> call.on(open(settings())));

    assertThat(failure.code()).isEqualTo(call.port() + ".rejected");
    assertThat(failure.category()).isEqualTo(FailureCategory.PERMANENT);
    assertThat(failure.message()).contains("create the database and its containers");
  }

  @Test
  void a_wrong_key_is_reported_and_not_shown() {
    String wrong = "d3Jvbmcga2V5IHRoYXQgbm9ib2R5IG1heSBzZWU=";
    CosmosSettings settings =
        TestCosmos.settings("AccountEndpoint=" + server.endpoint() + ";AccountKey=" + wrong + ";");

    Failure failure = Failures.of(() -> FIND.on(open(settings)));

    assertThat(failure.code()).isEqualTo("messages.rejected");
    assertThat(failure.message()).contains("check the key").doesNotContain(wrong);
  }

  @Test
  void an_unreachable_account_is_an_outage_until_it_is_back() {
    server.faults().next(1_000, Fault.unavailable(), asked -> true);
    CosmosStores stores = open(creating());
    assertThat(Failures.of(() -> FIND.on(stores)).code()).isEqualTo("messages.unavailable");

    server.faults().clear();

    FIND.on(stores);
  }

  @Test
  void a_refused_connection_is_an_outage() {
    CosmosSettings settings =
        TestCosmos.settings(
            "AccountEndpoint=" + ScriptedServer.refusing() + "/;AccountKey=" + server.key() + ";");
    CosmosStores stores = new CosmosStores(settings, Duration.ofMillis(200));
    opened.add(stores);

    Failure failure = Failures.of(() -> FIND.on(stores));

    assertThat(failure.code()).isEqualTo("messages.unavailable");
    assertThat(failure.category()).isEqualTo(FailureCategory.TRANSIENT);
  }

  @Test
  void calls_to_an_unresponsive_account_fail_within_the_limit() {
    server
        .faults()
        .next(1, Fault.stall(Duration.ofMinutes(5)), asked -> isAccount(asked.operation()));
    CosmosStores stores =
        new CosmosStores(
            TestCosmos.impatient(server.connectionString(), Duration.ofSeconds(20)),
            Duration.ofMillis(200));
    opened.add(stores);
    assertThat(Failures.of(() -> FIND.on(stores)).code()).isEqualTo("messages.unavailable");

    server.faults().release();

    FIND.on(stores);
  }

  @Test
  void closed_stores_are_unavailable() {
    CosmosStores stores = open(creating());
    FIND.on(stores);
    stores.close();

    assertThat(Failures.of(() -> FIND.on(stores)).code()).isEqualTo("messages.unavailable");
  }

  private static boolean isAccount(Operation operation) {
    return operation == Operation.ACCOUNT;
  }

  private CosmosSettings settings() {
    return TestCosmos.settings(server.connectionString());
  }

  private CosmosSettings creating() {
    return settings().creatingIfMissing(true);
  }

  private CosmosStores open(CosmosSettings settings) {
    CosmosStores stores = new CosmosStores(settings);
    opened.add(stores);
    return stores;
  }

  private CosmosContainerProperties properties(String container) {
    return sdk()
        .getDatabase(CosmosSettings.DEFAULT_DATABASE)
        .getContainer(container)
        .read()
        .getProperties();
  }

  private CosmosClient sdk() {
    CosmosClient client =
        new CosmosClientBuilder()
            .endpoint(server.endpoint())
            .key(server.key())
            .gatewayMode()
            .endpointDiscoveryEnabled(false)
            .buildClient();
    opened.add(client);
    return client;
  }
}
