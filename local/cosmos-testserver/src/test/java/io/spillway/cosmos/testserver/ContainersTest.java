package io.spillway.cosmos.testserver;

import static io.spillway.cosmos.testserver.Sdk.failure;
import static io.spillway.cosmos.testserver.Sdk.ids;
import static io.spillway.cosmos.testserver.Sdk.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosDatabase;
import com.azure.cosmos.models.CompositePath;
import com.azure.cosmos.models.CompositePathSortOrder;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.ExcludedPath;
import com.azure.cosmos.models.IncludedPath;
import com.azure.cosmos.models.IndexingMode;
import com.azure.cosmos.models.IndexingPolicy;
import com.azure.cosmos.models.PartitionKeyDefinition;
import com.azure.cosmos.models.PartitionKind;
import com.azure.cosmos.models.UniqueKey;
import com.azure.cosmos.models.UniqueKeyPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Databases and containers created, read and deleted through the SDK. */
class ContainersTest {
  private final CosmosDatabase database = Sdk.CLIENT.getDatabase(Sdk.DATABASE);

  @Test
  void databases_and_containers_are_created_if_they_do_not_exist() {
    String name = "made-" + System.nanoTime();
    assertThat(Sdk.CLIENT.createDatabaseIfNotExists(name).getStatusCode()).isEqualTo(201);
    assertThat(Sdk.CLIENT.createDatabaseIfNotExists(name).getStatusCode()).isEqualTo(200);
    CosmosDatabase made = Sdk.CLIENT.getDatabase(name);
    assertThat(made.createContainerIfNotExists("c", "/pk").getStatusCode()).isEqualTo(201);
    assertThat(made.createContainerIfNotExists("c", "/pk").getStatusCode()).isEqualTo(200);
    made.getContainer("c").createItem(item("1", "A"));
    made.delete();
    assertThat(failure(made::read).getStatusCode()).isEqualTo(404);
  }

  @Test
  void a_server_can_be_emptied_and_used_on_by_the_same_client() {
    try (CosmosTestServer server = CosmosTestServer.builder().capacity(1, 1_000).start()) {
      server.createDatabase("d");
      server.createContainer("d", ContainerSpec.of("c", "/pk"));
      try (CosmosClient client = Sdk.client(server, server.key())) {
        CosmosContainer container = client.getDatabase("d").getContainer("c");
        container.createItem(item("1", "A"));

        server.clear();

        assertThat(ids(container, "A", "SELECT * FROM c")).isEmpty();
        container.createItem(item("1", "A"));
        assertThat(ids(container, "A", "SELECT * FROM c")).containsExactly("1");
      }
    }
  }

  @Test
  void a_containers_settings_are_kept_and_in_force() {
    CosmosContainerProperties properties = properties();
    properties.setDefaultTimeToLiveInSeconds(-1);
    database.createContainer(properties);
    CosmosContainer container = database.getContainer(properties.getId());
    CosmosContainerProperties read = container.read().getProperties();
    assertThat(read.getDefaultTimeToLiveInSeconds()).isEqualTo(-1);
    assertThat(read.getPartitionKeyDefinition().getPaths()).containsExactly("/pk");
    assertThat(read.getIndexingPolicy().getCompositeIndexes()).hasSize(1);
    container.createItem(item("1", "A").put("state", "open").put("at", 1));
    container.createItem(item("2", "A").put("state", "open").put("at", 2));
    assertThat(ids(container, "A", "SELECT * FROM c ORDER BY c.state, c.at DESC"))
        .containsExactly("2", "1");
    assertThat(
            failure(() -> ids(container, "A", "SELECT * FROM c ORDER BY c.body")).getStatusCode())
        .isEqualTo(400);
  }

  @Test
  void a_container_deleted_and_created_again_is_empty_and_the_client_notices() {
    ContainerSpec spec = Sdk.spec();
    CosmosContainer container = Sdk.container(spec);
    container.createItem(item("1", "A"));
    container.delete();
    Sdk.SERVER.createContainer(Sdk.DATABASE, spec);
    Sdk.SERVER.requests().clear();
    container.createItem(item("2", "A"));
    assertThat(Sdk.SERVER.requests().items())
        .extracting(RecordedRequest::status)
        .containsExactly(400, 201);
    assertThat(ids(container, "A", "SELECT * FROM c")).containsExactly("2");
  }

  @Test
  void a_container_that_exists_is_not_created_again() {
    String name = Sdk.container().getId();
    assertThat(failure(() -> database.createContainer(name, "/pk")).getStatusCode()).isEqualTo(409);
    assertThatThrownBy(
            () -> Sdk.SERVER.createContainer(Sdk.DATABASE, ContainerSpec.of(name, "/pk")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void settings_that_would_not_be_enforced_are_refused() {
    CosmosContainerProperties unique = properties();
    unique.setUniqueKeyPolicy(
        new UniqueKeyPolicy().setUniqueKeys(List.of(new UniqueKey(List.of("/x")))));
    assertRefused(unique, "uniqueKeyPolicy");
    assertRefused(
        new CosmosContainerProperties(
            "hierarchical",
            new PartitionKeyDefinition()
                .setKind(PartitionKind.MULTI_HASH)
                .setPaths(List.of("/a", "/b"))),
        "Hash");
    CosmosContainerProperties none = properties();
    none.setIndexingPolicy(
        new IndexingPolicy().setIndexingMode(IndexingMode.NONE).setAutomatic(false));
    assertRefused(none, "indexingMode");
  }

  @Test
  void an_indexing_policy_needs_the_root_and_paths_of_the_right_form() {
    CosmosContainerProperties rootless = properties();
    rootless.setIndexingPolicy(
        new IndexingPolicy().setIncludedPaths(List.of(new IncludedPath("/a/?"))));
    assertRefused(rootless, "/*");
    CosmosContainerProperties malformed = properties();
    malformed.getIndexingPolicy().setExcludedPaths(List.of(new ExcludedPath("/body")));
    assertRefused(malformed, "end in");
  }

  private void assertRefused(CosmosContainerProperties properties, String why) {
    var failure = failure(() -> database.createContainer(properties));
    assertThat(failure.getStatusCode()).isEqualTo(400);
    assertThat(failure.getMessage()).contains(why);
  }

  private static CosmosContainerProperties properties() {
    IndexingPolicy policy = new IndexingPolicy();
    policy.setIncludedPaths(List.of(new IncludedPath("/*")));
    policy.setExcludedPaths(List.of(new ExcludedPath("/body/?")));
    policy.setCompositeIndexes(
        List.of(
            List.of(
                new CompositePath().setPath("/state").setOrder(CompositePathSortOrder.ASCENDING),
                new CompositePath().setPath("/at").setOrder(CompositePathSortOrder.DESCENDING))));
    return new CosmosContainerProperties(Sdk.spec().id(), "/pk").setIndexingPolicy(policy);
  }
}
