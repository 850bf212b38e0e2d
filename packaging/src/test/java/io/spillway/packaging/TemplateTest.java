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
import java.util.regex.Pattern;
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

  /** What the code reads and a deployment by this template has no use for, and why. */
  private static final Set<String> NOT_HERE =
      Set.of(
          // Accounts refuse keys, and an identity may not create containers.
          "SPILLWAY_COSMOS_CONNECTION",
          "AzureWebJobsStorage",
          "SPILLWAY_COSMOS_CREATE",
          // The platform's own.
          "SPILLWAY_FUNCTION_KEYS",
          "WEBSITE_AUTH_ENABLED");

  JsonNode template = json("azuredeploy.json");

  @Test
  void its_containers_are_those_of_the_code() {
    assertThat(variables().path("containers"))
        .as("as the code has it:\n%s", containers().toPrettyString())
        .isEqualTo(containers());
  }

  @Test
  void its_database_is_the_one_that_is_looked_for() {
    assertThat(variables().path("database").asText()).isEqualTo(CosmosSettings.DEFAULT_DATABASE);
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
    assertThat(texts(variables().path("queues"))).isEqualTo(wanted);
  }

  @Test
  void it_makes_every_setting_that_the_code_or_the_host_reads_and_no_other() {
    Set<String> read = new TreeSet<>(OF_THE_HOST);
    Settings.from(new RecordedEnvironment(read));
    assertThat(read).containsAll(NOT_HERE);
    read.removeAll(NOT_HERE);
    assertThat(new TreeSet<>(settings().keySet())).isEqualTo(read);
  }

  @Test
  void a_further_setting_is_what_the_parameters_say_and_otherwise_not_set() {
    assertThat(variables().path("further").asText())
        .isEqualTo("[union(variables('notSet'), parameters('settings'))]");
    variables()
        .path("notSet")
        .fields()
        .forEachRemaining(
            setting -> {
              assertThat(setting.getValue().asText()).isEmpty();
              assertThat(requireNonNull(appSettings().get(setting.getKey())).asText())
                  .isEqualTo("[variables('further')." + setting.getKey() + "]");
            });
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
            "SPILLWAY_OPERATOR_KEYS", "operatorKeys",
            "SPILLWAY_ALERT_WEBHOOK_URL", "alertWebhookUrl",
            "SPILLWAY_ALERT_WEBHOOK_SECRET", "alertWebhookSecret")
        .forEach(
            (setting, parameter) -> {
              assertThat(requireNonNull(appSettings().get(setting)).asText())
                  .contains("variables('inVault')");
              assertThat(template.path("parameters").path(parameter).path("type").asText())
                  .isEqualTo("securestring");
            });
    assertThat(variables().path("inVault").asText()).contains("@Microsoft.KeyVault(");
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
    JsonNode config = site.path("siteConfig");
    assertThat(config.path("minTlsVersion").asText()).isEqualTo("1.2");
    assertThat(config.path("scmMinTlsVersion").asText()).isEqualTo("1.2");
    assertThat(config.path("ftpsState").asText()).isEqualTo("Disabled");
    assertThat(properties("Microsoft.Insights/components").path("DisableLocalAuth").asBoolean())
        .isTrue();
    assertThat(
            properties("Microsoft.OperationalInsights/workspaces")
                .path("features")
                .path("disableLocalAuth")
                .asBoolean())
        .isTrue();
    JsonNode vault = properties("Microsoft.KeyVault/vaults");
    assertThat(vault.path("enableRbacAuthorization").asBoolean()).isTrue();
    assertThat(vault.path("enablePurgeProtection").asBoolean()).isTrue();
  }

  /** By the ids that Azure gives its built-in roles; a wider one would show here. */
  @Test
  void the_app_may_do_what_it_needs_on_each_account_and_no_more() {
    assertThat(variables().path("roles").toString())
        .isEqualTo(
            "{\"storageBlobDataOwner\":\"b7e6dc6d-f1e8-4753-8033-0f276bb0955b\","
                + "\"storageQueueDataContributor\":\"974c5e8b-45b9-4653-ba55-5f855dd0fbe8\","
                + "\"storageTableDataContributor\":\"0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3\","
                + "\"keyVaultSecretsUser\":\"4633458b-17de-408a-875b-0445e86b69e6\","
                + "\"monitoringMetricsPublisher\":\"3913510d-42f4-4e42-8a64-420c390055eb\","
                + "\"cosmosDataContributor\":\"00000000-0000-0000-0000-000000000002\"}");
    assertThat(resources("Microsoft.Authorization/roleAssignments"))
        .extracting(
            role -> role.path("scope").asText().replaceAll(".*(Microsoft\\.[\\w/]+).*", "$1"))
        .containsExactlyInAnyOrder(
            "Microsoft.Storage/storageAccounts/",
            "Microsoft.KeyVault/vaults/",
            "Microsoft.Insights/components/");
    assertThat(texts(variables().path("storageRoles"))).hasSize(3);
    assertThat(
            properties("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments")
                .path("scope")
                .asText())
        .endsWith("'/dbs/', variables('database'))]");
  }

  /** An app that starts before takes no secret, and is not told again for a day. */
  @Test
  void secrets_and_roles_are_there_before_the_app_starts() {
    String before = resource("Microsoft.Web/sites").path("dependsOn").toString();
    for (JsonNode secret : resources("Microsoft.KeyVault/vaults/secrets")) {
      String name = secret.path("name").asText().replaceAll(".*'(\\w+Secret)'.*", "$1");
      assertThat(before).contains("variables('vaultName'), variables('" + name + "')");
    }
    assertThat(before)
        .contains("keyVaultSecretsUser", "monitoringMetricsPublisher", "sqlRoleAssignments")
        .contains("\"storageRoles\"", "\"queues\"", "\"containers\"");
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
    for (JsonNode criteria : variables().path("criteria")) {
      JsonNode criterion = criteria.path("allOf").path(0);
      if (criterion.path("metricNamespace").asText().equals("azure.applicationinsights")) {
        String function = criterion.path("metricName").asText().replaceFirst(" .*", "");
        assertThat(Deployed.functions()).contains(function);
      }
    }
  }

  @Test
  void dead_letters_late_moderation_and_5xx_raise_an_alert_that_somebody_hears() {
    Map<String, Integer> most = Map.of("dead-letters", 0, "unmoderated-age", 0, "5xx", 10);
    assertThat(names(variables().path("criteria"))).isEqualTo(new TreeSet<>(most.keySet()));
    List<JsonNode> alerts = resources("Microsoft.Insights/metricAlerts");
    assertThat(alerts)
        .extracting(alert -> alert.path("properties").path("criteria").asText())
        .containsExactlyInAnyOrderElementsOf(
            most.keySet().stream().map(n -> "[variables('criteria')['" + n + "']]").toList());
    assertThat(alerts)
        .allSatisfy(
            alert -> {
              assertThat(alert.path("properties").path("enabled").asBoolean()).isTrue();
              assertThat(alert.path("properties").path("actions").asText())
                  .isEqualTo("[variables('alertActions')]");
            });
    most.forEach(
        (name, threshold) -> {
          JsonNode criterion = variables().path("criteria").path(name).path("allOf").path(0);
          assertThat(criterion.path("operator").asText()).isEqualTo("GreaterThan");
          assertThat(criterion.path("threshold").asInt(-1)).isEqualTo(threshold);
        });
    assertThat(variables().path("alertActions").asText()).contains("parameters('actionGroupId')");
  }

  @Test
  void the_budget_is_50_unless_somebody_says_otherwise_and_is_told_of_before_it_is_spent() {
    assertThat(template.path("parameters").path("monthlyBudget").path("defaultValue").asInt())
        .isEqualTo(50);
    JsonNode budget = properties("Microsoft.Consumption/budgets");
    assertThat(budget.path("amount").asText()).isEqualTo("[parameters('monthlyBudget')]");
    assertThat(budget.path("notifications"))
        .allSatisfy(
            told -> {
              assertThat(told.path("enabled").asBoolean()).isTrue();
              assertThat(told.path("contactEmails").path(0).asText())
                  .isEqualTo("[parameters('alertEmail')]");
            })
        .extracting(
            told -> told.path("thresholdType").asText() + " " + told.path("threshold").asInt())
        .containsExactly("Actual 50", "Actual 90", "Forecasted 100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void each_environment_gives_parameters_that_there_are(String environment) {
    JsonNode parameters =
        json("azuredeploy.parameters." + environment + ".json").path("parameters");
    assertThat(parameters.path("environmentName").path("value").asText()).isEqualTo(environment);
    assertThat(names(template.path("parameters"))).containsAll(names(parameters));
    assertThat(names(variables().path("notSet")))
        .containsAll(names(parameters.path("settings").path("value")));
  }

  /** The thin main.bicep, which cannot be compiled here, hands on no name that there is not. */
  @Test
  void azd_hands_on_parameters_that_there_are() throws IOException {
    String bicep = Files.readString(INFRA.resolve("main.bicep"));
    String handedOn = bicep.substring(bicep.indexOf("params: {"));
    Set<String> names =
        Pattern.compile("(?m)^    (\\w+): (\\w+)$")
            .matcher(handedOn)
            .results()
            .map(line -> line.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(names).contains("environmentName", "alertEmail", "geminiApiKey");
    assertThat(names(template.path("parameters"))).containsAll(names);
    assertThat(names).allSatisfy(name -> assertThat(bicep).contains("\nparam " + name + " "));
    assertThat(names).containsAll(names(json("main.parameters.json").path("parameters")));
  }

  private JsonNode variables() {
    return template.path("variables");
  }

  private JsonNode properties(String type) {
    return resource(type).path("properties");
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
      case "SPILLWAY_ALERT_WEBHOOK_URL" -> "https://example.com/alerts";
      case "SPILLWAY_ALERT_WEBHOOK_SECRET" -> "whsec_" + "A".repeat(32);
      default ->
          expression.isEmpty() || expression.startsWith("[variables('further')")
              ? ""
              : "a-value-of-sufficient-length";
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
