package io.spillway.packaging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.functions.http.Body;
import io.spillway.testing.RepositoryRoot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Access rules of the template: no access by key or old protocol, and the app's required roles. */
class TemplateAccessTest extends TemplateRules {

  @Test
  void every_account_refuses_keys_and_old_protocols() {
    JsonNode storage = template.resource("Microsoft.Storage/storageAccounts").path("properties");
    assertThat(storage.path("allowSharedKeyAccess").asBoolean(true)).isFalse();
    assertThat(storage.path("allowBlobPublicAccess").asBoolean(true)).isFalse();
    assertThat(storage.path("supportsHttpsTrafficOnly").asBoolean()).isTrue();
    assertThat(storage.path("minimumTlsVersion").asText()).isEqualTo("TLS1_2");
    JsonNode cosmos = template.resource("Microsoft.DocumentDB/databaseAccounts").path("properties");
    assertThat(cosmos.path("disableLocalAuth").asBoolean()).isTrue();
    assertThat(cosmos.path("minimalTlsVersion").asText()).isEqualTo("Tls12");
    assertThat(cosmos.path("capabilities").path(0).path("name").asText())
        .isEqualTo("EnableServerless");
    JsonNode site = template.resource("Microsoft.Web/sites").path("properties");
    assertThat(site.path("httpsOnly").asBoolean()).isTrue();
    JsonNode config = site.path("siteConfig");
    assertThat(config.path("minTlsVersion").asText()).isEqualTo("1.2");
    assertThat(config.path("scmMinTlsVersion").asText()).isEqualTo("1.2");
    assertThat(
            template
                .properties("Microsoft.Insights/components")
                .path("DisableLocalAuth")
                .asBoolean())
        .isTrue();
    assertThat(
            template
                .properties("Microsoft.OperationalInsights/workspaces")
                .path("features")
                .path("disableLocalAuth")
                .asBoolean())
        .isTrue();
    JsonNode vault = template.properties("Microsoft.KeyVault/vaults");
    assertThat(vault.path("enableRbacAuthorization").asBoolean()).isTrue();
    assertThat(vault.path("enablePurgeProtection").asText())
        .isEqualTo(
            "[if(parameters('vaultPurgeProtection'), parameters('vaultPurgeProtection'),"
                + " json('null'))]");
    assertThat(template.parameters().path("vaultPurgeProtection").path("defaultValue").asBoolean())
        .isTrue();
  }

  @Test
  void no_setting_contains_a_secret() {
    Map.of(
            "GEMINI_API_KEY", "geminiApiKey",
            "SPILLWAY_MODERATOR_KEYS", "moderatorKeys",
            "SPILLWAY_OPERATOR_KEYS", "operatorKeys",
            "SPILLWAY_ALERT_WEBHOOK_URL", "alertWebhookUrl",
            "SPILLWAY_ALERT_WEBHOOK_SECRET", "alertWebhookSecret",
            "SPILLWAY_TWITCH_SECRETS", "twitchSecrets",
            "SPILLWAY_KOFI_STREAMS", "kofiStreams")
        .forEach(
            (setting, parameter) -> {
              assertThat(requireNonNull(template.appSettings().get(setting)).asText())
                  .contains("variables('inVault')");
              assertThat(template.parameters().path(parameter).path("type").asText())
                  .isEqualTo("securestring");
            });
    assertThat(template.variables().path("inVault").asText()).contains("@Microsoft.KeyVault(");
    assertThat(template.root().toString())
        .doesNotContain("listKeys")
        .doesNotContain("listConnection");
  }

  /** By their names in Azure; a broader role would show here. */
  @Test
  void the_app_has_the_minimal_role_on_each_account() {
    assertThat(template.variables().path("roles"))
        .map(id -> AzureFacts.roleName(id.asText()))
        .containsExactlyInAnyOrder(
            "Storage Blob Data Owner",
            "Storage Queue Data Contributor",
            "Storage Table Data Contributor",
            "Key Vault Secrets User",
            "Monitoring Metrics Publisher",
            "Cosmos DB Built-in Data Contributor");
    assertThat(template.resources("Microsoft.Authorization/roleAssignments"))
        .extracting(
            role -> role.path("scope").asText().replaceAll(".*(Microsoft\\.[\\w/]+).*", "$1"))
        .containsExactlyInAnyOrder(
            "Microsoft.Storage/storageAccounts/",
            "Microsoft.KeyVault/vaults/",
            "Microsoft.Insights/components/");
    assertThat(Nodes.texts(template.variables().path("storageRoles"))).hasSize(3);
    assertThat(
            template
                .properties("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments")
                .path("scope")
                .asText())
        .endsWith("'/dbs/', variables('database'))]");
  }

