package io.spillway.cosmos.testserver;

import static io.spillway.cosmos.testserver.Sdk.createAll;
import static io.spillway.cosmos.testserver.Sdk.failure;
import static io.spillway.cosmos.testserver.Sdk.json;
import static io.spillway.cosmos.testserver.Sdk.key;
import static io.spillway.cosmos.testserver.Sdk.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {
  private final CosmosContainer container = Sdk.container();

  @BeforeEach
  void one_document() {
    createAll(
        container,
        "{'id':'1','pk':'A','n':1,'d':0.5,'text':'t','o':{'x':1},'list':['a','b'],'a/b':1}");
  }

  @Test
  void set_add_replace_remove_and_increment_change_properties() {
    patch(
        CosmosPatchOperations.create()
            .set("/new", 1)
            .add("/o/y", 2)
            .replace("/text", "u")
            .remove("/o/x")
            .increment("/n", 41)
            .increment("/d", 0.25)
            .increment("/counter", 7)
            .set("/a~1b", 2));
    assertThat(after())
        .isEqualTo(
            json(
                "{'id':'1','pk':'A','n':42,'d':0.75,'text':'u','o':{'y':2},'list':['a','b'],"
                    + "'a/b':2,'new':1,'counter':7}"));
  }

  @Test
  void elements_of_arrays_are_inserted_replaced_and_removed() {
    patch(
        CosmosPatchOperations.create()
            .add("/list/0", "first")
            .set("/list/1", "A")
            .add("/list/-", "last")
            .remove("/list/2"));
    assertThat(after().path("list")).isEqualTo(json("{'l':['first','A','last']}").path("l"));
  }

  @Test
  void a_failing_operation_leaves_the_document_as_it_was() {
    CosmosPatchOperations operations =
        CosmosPatchOperations.create().set("/n", 2).replace("/none", 1);
    assertThat(failure(() -> patch(operations)).getStatusCode()).isEqualTo(400);
    assertThat(after().path("n").asInt()).isEqualTo(1);
  }

  @Test
  void a_missing_property_cannot_be_replaced_removed_or_traversed() {
    assertRefused(CosmosPatchOperations.create().replace("/none", 1));
    assertRefused(CosmosPatchOperations.create().remove("/none"));
    assertRefused(CosmosPatchOperations.create().set("/none/x", 1));
    assertRefused(CosmosPatchOperations.create().set("/text/x", 1));
    assertRefused(CosmosPatchOperations.create().replace("/list/2", 1));
    assertRefused(CosmosPatchOperations.create().add("/list/3", 1));
    assertRefused(CosmosPatchOperations.create().add("/list/x", 1));
  }

  @Test
  void only_numbers_are_incremented() {
    assertRefused(CosmosPatchOperations.create().increment("/text", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/id", "/pk", "/_etag", "/_ts"})
  void identity_and_system_properties_stay(String path) {
    assertRefused(CosmosPatchOperations.create().set(path, "x"));
  }

  @Test
  void ten_operations_are_accepted_and_eleven_refused() {
    CosmosPatchOperations operations = CosmosPatchOperations.create();
    for (int i = 0; i < 10; i++) {
      operations.increment("/n", 1);
    }
    patch(operations);
    assertThat(after().path("n").asInt()).isEqualTo(11);
    assertRefused(operations.increment("/n", 1));
  }

  @Test
  void a_condition_decides_whether_the_patch_is_applied() {
    var holds = new CosmosPatchItemRequestOptions().setFilterPredicate("FROM c WHERE c.n = 1");
    CosmosPatchOperations increment = CosmosPatchOperations.create().increment("/n", 1);
    container.patchItem("1", key("A"), increment, holds, JsonNode.class);
    CosmosException second =
        failure(() -> container.patchItem("1", key("A"), increment, holds, JsonNode.class));
    assertThat(second.getStatusCode()).isEqualTo(412);
    assertThat(after().path("n").asInt()).isEqualTo(2);
  }

  @Test
  void an_etag_is_compared_as_on_replace() {
    var options = new CosmosPatchItemRequestOptions();
    options.setIfMatchETag("\"another\"");
    CosmosPatchOperations increment = CosmosPatchOperations.create().increment("/n", 1);
    CosmosException failure =
        failure(() -> container.patchItem("1", key("A"), increment, options, JsonNode.class));
    assertThat(failure.getStatusCode()).isEqualTo(412);
  }

  @Test
  void a_missing_document_is_404() {
    CosmosPatchOperations increment = CosmosPatchOperations.create().increment("/n", 1);
    CosmosException failure =
        failure(() -> container.patchItem("2", key("A"), increment, JsonNode.class));
    assertThat(failure.getStatusCode()).isEqualTo(404);
  }

  private void assertRefused(CosmosPatchOperations operations) {
    assertThat(failure(() -> patch(operations)).getStatusCode()).isEqualTo(400);
  }

  private void patch(CosmosPatchOperations operations) {
    container.patchItem("1", key("A"), operations, JsonNode.class);
  }

  private JsonNode after() {
    var document = (ObjectNode) read(container, "1", "A");
    document.remove(List.of("_rid", "_self", "_etag", "_ts", "_attachments"));
    return document;
  }
}
