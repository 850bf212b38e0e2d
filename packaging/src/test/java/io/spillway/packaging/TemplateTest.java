package io.spillway.packaging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.adapters.azure.cosmos.CosmosContainers;
import io.spillway.adapters.azure.cosmos.CosmosSettings;
import io.spillway.functions.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deployed to, held against what the code expects to find there. */
class TemplateTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path INFRA = Path.of("..", "infra");

  /** What the host reads and our code does not. */
  private static final Set<String> OF_THE_HOST =
      Set.of(
          "AzureWebJobsStorage__credential",
          "AzureWebJobsStorage__blobServiceUri",
          "AzureWebJobsStorage__tableServiceUri",
          "APPLICATIONINSIGHTS_CONNECTION_STRING",
          "APPLICATIONINSIGHTS_AUTHENTICATION_STRING");

  private final JsonNode template = json("azuredeploy.json");
  private final JsonNode variables = template.path("variables");

  @Test
  void its_containers_are_those_of_the_code() {
    assertThat(variables.path("containers"))
        .as("as the code has it:\n%s", containers().toPrettyString())
        .isEqualTo(containers());
  }

  @Test
  void its_database_is_the_one_that_is_looked_for() {
    assertThat(variables.path("database").asText()).isEqualTo(CosmosSettings.DEFAULT_DATABASE);
    assertThat(settings()).containsKey("SPILLWAY_COSMOS_DATABASE");
  }

  @Test
  void it_has_each_queue_that_triggers_a_function_and_where_the_host_puts_what_fails() {
    Set<String> wanted = new TreeSet<>();
    for (String function : Deployed.functions()) {
      Deployed.stream(Deployed.function(function).path("bindings"))
          .filter(binding -> binding.path("type").asText().equals("queueTrigger"))
          .map(binding -> binding.path("queueName").asText())
          .forEach(
              queue -> {
                wanted.add(queue);
                if (!queue.endsWith("-poison")) {
                  wanted.add(queue + "-poison");
                }
              });
    }
    assertThat(texts(variables.path("queues"))).isEqualTo(wanted);
  }

  @Test
  void every_setting_that_it_makes_is_read_by_the_code_or_by_the_host() {
    Set<String> read = new TreeSet<>(OF_THE_HOST);
    Settings.from(new RecordedEnvironment(read));
    assertThat(read).containsAll(settings().keySet());
  }

  @Test
  void nothing_is_missing_for_a_start_on_azure_alone() {
    Settings settings = Settings.from(settings()).complete();
    assertThat(settings.access().keys().isEmpty()).isFalse();
  }

  @Test
  void no_setting_holds_a_secret() {
    Map.of(
            "GEMINI_API_KEY", "geminiApiKey",
            "SPILLWAY_MODERATOR_KEYS", "moderatorKeys",
            "SPILLWAY_OPERATOR_KEYS", "operatorKeys")
        .forEach(
            (setting, parameter) -> {
              assertThat(requireNonNull(appSettings().get(setting)).asText())
                  .contains("@Microsoft.KeyVault(");
              assertThat(template.path("parameters").path(parameter).path("type").asText())
                  .isEqualTo("securestring");
            });
    assertThat(template.toString()).doesNotContain("listKeys").doesNotContain("listConnection");
  }

  @Test
  void every_account_refuses_keys_and_old_protocols() {
    JsonNode storage = resource("Microsoft.Storage/storageAccounts").path("properties");
    assertThat(storage.path("allowSharedKeyAccess").asBoolean(true)).isFalse();
    assertThat(storage.path("allowBlobPublicAccess").asBoolean(true)).isFalse();
    assertThat(storage.path("supportsHttpsTrafficOnly").asBoolean()).isTrue();
    assertThat(storage.path("minimumTlsVersion").asText()).isEqualTo("TLS1_2");
    JsonNode cosmos = resource("Microsoft.DocumentDB/databaseAccounts").path("properties");
    assertThat(cosmos.path("disableLocalAuth").asBoolean()).isTrue();
    assertThat(cosmos.path("minimalTlsVersion").asText()).isEqualTo("Tls12");
    assertThat(cosmos.path("capabilities").path(0).path("name").asText())
        .isEqualTo("EnableServerless");
    JsonNode site = resource("Microsoft.Web/sites").path("properties");
    assertThat(site.path("httpsOnly").asBoolean()).isTrue();
    assertThat(site.path("siteConfig").path("minTlsVersion").asText()).isEqualTo("1.2");
    assertThat(
            resource("Microsoft.Insights/components").path("properties").path("DisableLocalAuth"))
        .isEqualTo(JSON.getNodeFactory().booleanNode(true));
    assertThat(
            resource("Microsoft.KeyVault/vaults")
                .path("properties")
                .path("enableRbacAuthorization")
                .asBoolean())
        .isTrue();
  }

  /** No published schema asks for a kind, and without it there are no queues. */
  @Test
  void it_runs_on_flex_consumption_with_java_21_and_a_general_purpose_storage_account() {
    assertThat(resource("Microsoft.Web/serverfarms").path("sku").path("name").asText())
        .isEqualTo("FC1");
    JsonNode runtime =
        resource("Microsoft.Web/sites")
            .path("properties")
            .path("functionAppConfig")
            .path("runtime");
    assertThat(runtime.path("name").asText()).isEqualTo("java");
    assertThat(runtime.path("version").asText()).isEqualTo("21");
    assertThat(resource("Microsoft.Storage/storageAccounts").path("kind").asText())
        .isEqualTo("StorageV2");
  }

  @Test
  void each_alert_counts_a_function_that_there_is() {
    for (JsonNode criteria : variables.path("criteria")) {
      JsonNode criterion = criteria.path("allOf").path(0);
      if (criterion.path("metricNamespace").asText().equals("azure.applicationinsights")) {
        String function = criterion.path("metricName").asText().replaceFirst(" .*", "");
        assertThat(Deployed.functions()).contains(function);
      }
    }
    assertThat(resources("Microsoft.Insights/metricAlerts")).hasSize(3);
  }

  @Test
  void the_budget_is_50_for_a_site_unless_somebody_says_otherwise() {
    assertThat(template.path("parameters").path("monthlyBudget").path("defaultValue").asInt())
        .isEqualTo(50);
    assertThat(resource("Microsoft.Consumption/budgets").path("properties").path("notifications"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void each_environment_gives_parameters_that_there_are(String environment) {
    JsonNode parameters =
        json("azuredeploy.parameters." + environment + ".json").path("parameters");
    assertThat(parameters.path("environmentName").path("value").asText()).isEqualTo(environment);
    assertThat(names(template.path("parameters"))).containsAll(names(parameters));
  }

  private static ArrayNode containers() {
    ArrayNode containers = JSON.createArrayNode();
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

  private Map<String, JsonNode> appSettings() {
    return Deployed.stream(
            resource("Microsoft.Web/sites")
                .path("properties")
                .path("siteConfig")
                .path("appSettings"))
        .collect(Collectors.toMap(s -> s.path("name").asText(), s -> s.path("value")));
  }

  /** The settings as an app finds them: in place of expressions, something that they may give. */
  private Map<String, String> settings() {
    return appSettings().entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, s -> value(s.getKey(), s.getValue().asText())));
  }

  private static String value(String name, String expression) {
    if (name.endsWith("Uri") || name.endsWith("ENDPOINT")) {
      return "https://account.example.com/";
    }
    return switch (name) {
      case "SPILLWAY_COSMOS_CLIENT_ID", "AzureWebJobsStorage__clientId" ->
          "00000000-0000-0000-0000-000000000001";
      case "SPILLWAY_COSMOS_DATABASE" -> CosmosSettings.DEFAULT_DATABASE;
      case "SPILLWAY_GEMINI_MODEL" -> "gemini-3.5-flash-lite";
      case "SPILLWAY_MODERATOR_KEYS" -> "ada:" + "k".repeat(32);
      case "SPILLWAY_OPERATOR_KEYS" -> "bob:" + "o".repeat(32);
      default -> expression.isEmpty() ? "" : "a-value-of-sufficient-length";
    };
  }

  private JsonNode resource(String type) {
    List<JsonNode> found = resources(type);
    assertThat(found).as(type).hasSize(1);
    return found.get(0);
  }

  private List<JsonNode> resources(String type) {
    return Deployed.stream(template.path("resources"))
        .filter(resource -> resource.path("type").asText().equals(type))
        .toList();
  }

  private static Set<String> texts(JsonNode array) {
    return Deployed.stream(array)
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode json(String file) {
    try {
      return JSON.readTree(Files.readString(INFRA.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