  /** An app that starts before gets no secret, and is not updated for a day. */
  @Test
  void secrets_and_roles_are_there_before_the_app_starts() {
    String before = template.resource("Microsoft.Web/sites").path("dependsOn").toString();
    for (JsonNode secret : template.resources("Microsoft.KeyVault/vaults/secrets")) {
      String name = secret.path("name").asText().replaceAll(".*'(\\w+Secret)'.*", "$1");
      assertThat(before).contains("variables('vaultName'), variables('" + name + "')");
    }
    assertThat(before)
        .contains("keyVaultSecretsUser", "monitoringMetricsPublisher", "sqlRoleAssignments")
        .contains("\"storageRoles\"", "\"queues\"", "\"containers\"");
  }

  /**
   * The platform buffers a body before the app sees it, also of strangers; the app's own limit is
   * far below.
   */
  @Test
  void a_request_body_is_refused_by_the_platform_soon_after_the_app_would() {
    int limit =
        Integer.parseInt(
            requireNonNull(template.appSettings().get("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"))
                .asText());
    assertThat(limit).isBetween(Body.MAX_BYTES, 16 * Body.MAX_BYTES);
  }

  @Test
  void with_a_subnet_every_account_takes_calls_from_there_only() {
    for (String type : List.of("Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults")) {
      JsonNode rules = template.properties(type).path("networkAcls");
      assertThat(rules.path("defaultAction").asText()).isEqualTo("[variables('networkAccess')]");
      assertThat(rules.path("virtualNetworkRules").asText())
          .isEqualTo("[variables('networkRules')]");
    }
    JsonNode cosmos = template.properties("Microsoft.DocumentDB/databaseAccounts");
    assertThat(cosmos.path("isVirtualNetworkFilterEnabled").asText())
        .isEqualTo("[not(variables('isOpen'))]");
    assertThat(cosmos.path("virtualNetworkRules").asText())
        .isEqualTo("[variables('networkRules')]");
    assertThat(template.properties("Microsoft.Web/sites").path("virtualNetworkSubnetId").asText())
        .contains("parameters('subnetId')");
    assertThat(template.variables().path("networkAccess").asText())
        .isEqualTo("[if(variables('isOpen'), 'Allow', 'Deny')]");
    assertThat(template.variables().path("isOpen").asText())
        .isEqualTo("[empty(parameters('subnetId'))]");
  }

  @Test
  void deleted_data_can_be_restored_for_a_week() {
    JsonNode blobs = template.properties("Microsoft.Storage/storageAccounts/blobServices");
    assertThat(blobs.path("deleteRetentionPolicy").path("enabled").asBoolean()).isTrue();
    assertThat(blobs.path("deleteRetentionPolicy").path("days").asInt()).isEqualTo(7);
    assertThat(blobs.path("containerDeleteRetentionPolicy").path("enabled").asBoolean()).isTrue();
    assertThat(
            template
                .properties("Microsoft.DocumentDB/databaseAccounts")
                .path("backupPolicy")
                .asText())
        .isEqualTo("[variables('backupPolicy')]");
    assertThat(template.variables().at("/backupPolicy/type").asText()).isEqualTo("Continuous");
  }

  @Test
  void productions_audit_trail_is_immutable() {
    JsonNode policy =
        template.properties(
            "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies");
    assertThat(policy.path("immutabilityPeriodSinceCreationInDays").asText())
        .isEqualTo("[parameters('auditRetentionDays')]");
    assertThat(policy.path("allowProtectedAppendWrites").asBoolean()).isFalse();
    assertThat(
            Nodes.json(RepositoryRoot.resolve("infra/azuredeploy.parameters.production.json"))
                .at("/parameters/auditRetentionDays/value")
                .asInt())
        .isGreaterThanOrEqualTo(365);
  }
}
