package io.spillway.cosmos.testserver;

import static io.spillway.cosmos.testserver.Sdk.ids;
import static io.spillway.cosmos.testserver.Sdk.item;
import static io.spillway.cosmos.testserver.Sdk.key;
import static io.spillway.cosmos.testserver.Sdk.query;
import static io.spillway.cosmos.testserver.Sdk.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private final CosmosContainer container = Sdk.container();
  private final Requests requests = Sdk.SERVER.requests();

  @BeforeEach
  void nothing_recorded_yet() {
    container.createItem(item("warm", "warm"));
    requests.clear();
  }

  @Test
  void each_request_is_recorded_with_its_operation_status_and_charge() {
    container.createItem(item("1", "A"));
    container.upsertItem(item("1", "A"));
    read(container, "1", "A");
    container.deleteItem("1", key("A"), new CosmosItemRequestOptions());
    assertThat(requests.items())
        .containsExactly(
            recorded(Operation.CREATE, 201, 5),
            recorded(Operation.UPSERT, 200, 5),
            recorded(Operation.READ, 200, 1),
            recorded(Operation.DELETE, 204, 5));
  }

  @Test
  void the_sdk_sees_the_same_charge() {
    var created = container.createItem(item("1", "A").put("text", "x".repeat(3000)));
    assertThat(created.getRequestCharge()).isEqualTo(20);
    assertThat(requests.items().get(0).charge()).isEqualTo(20);
  }

  @Test
  void a_query_is_one_request_plus_its_plan() {
    assertThat(ids(container, "A", "SELECT * FROM c WHERE c.x = 'once'")).isEmpty();
    assertThat(requests.recent().stream().map(r -> r.target().operation()))
        .containsExactly(Operation.QUERY_PLAN, Operation.QUERY);
    assertThat(requests.items()).hasSize(1);
  }

  @Test
  void the_command_line_prints_the_requests_at_its_end() {
    container.createItem(item("1", "A"));
    container.createItem(item("2", "A"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Main.print(requests, new PrintStream(out, true, UTF_8));
    assertThat(out.toString(UTF_8))
        .containsPattern("(?m)^requests: create +" + container.getId() + " +2 +10\\.0 RU$");
  }

  @Test
  void totals_add_up_by_operation_and_container() {
    container.createItem(item("1", "A"));
    container.createItem(item("2", "A"));
    assertThat(requests.totals())
        .containsEntry(target(Operation.CREATE), new Requests.Total(2, 10, 0));
  }

  @Test
  void a_query_reads_the_documents_that_it_returns_skips_or_counts() {
    for (int i = 0; i < 10; i++) {
      container.createItem(item("i-" + i, "B"));
    }
    assertThat(documentsRead("SELECT * FROM c")).isEqualTo(10);
    assertThat(documentsRead("SELECT TOP 3 * FROM c ORDER BY c.id DESC")).isEqualTo(3);
    assertThat(documentsRead("SELECT * FROM c OFFSET 4 LIMIT 2")).isEqualTo(6);
    assertThat(documentsRead("SELECT VALUE COUNT(1) FROM c")).isEqualTo(10);
    assertThat(documentsRead("SELECT VALUE COUNT(1) FROM c WHERE c.id = 'i-3'")).isEqualTo(1);
    assertThat(documentsRead("SELECT * FROM c WHERE c.id = 'none'")).isZero();
  }

  private long documentsRead(String sql) {
    requests.clear();
    assertThat(query(container, "B", sql)).isNotNull();
    return requests.items().stream().mapToLong(RecordedRequest::documentsRead).sum();
  }

  @Test
  void a_batch_reads_the_documents_that_it_changes() {
    container.createItem(item("1", "A"));
    requests.clear();
    CosmosBatch batch = CosmosBatch.createCosmosBatch(key("A"));
    batch.createItemOperation(item("2", "A"));
    batch.upsertItemOperation(item("1", "A"));
    container.executeCosmosBatch(batch);
    assertThat(requests.items().get(0).documentsRead()).isEqualTo(1);
  }

  @Test
  void documents_created_without_requests_are_found_and_not_recorded() {
    Sdk.SERVER.createDocuments(
        Sdk.DATABASE, container.getId(), List.of("{\"id\":\"d-1\",\"pk\":\"D\"}"));
    assertThat(requests.items()).isEmpty();
    assertThat(ids(container, "D", "SELECT * FROM c")).containsExactly("d-1");
    assertThatThrownBy(
            () -> Sdk.SERVER.createDocuments(Sdk.DATABASE, "none", List.of("{\"id\":\"1\"}")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void only_the_latest_are_kept_one_by_one() {
    Requests two = new Requests(2);
    for (Operation operation : List.of(Operation.CREATE, Operation.READ, Operation.DELETE)) {
      two.add(recorded(operation, 200, 1));
    }
    assertThat(two.recent())
        .containsExactly(recorded(Operation.READ, 200, 1), recorded(Operation.DELETE, 200, 1));
    assertThat(two.totals()).hasSize(3);
  }

  private RecordedRequest recorded(Operation operation, int status, double charge) {
    return new RecordedRequest(
        target(operation), status, charge, operation == Operation.CREATE ? 0 : 1, true);
  }

  private Target target(Operation operation) {
    return new Target(operation, Sdk.DATABASE, container.getId());
  }
}
