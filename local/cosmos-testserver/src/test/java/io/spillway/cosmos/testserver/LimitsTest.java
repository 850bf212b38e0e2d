package io.spillway.cosmos.testserver;

import static io.spillway.cosmos.testserver.Sdk.failure;
import static io.spillway.cosmos.testserver.Sdk.item;
import static io.spillway.cosmos.testserver.Sdk.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  private static final CosmosContainer CONTAINER = Sdk.container();

  @Test
  void a_document_of_almost_two_megabytes_is_stored_and_a_larger_one_refused() {
    int almost = 2 * 1024 * 1024 - 300;
    CONTAINER.createItem(item("almost", "A").put("text", "x".repeat(almost)));
    assertThat(statusOf(item("over", "A").put("text", "x".repeat(almost + 300)))).isEqualTo(413);
  }

  @Test
  void a_request_that_is_far_too_large_is_refused_cleanly() {
    assertThat(statusOf(item("huge", "A").put("text", "x".repeat(8_000_000)))).isEqualTo(413);
  }

  @Test
  void a_document_nested_too_deep_is_refused() {
    ObjectNode document = item("deep", "A");
    ObjectNode at = document;
    for (int i = 0; i < 130; i++) {
      at = at.putObject("x");
    }
    assertThat(statusOf(document)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a\\b", "a?b", "a#b"})
  void an_id_that_no_url_can_carry_is_refused(String id) {
    assertThat(statusOf(item(id, "A"))).isEqualTo(400);
  }

  @Test
  void an_id_has_at_most_1023_bytes() {
    CONTAINER.createItem(item("é".repeat(511), "A"));
    assertThat(statusOf(item("é".repeat(512), "A"))).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'pk':'A'}", "{'id':'','pk':'A'}", "{'id':7,'pk':'A'}"})
  void a_document_needs_a_textual_id(String json) {
    CosmosException failure = failure(() -> CONTAINER.createItem(Sdk.json(json)));
    assertThat(failure.getStatusCode()).isEqualTo(400);
  }

  @Test
  void a_partition_key_that_is_not_the_documents_is_refused() {
    var none = new CosmosItemRequestOptions();
    CosmosException failure = failure(() -> CONTAINER.createItem(item("1", "A"), key("B"), none));
    assertThat(failure.getStatusCode()).isEqualTo(400);
    assertThat(failure.getSubStatusCode()).isEqualTo(1001);
  }

  @Test
  void a_partition_key_has_at_most_2048_bytes() {
    CONTAINER.createItem(item("1", "x".repeat(2048)));
    assertThat(failure(() -> CONTAINER.createItem(item("1", "x".repeat(2049)))).getStatusCode())
        .isEqualTo(400);
  }

  @Test
  void neither_id_nor_partition_key_can_be_replaced() {
    CONTAINER.createItem(item("fixed", "A"));
    var none = new CosmosItemRequestOptions();
    CosmosException otherId =
        failure(() -> CONTAINER.replaceItem(item("other", "A"), "fixed", key("A"), none));
    CosmosException otherKey =
        failure(() -> CONTAINER.replaceItem(item("fixed", "B"), "fixed", key("A"), none));
    assertThat(otherId.getStatusCode()).isEqualTo(400);
    assertThat(otherKey.getStatusCode()).isEqualTo(400);
  }

  @Test
  void a_full_server_answers_507_and_has_room_again_after_a_delete() {
    StorageLimit capacity = new StorageLimit(2, 100);
    capacity.take(2, 60);
    assertThatThrownBy(() -> capacity.take(1, 1)).hasMessageContaining("2 documents");
    assertThatThrownBy(() -> capacity.take(0, 41)).hasMessageContaining("100 bytes");
    capacity.take(-1, -50);
    capacity.take(1, 90);
  }

  private static int statusOf(ObjectNode document) {
    return failure(() -> CONTAINER.createItem(document)).getStatusCode();
  }
}
