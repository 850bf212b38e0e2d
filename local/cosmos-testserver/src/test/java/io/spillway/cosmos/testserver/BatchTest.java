package io.spillway.cosmos.testserver;

import static io.spillway.cosmos.testserver.Sdk.failure;
import static io.spillway.cosmos.testserver.Sdk.item;
import static io.spillway.cosmos.testserver.Sdk.key;
import static io.spillway.cosmos.testserver.Sdk.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchItemRequestOptions;
import com.azure.cosmos.models.CosmosBatchOperationResult;
import com.azure.cosmos.models.CosmosBatchResponse;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
  private final CosmosContainer container = Sdk.container();

  @Test
  void all_kinds_of_operation_are_applied_in_order_and_see_each_other() {
    container.createItem(item("old", "A"));
    CosmosBatch batch = CosmosBatch.createCosmosBatch(key("A"));
    batch.createItemOperation(item("1", "A").put("n", 1));
    batch.upsertItemOperation(item("2", "A"));
    batch.replaceItemOperation("2", item("2", "A").put("n", 2));
    batch.patchItemOperation("1", CosmosPatchOperations.create().increment("/n", 41));
    batch.readItemOperation("1");
    batch.deleteItemOperation("old");
    CosmosBatchResponse response = container.executeCosmosBatch(batch);
    assertThat(response.isSuccessStatusCode()).isTrue();
    assertThat(statuses(response)).containsExactly(201, 201, 200, 200, 200, 204);
    JsonNode seen = response.getResults().get(4).getItem(JsonNode.class);
    assertThat(seen.path("n").asInt()).isEqualTo(42);
    assertThat(response.getResults().get(0).getETag()).isNotEmpty();
    assertThat(response.getRequestCharge()).isEqualTo(26);
    assertThat(failure(() -> read(container, "old", "A")).getStatusCode()).isEqualTo(404);
  }

  @Test
  void each_write_of_a_batch_has_an_etag_of_its_own() {
    CosmosBatch batch = CosmosBatch.createCosmosBatch(key("A"));
    for (int i = 0; i < 3; i++) {
      batch.upsertItemOperation(item("1", "A").put("n", i));
    }
    assertThat(container.executeCosmosBatch(batch).getResults())
        .extracting(CosmosBatchOperationResult::getETag)
        .doesNotHaveDuplicates();
  }

  @Test
  void one_failure_undoes_all_and_names_the_culprit() {
    container.createItem(item("marker", "A"));
    CosmosBatch batch = CosmosBatch.createCosmosBatch(key("A"));
    batch.upsertItemOperation(item("new", "A"));
    batch.createItemOperation(item("marker", "A"));
    batch.deleteItemOperation("marker");
    CosmosBatchResponse response = container.executeCosmosBatch(batch);
    assertThat(response.isSuccessStatusCode()).isFalse();
    assertThat(response.getStatusCode()).isEqualTo(409);
    assertThat(statuses(response)).containsExactly(424, 409, 424);
    assertThat(failure(() -> read(container, "new", "A")).getStatusCode()).isEqualTo(404);
    assertThat(read(container, "marker", "A").path("id").asText()).isEqualTo("marker");
  }

  @Test
  void a_patch_of_a_missing_document_fails_the_batch_with_404() {
    CosmosBatch batch = CosmosBatch.createCosmosBatch(key("A"));
    batch.createItemOperation(item("marker", "A"));
    batch.patchItemOperation("totals", CosmosPatchOperations.create().increment("/n", 1));
    assertThat(statuses(container.executeCosmosBatch(batch))).containsExactly(424, 404);
    assertThat(failure(() -> read(container, "marker", "A")).getStatusCode()).isEqualTo(404);
  }

  @Test
  void an_etag_that_does_not_match_fails_the_batch_with_412() {
    container.createItem(item("1", "A"));
    CosmosBatch batch = CosmosBatch.createCosmosBatch(key("A"));
    var options = new CosmosBatchItemRequestOptions().setIfMatchETag("\"another\"");
    batch.replaceItemOperation("1", item("1", "A").put("n", 1), options);
    assertThat(container.executeCosmosBatch(batch).getStatusCode()).isEqualTo(412);
    assertThat(read(container, "1", "A").has("n")).isFalse();
  }

  @Test
  void a_hundred_operations_are_accepted_and_one_more_is_refused() {
    CosmosBatch full = CosmosBatch.createCosmosBatch(key("A"));
    CosmosBatch over = CosmosBatch.createCosmosBatch(key("B"));
    for (int i = 0; i < 100; i++) {
      full.createItemOperation(item("" + i, "A"));
      over.createItemOperation(item("" + i, "B"));
    }
    over.createItemOperation(item("100", "B"));
    assertThat(container.executeCosmosBatch(full).getStatusCode()).isEqualTo(200);
    assertThat(failure(() -> container.executeCosmosBatch(over)).getStatusCode()).isEqualTo(400);
    assertThat(failure(() -> read(container, "0", "B")).getStatusCode()).isEqualTo(404);
  }

  @Test
  void two_megabytes_are_too_much_for_a_batch() {
    CosmosBatch batch = CosmosBatch.createCosmosBatch(key("A"));
    for (int i = 0; i < 3; i++) {
      batch.createItemOperation(item("" + i, "A").put("text", "x".repeat(700_000)));
    }
    assertThat(failure(() -> container.executeCosmosBatch(batch)).getStatusCode()).isEqualTo(413);
  }

  @Test
  void a_document_of_another_partition_fails_the_batch() {
    CosmosBatch batch = CosmosBatch.createCosmosBatch(key("A"));
    batch.createItemOperation(item("1", "A"));
    batch.createItemOperation(item("2", "B"));
    assertThat(statuses(container.executeCosmosBatch(batch))).containsExactly(424, 400);
  }

  private static List<Integer> statuses(CosmosBatchResponse response) {
    return response.getResults().stream().map(CosmosBatchOperationResult::getStatusCode).toList();
  }
}
