package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.spillway.adapters.azure.cosmos.CosmosContainers;
import io.spillway.adapters.azure.cosmos.CosmosSettings;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Deployment target, compared with the code's expectations. */
class TemplateTest extends TemplateRules {

  @Test
  void its_containers_are_those_of_the_code() {
    assertThat(template.variables().path("containers"))
        .as("as the code has it:\n%s", containers().toPrettyString())
        .isEqualTo(containers());
  }

  @Test
  void its_database_is_the_one_that_is_looked_for() {
    assertThat(template.variables().path("database").asText())
        .isEqualTo(CosmosSettings.DEFAULT_DATABASE);
    assertThat(template.appSettings()).containsKey("SPILLWAY_COSMOS_DATABASE");
  }

  @Test
  void the_template_has_each_trigger_queue_and_its_poison_queue() {
    Set<String> wanted = new TreeSet<>();
    for (QueueTrigger trigger : Functions.parameters(Functions.ofTheCode(), QueueTrigger.class)) {
      wanted.add(trigger.queueName());
      if (!trigger.queueName().endsWith("-poison")) {
        wanted.add(trigger.queueName() + "-poison");
      }
    }
    assertThat(Nodes.texts(template.variables().path("queues")))
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  /** No published schema requires a kind, and without it there are no queues. */
  @Test
  void the_app_runs_on_flex_consumption_with_java_21_and_general_purpose_storage() {
    assertThat(template.resource("Microsoft.Web/serverfarms").path("sku").path("name").asText())
        .isEqualTo("FC1");
    JsonNode runtime =
        template
            .resource("Microsoft.Web/sites")
            .path("properties")
            .path("functionAppConfig")
            .path("runtime");
    assertThat(runtime.path("name").asText()).isEqualTo("java");
    assertThat(runtime.path("version").asText()).isEqualTo("21");
    assertThat(template.resource("Microsoft.Storage/storageAccounts").path("kind").asText())
        .isEqualTo("StorageV2");
  }

  private static ArrayNode containers() {
    ArrayNode containers = new ObjectMapper().createArrayNode();
    for (CosmosContainers.Container container : CosmosContainers.ALL) {
      ObjectNode node = containers.addObject().put("id", container.id());
      ObjectNode key = node.putObject("partitionKey");
      key.putArray("paths").add(CosmosContainers.PARTITION_KEY_PATH);
      key.put("kind", "Hash").put("version", 2);
      ObjectNode policy = node.putObject("indexingPolicy");
      policy.put("indexingMode", "consistent").put("automatic", true);
      ArrayNode included = policy.putArray("includedPaths");
      container.includedPaths().forEach(path -> included.addObject().put("path", path));
      ArrayNode excluded = policy.putArray("excludedPaths");
      container.excludedPaths().forEach(path -> excluded.addObject().put("path", path));
      excluded.addObject().put("path", "/\"_etag\"/?");
      if (container.defaultTtl() != CosmosContainers.NO_EXPIRY) {
        node.put("defaultTtl", container.defaultTtl());
      }
    }
    return containers;
  }
}
