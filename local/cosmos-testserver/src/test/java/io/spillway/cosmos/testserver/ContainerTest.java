package io.spillway.cosmos.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ContainerTest {
  private static final PartitionKey KEY = PartitionKey.fromHeader("[\"A\"]");
  private final Sdk.Clock clock = new Sdk.Clock();
  private final StorageLimit capacity = new StorageLimit(3, 10_000);
  private final Container container = container(capacity);

  @Test
  void a_write_beyond_the_capacity_is_rejected_as_a_whole() {
    create("1", 0);
    CosmosError full =
        catchThrowableOfType(
            CosmosError.class,
            () ->
                container.transact(
                    KEY, t -> List.of(write(t, "2", 0), write(t, "3", 0), write(t, "4", 0))));
    assertThat(full.status()).isEqualTo(507);
    assertThat(container.documents(null)).extracting(Document::id).containsExactly("1");
  }

  @Test
  void expired_documents_make_room() {
    create("1", 10);
    create("2", 10);
    create("3", 0);
    clock.advance(Duration.ofSeconds(10));
    create("4", 0);
    create("5", 0);
    assertThat(container.documents(null)).extracting(Document::id).containsExactly("3", "4", "5");
  }

  @Test
  void a_partition_that_is_full_is_refused_as_on_azure_and_other_partitions_have_room() {
    Container small = container(new StorageLimit(100, 10_000, 500));
    small.transact(KEY, t -> write(t, "1", 10));
    CosmosError full =
        catchThrowableOfType(
            CosmosError.class,
            () -> small.transact(KEY, t -> List.of(write(t, "2", 0), write(t, "3", 0))));
    assertThat(full.status()).isEqualTo(403);
    assertThat(full.subStatus()).isEqualTo(1014);
    assertThat(small.documents(null)).hasSize(1);

    small.transact(
        PartitionKey.fromHeader("[\"B\"]"), t -> t.write(body("1", 0).put("pk", "B"), null));
    clock.advance(Duration.ofSeconds(10));
    small.transact(KEY, t -> List.of(write(t, "2", 0), write(t, "3", 0)));
    assertThat(small.documents(KEY)).hasSize(2);
  }

  @Test
  void a_document_created_over_an_expired_one_comes_last() {
    create("1", 10);
    create("2", 0);
    clock.advance(Duration.ofSeconds(10));
    create("1", 0);
    assertThat(container.documents(KEY)).extracting(Document::id).containsExactly("2", "1");
  }

  @Test
  void a_container_that_is_deleted_gives_its_room_back() {
    create("1", 0);
    container.clear();
    capacity.take(3, 10_000);
    assertThat(container.documents(null)).isEmpty();
  }

  @Test
  void concurrent_changes_of_one_document_lose_none() throws Exception {
    create("1", 0);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4; i++) {
      threads.execute(
          () -> {
            for (int j = 0; j < 2000; j++) {
              container.transact(KEY, ContainerTest::increment);
            }
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(container.documents(KEY).get(0).body().path("n").asInt()).isEqualTo(8000);
  }

  private static Document increment(Transaction transaction) {
    Document before = Objects.requireNonNull(transaction.find("1"));
    ObjectNode body = before.body().deepCopy();
    return transaction.write(body.put("n", body.path("n").asInt() + 1), before);
  }

  private void create(String id, int ttl) {
    container.transact(KEY, t -> write(t, id, ttl));
  }

  private static Document write(Transaction transaction, String id, int ttl) {
    return transaction.write(body(id, ttl), transaction.find(id));
  }

  private static ObjectNode body(String id, int ttl) {
    ObjectNode body = ServerJson.object().put("id", id).put("pk", "A");
    return ttl == 0 ? body : body.put("ttl", ttl);
  }

  private Container container(StorageLimit room) {
    ObjectNode spec = ContainerSpec.of("c", "/pk").withDefaultTtl(-1).toJson();
    String rid = ResourceIds.container(1, 1);
    return new Container(ContainerDefinition.parse(spec, "d", rid, "dbs/x/"), clock, room);
  }
}
