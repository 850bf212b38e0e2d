package io.spillway.cosmos.testserver;

import static io.spillway.cosmos.testserver.Sdk.createAll;
import static io.spillway.cosmos.testserver.Sdk.failure;
import static io.spillway.cosmos.testserver.Sdk.item;
import static io.spillway.cosmos.testserver.Sdk.json;
import static io.spillway.cosmos.testserver.Sdk.key;
import static io.spillway.cosmos.testserver.Sdk.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private final CosmosContainer container = Sdk.container();

  @Test
  void a_created_document_is_read_with_system_properties() {
    var created = container.createItem(json("{'id':'1','pk':'A','n':{'x':[1,2.5,null,'é']}}"));
    JsonNode read = read(container, "1", "A");
    assertThat(created.getStatusCode()).isEqualTo(201);
    assertThat(created.getItem()).isNull();
    assertThat(read.path("n")).isEqualTo(json("{'x':[1,2.5,null,'é']}"));
    assertThat(read.path("_etag").asText()).isEqualTo(created.getETag());
    assertThat(read.path("_ts").asLong()).isEqualTo(Sdk.CLOCK.instant().getEpochSecond());
    assertThat(read.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "id", "pk", "n", "_rid", "_self", "_etag", "_ts", "_attachments");
  }

  @Test
  void a_write_answers_with_the_document_if_asked_to() {
    var options = new CosmosItemRequestOptions().setContentResponseOnWriteEnabled(true);
    var created = container.createItem(item("1", "A"), key("A"), options);
    assertThat(created.getItem().path("_rid").asText()).isNotEmpty();
  }

  @Test
  void an_id_exists_once_in_a_partition_and_again_in_another() {
    container.createItem(item("1", "A"));
    container.createItem(item("1", "B"));
    assertThat(failure(() -> container.createItem(item("1", "A"))).getStatusCode()).isEqualTo(409);
  }

  @Test
  void upsert_creates_then_replaces() {
    assertThat(container.upsertItem(item("1", "A").put("v", 1)).getStatusCode()).isEqualTo(201);
    assertThat(container.upsertItem(item("1", "A").put("v", 2)).getStatusCode()).isEqualTo(200);
    assertThat(read(container, "1", "A").path("v").asInt()).isEqualTo(2);
  }

  @Test
  void replace_with_the_etag_read_succeeds_once() {
    String etag = container.createItem(item("1", "A")).getETag();
    var ifMatch = new CosmosItemRequestOptions().setIfMatchETag(etag);
    container.replaceItem(item("1", "A").put("v", 1), "1", key("A"), ifMatch);
    ObjectNode second = item("1", "A").put("v", 2);
    assertThat(failure(() -> container.replaceItem(second, "1", key("A"), ifMatch)).getStatusCode())
        .isEqualTo(412);
    assertThat(failure(() -> container.upsertItem(second, key("A"), ifMatch)).getStatusCode())
        .isEqualTo(412);
    assertThat(failure(() -> container.deleteItem("1", key("A"), ifMatch)).getStatusCode())
        .isEqualTo(412);
    assertThat(read(container, "1", "A").path("v").asInt()).isEqualTo(1);
  }

  @Test
  void a_read_with_the_current_etag_is_not_modified() {
    String etag = container.createItem(item("1", "A")).getETag();
    var options = new CosmosItemRequestOptions().setIfNoneMatchETag(etag);
    assertThat(container.readItem("1", key("A"), options, JsonNode.class).getStatusCode())
        .isEqualTo(304);
  }

  @Test
  void a_deleted_document_is_gone_and_can_be_created_again() {
    container.createItem(item("1", "A"));
    var deleted = container.deleteItem("1", key("A"), new CosmosItemRequestOptions());
    assertThat(deleted.getStatusCode()).isEqualTo(204);
    var missing = failure(() -> read(container, "1", "A"));
    assertThat(missing.getStatusCode()).isEqualTo(404);
    assertThat(missing.getSubStatusCode()).isZero();
    container.createItem(item("1", "A"));
  }

  @Test
  void a_missing_document_cannot_be_replaced_or_deleted() {
    var none = new CosmosItemRequestOptions();
    assertThat(
            failure(() -> container.replaceItem(item("1", "A"), "1", key("A"), none))
                .getStatusCode())
        .isEqualTo(404);
    assertThat(failure(() -> container.deleteItem("1", key("A"), none)).getStatusCode())
        .isEqualTo(404);
  }

  @Test
  void ids_may_contain_characters_that_urls_escape() {
    String id = "a b+c%20é&=:@ü";
    createAll(container, "{'id':'" + id + "','pk':'A B+é'}");
    assertThat(read(container, id, "A B+é").path("id").asText()).isEqualTo(id);
  }

  @Test
  void numeric_keys_are_compared_as_doubles() {
    container.createItem(json("{'id':'1','pk':1}"));
    var read = container.readItem("1", new PartitionKey(1.0), JsonNode.class);
    assertThat(read.getItem().path("id").asText()).isEqualTo("1");
  }

  @Test
  void a_missing_container_is_404_with_sub_status_1003() {
    var missing = Sdk.CLIENT.getDatabase(Sdk.DATABASE).getContainer("nowhere");
    var failure = failure(() -> missing.createItem(item("1", "A")));
    assertThat(failure.getStatusCode()).isEqualTo(404);
    assertThat(failure.getSubStatusCode()).isEqualTo(1003);
  }
}
