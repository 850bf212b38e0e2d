package io.spillway.packaging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.spillway.adapters.azure.cosmos.CosmosSettings;
import io.spillway.functions.http.Origins;
import io.spillway.functions.settings.Settings;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** App settings of the template, compared with those that the code reads. */
class TemplateSettingsTest extends TemplateRules {

  /** Settings of the host, which Spillway's code does not read. */
  private static final Set<String> OF_THE_HOST =
      Set.of(
          "AzureWebJobsStorage__credential",
          "AzureWebJobsStorage__blobServiceUri",
          "AzureWebJobsStorage__tableServiceUri",
          "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT",
          "APPLICATIONINSIGHTS_CONNECTION_STRING",
          "APPLICATIONINSIGHTS_AUTHENTICATION_STRING");

  /**
   * Settings that the code reads but a deployment by this template does not need, with the reason.
   */
  private static final Set<String> NOT_HERE =
      Set.of(
          // Accounts reject keys, and an identity may not create containers.
          "SPILLWAY_COSMOS_CONNECTION",
          "AzureWebJobsStorage",
          "SPILLWAY_COSMOS_CREATE",
          // The platform's own.
          "SPILLWAY_FUNCTION_KEYS",
          "WEBSITE_AUTH_ENABLED");

  @Test
  void the_template_sets_exactly_the_settings_that_code_and_host_read() {
    Set<String> read = new TreeSet<>(OF_THE_HOST);
    Settings.from(new RecordedEnvironment(read));
    assertThat(read).containsAll(NOT_HERE);
    read.removeAll(NOT_HERE);
    assertThat(new TreeSet<>(settings().keySet())).isEqualTo(read);
  }

  @Test
  void optional_settings_come_from_the_parameters_only() {
    assertThat(template.variables().path("further").asText())
        .isEqualTo("[union(variables('notSet'), parameters('settings'))]");
    template
        .variables()
        .path("notSet")
        .fields()
        .forEachRemaining(
            setting -> {
              assertThat(setting.getValue().asText()).isEmpty();
              assertThat(requireNonNull(template.appSettings().get(setting.getKey())).asText())
                  .isEqualTo("[variables('further')." + setting.getKey() + "]");
            });
  }

  /** The platform answers preflights, which have no key, so both must know the same origins. */
  @Test
  void platform_and_app_allow_the_same_origins_and_none_by_default() {
    JsonNode cors = template.resource("Microsoft.Web/sites").at("/properties/siteConfig/cors");
    assertThat(cors.path("allowedOrigins").asText()).isEqualTo("[parameters('corsOrigins')]");
    assertThat(cors.path("supportCredentials").asBoolean(true)).isFalse();
    assertThat(requireNonNull(template.appSettings().get(Origins.SETTING)).asText())
        .isEqualTo("[join(parameters('corsOrigins'), ',')]");
    assertThat(template.parameters().at("/corsOrigins/defaultValue"))
        .isInstanceOf(ArrayNode.class)
        .isEmpty();
  }

  @Test
  void the_settings_suffice_for_a_start_on_azure() {
    Settings settings = Settings.from(settings()).complete();
    assertThat(settings.access().keys().isEmpty()).isFalse();
  }

  /** Returns the settings as an app sees them, with sample values for expressions. */
  private Map<String, String> settings() {
    return template.appSettings().entrySet().stream()
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
      case "SPILLWAY_AUTH_TENANT" -> "72f988bf-86f1-41af-91ab-2d7cd011db47";
      case "SPILLWAY_COSMOS_DATABASE" -> CosmosSettings.DEFAULT_DATABASE;
      case "SPILLWAY_GEMINI_MODEL" -> "gemini-3.5-flash-lite";
      case "SPILLWAY_MODERATOR_KEYS" -> "ada:7f3kq9x2vb8mz4tw6hd1rn5cjp0gsyal";
      case "SPILLWAY_OPERATOR_KEYS" -> "bob:q8w2z5n1k7c4v9b3m6x0t8d2hf5jr7lp";
      case "SPILLWAY_CORS_ORIGINS" -> "";
      case "SPILLWAY_ALERT_WEBHOOK_URL" -> "https://example.com/alerts";
      case "SPILLWAY_ALERT_WEBHOOK_SECRET" -> "whsec_" + "A".repeat(32);
      case "SPILLWAY_TWITCH_CHANNELS" -> "12345=main";
      case "SPILLWAY_KOFI_STREAMS" -> "token=main";
      default ->
          expression.isEmpty() || expression.startsWith("[variables('further')")
              ? ""
              : "a-value-of-sufficient-length";
    };
  }
}
