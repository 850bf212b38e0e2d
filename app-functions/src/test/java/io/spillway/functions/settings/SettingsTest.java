package io.spillway.functions.settings;

import static io.spillway.functions.settings.Problems.problems;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.DelayedRetryPolicy;
import io.spillway.adapters.azure.cosmos.CosmosSettings;
import io.spillway.adapters.azure.gemini.GeminiSettings;
import io.spillway.adapters.azure.queue.StorageQueueSettings;
import io.spillway.core.event.ParkingRules;
import io.spillway.functions.access.Access;
import io.spillway.functions.access.Keys;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Origins;
import io.spillway.ports.Retention;
import io.spillway.ports.queue.WorkQueue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final String COSMOS_SECRET =
      "AccountEndpoint=https://a.documents.azure.com:443/;AccountKey=c2VjcmV0LWtleQ==;";
  private static final String STORAGE_SECRET =
      "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0LWtleQ==";

  @Test
  void without_settings_no_part_is_configured() {
    assertThat(Settings.from(Map.of()))
        .isEqualTo(
            new Settings(
                null,
                null,
                null,
                Access.NONE,
                AlertSettings.STANDARD,
                NotificationSettings.STANDARD,
                Retention.STANDARD,
                null,
                DelayedRetryPolicy.STANDARD,
                Duration.ofDays(7),
                Origins.NONE,
                SourceSettings.NONE));
    assertThat(Settings.from(Map.of("GEMINI_API_KEY", " ")))
        .isEqualTo(
            new Settings(
                null,
                null,
                null,
                Access.NONE,
                AlertSettings.STANDARD,
                NotificationSettings.STANDARD,
                Retention.STANDARD,
                null,
                DelayedRetryPolicy.STANDARD,
                Duration.ofDays(7),
                Origins.NONE,
                SourceSettings.NONE));
  }

  @Test
  void the_parking_time_can_be_set() {
    assertThat(Settings.from(Map.of("SPILLWAY_PARK_MINUTES", "60")).parking())
        .isEqualTo(ParkingRules.waitingFor(Duration.ofHours(1)));
    assertThat(problems(Map.of("SPILLWAY_PARK_MINUTES", "soon")))
        .containsExactly("SPILLWAY_PARK_MINUTES must be a number of minutes");
    assertThat(problems(Map.of("SPILLWAY_PARK_MINUTES", "1441")))
        .singleElement()
        .asString()
        .contains("SPILLWAY_PARK_MINUTES", "1 minute to 1 day");
    assertThat(problems(Map.of("SPILLWAY_PARK_MINUTES", "0"))).hasSize(1);
  }

  /** A message is redelivered until it expires, and must find its workflow until then. */
  @Test
  void histories_outlive_the_messages_that_began_them_when_nothing_is_set() {
    assertThat(Settings.from(Map.of()).workflowRetention())
        .isGreaterThanOrEqualTo(WorkQueue.TIME_TO_LIVE);
  }

  @Test
  void histories_of_workflows_are_kept_for_the_days_that_are_set() {
    String setting = "SPILLWAY_WORKFLOW_RETENTION_DAYS";
    for (String days : new String[] {"1", "30", "365"}) {
      assertThat(Settings.from(Map.of(setting, days)).workflowRetention())
          .isEqualTo(Duration.ofDays(Long.parseLong(days)));
    }
    for (String days : new String[] {"0", "366"}) {
      assertThat(problems(Map.of(setting, days)))
          .containsExactly(setting + ": must be 1 to 365 days: " + days);
    }
    assertThat(problems(Map.of(setting, "a week")))
        .containsExactly(setting + " must be a number of days");
  }

  @Test
  void secrets_alone_are_enough_and_the_rest_has_defaults() {
    Settings settings =
        Settings.from(
            Map.of(
                "SPILLWAY_COSMOS_CONNECTION", COSMOS_SECRET,
                "AzureWebJobsStorage", STORAGE_SECRET,
                "GEMINI_API_KEY", "top-secret"));

    assertThat(settings.cosmos())
        .isEqualTo(CosmosSettings.of(new CosmosSettings.ConnectionString(COSMOS_SECRET)));
    assertThat(settings.queues())
        .isEqualTo(
            StorageQueueSettings.of(new StorageQueueSettings.ConnectionString(STORAGE_SECRET)));
    assertThat(settings.gemini()).isEqualTo(GeminiSettings.of("top-secret"));
    assertThat(settings.toString()).doesNotContain("c2VjcmV0LWtleQ", "top-secret");
  }

  @Test
  void endpoints_alone_mean_the_process_own_identity() {
    Settings settings =
        Settings.from(
            Map.of(
                "SPILLWAY_COSMOS_ENDPOINT", "https://a.documents.azure.com:443/",
                "SPILLWAY_COSMOS_CLIENT_ID", "client-1",
                "AzureWebJobsStorage__queueServiceUri", "https://a.queue.core.windows.net",
                "AzureWebJobsStorage__clientId", "client-2"));

    assertThat(settings.cosmos()).isNotNull();
    assertThat(settings.cosmos().access())
        .isEqualTo(
            new CosmosSettings.Identity(
                URI.create("https://a.documents.azure.com:443/"), "client-1"));
    assertThat(settings.queues()).isNotNull();
    assertThat(settings.queues().access())
        .isEqualTo(
            new StorageQueueSettings.Identity(
                URI.create("https://a.queue.core.windows.net"), "client-2"));
  }

  @Test
  void each_part_can_be_tuned() {
    Settings settings =
        Settings.from(
            Map.ofEntries(
                Map.entry("SPILLWAY_COSMOS_CONNECTION", COSMOS_SECRET),
                Map.entry("SPILLWAY_COSMOS_DATABASE", "streams"),
                Map.entry("SPILLWAY_COSMOS_MODE", "direct"),
                Map.entry("SPILLWAY_COSMOS_CREATE", "true"),
                Map.entry("SPILLWAY_COSMOS_TIMEOUT_MS", "1500"),
                Map.entry("AzureWebJobsStorage", STORAGE_SECRET),
                Map.entry("SPILLWAY_QUEUE_TIMEOUT_MS", "2000"),
                Map.entry("GEMINI_API_KEY", "top-secret"),
                Map.entry("SPILLWAY_GEMINI_MODEL", "gemini-9"),
                Map.entry("SPILLWAY_GEMINI_THINKING", "low"),
                Map.entry("SPILLWAY_GEMINI_ENDPOINT", "http://127.0.0.1:1"),
                Map.entry("SPILLWAY_GEMINI_TIMEOUT_MS", "100"),
                Map.entry("SPILLWAY_GEMINI_BUDGET_MS", "300")));

    assertThat(settings.cosmos())
        .isEqualTo(
            new CosmosSettings(
                new CosmosSettings.ConnectionString(COSMOS_SECRET),
                "streams",
                CosmosSettings.Mode.DIRECT,
                true,
                Duration.ofMillis(1_500)));
    assertThat(settings.queues()).isNotNull();
    assertThat(settings.queues().tryTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.gemini())
        .isEqualTo(
            new GeminiSettings(
                "top-secret",
                "gemini-9",
                GeminiSettings.Thinking.LOW,
                URI.create("http://127.0.0.1:1"),
                Duration.ofMillis(100),
                Duration.ofMillis(300),
                GeminiSettings.DEFAULT_MAX_TRIES));
  }

  @Test
  void all_problems_are_reported_by_the_settings_names() {
    assertThat(
            problems(
                Map.of(
                    "SPILLWAY_COSMOS_CONNECTION", "nonsense top-secret",
                    "SPILLWAY_COSMOS_MODE", "fast",
                    "SPILLWAY_COSMOS_CREATE", "yes",
                    "AzureWebJobsStorage", "nonsense top-secret",
                    "SPILLWAY_QUEUE_TIMEOUT_MS", "soon",
                    "GEMINI_API_KEY", "top-secret",
                    "SPILLWAY_GEMINI_ENDPOINT", "http://example.org",
                    "SPILLWAY_GEMINI_TIMEOUT_MS", "1")))
        .anyMatch(problem -> problem.startsWith("SPILLWAY_COSMOS_*: "))
        .contains(
            "SPILLWAY_COSMOS_MODE must be gateway or direct",
            "SPILLWAY_COSMOS_CREATE must be true or false",
            "SPILLWAY_QUEUE_TIMEOUT_MS must be a number of milliseconds")
        .anyMatch(problem -> problem.startsWith("AzureWebJobsStorage: "))
        .anyMatch(problem -> problem.startsWith("GEMINI_API_KEY and SPILLWAY_GEMINI_*: "))
        .hasSize(6);
  }

  @Test
  void an_unresolved_vault_reference_is_the_only_reported_problem() {
    String reference = "@Microsoft.KeyVault(VaultName=v;SecretName=top-secret)";
    assertThat(
            problems(
                Map.of(
                    "GEMINI_API_KEY", reference,
                    "SPILLWAY_GEMINI_MODEL", "gemini-9",
                    "SPILLWAY_MODERATOR_KEYS", reference,
                    "SPILLWAY_ALERT_WEBHOOK_URL", "https://example.com/alerts",
                    "SPILLWAY_ALERT_WEBHOOK_SECRET", reference)))
        .hasSize(3)
        .allMatch(problem -> problem.contains("unresolved Key Vault reference"))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).startsWith("GEMINI_API_KEY: "),
            problem -> assertThat(problem).startsWith("SPILLWAY_MODERATOR_KEYS: "),
            problem -> assertThat(problem).startsWith("SPILLWAY_ALERT_WEBHOOK_SECRET: "));
  }

  @Test
  void two_ways_to_the_same_thing_exclude_each_other() {
    assertThat(
            problems(
                Map.of(
                    "SPILLWAY_COSMOS_CONNECTION",
                    COSMOS_SECRET,
                    "SPILLWAY_COSMOS_ENDPOINT",
                    "https://a.documents.azure.com",
                    "AzureWebJobsStorage",
                    STORAGE_SECRET,
                    "AzureWebJobsStorage__queueServiceUri",
                    "https://a.queue.core.windows.net")))
        .containsExactly(
            "SPILLWAY_COSMOS_CONNECTION and SPILLWAY_COSMOS_ENDPOINT exclude each other",
            "AzureWebJobsStorage and AzureWebJobsStorage__queueServiceUri exclude each other");
  }

  @Test
  void a_setting_that_has_no_effect_is_a_problem_and_no_surprise() {
    assertThat(
            problems(
                Map.of(
                    "SPILLWAY_GEMINI_MODEL", "gemini-9",
                    "SPILLWAY_COSMOS_DATABASE", "streams",
                    "SPILLWAY_COSMOS_CLIENT_ID", "client-1",
                    "AzureWebJobsStorage__clientId", "client-2")))
        .containsExactly(
            "SPILLWAY_COSMOS_DATABASE requires SPILLWAY_COSMOS_CONNECTION or"
                + " SPILLWAY_COSMOS_ENDPOINT",
            "SPILLWAY_COSMOS_CLIENT_ID requires SPILLWAY_COSMOS_ENDPOINT",
            "AzureWebJobsStorage__clientId requires" + " AzureWebJobsStorage__queueServiceUri",
            "SPILLWAY_GEMINI_MODEL requires GEMINI_API_KEY");
  }

  @Test
  void an_invalid_url_is_reported() {
    assertThat(
            problems(
                Map.of(
                    "SPILLWAY_COSMOS_ENDPOINT", "not a url",
                    "AzureWebJobsStorage__queueServiceUri", "not a url")))
        .containsExactly(
            "SPILLWAY_COSMOS_ENDPOINT must be a URL",
            "AzureWebJobsStorage__queueServiceUri must be a URL");
  }

  @Test
  void keys_and_platform_authentication_configure_access() {
    String key = "top-secret-key-of-thirty-two-chars";
    Access access =
        Settings.from(
                Map.of(
                    "SPILLWAY_MODERATOR_KEYS", "grace:" + key,
                    "SPILLWAY_OPERATOR_KEYS", "grace:" + key,
                    "SPILLWAY_FUNCTION_KEYS", "chat:" + key + "-2",
                    "WEBSITE_AUTH_ENABLED", "True"))
            .access();

    assertThat(access.platformAuthentication()).isTrue();
    assertThat(access.keys())
        .isEqualTo(
            Keys.NONE
                .with(Role.APP, "chat:" + key + "-2")
                .with(Role.MODERATOR, "grace:" + key)
                .with(Role.OPERATOR, "grace:" + key));
    assertThat(access.toString()).doesNotContain("top-secret");
    assertThat(Settings.from(Map.of("WEBSITE_AUTH_ENABLED", "False")).access())
        .isEqualTo(Access.NONE);
  }

  @Test
  void tenants_are_ids_of_tenants() {
    String one = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    String other = "00000000-0000-4000-8000-000000000001";
    assertThat(
            Settings.from(
                    Map.of("SPILLWAY_AUTH_TENANT", one.toUpperCase(Locale.ROOT) + ", " + other))
                .access()
                .tenants())
        .containsExactlyInAnyOrder(one, other);
    for (String wrong : List.of("contoso.com", one + ";" + other, (one + " ").repeat(11))) {
      assertThat(problems(Map.of("SPILLWAY_AUTH_TENANT", wrong)))
          .singleElement()
          .asString()
          .startsWith("SPILLWAY_AUTH_TENANT: must be 1 to 10 ids");
    }
  }

  @Test
  void invalid_key_settings_are_reported_without_keys() {
    assertThat(
            problems(
                Map.of(
                    "SPILLWAY_MODERATOR_KEYS", "grace:top-secret",
                    "SPILLWAY_OPERATOR_KEYS", "top-secret-key-of-thirty-two-chars",
                    "SPILLWAY_FUNCTION_KEYS", "chat:top-secret-key-of-thirty-two-chars")))
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("SPILLWAY_MODERATOR_KEYS: pair 1 must be name:key"))
        .anyMatch(problem -> problem.startsWith("SPILLWAY_OPERATOR_KEYS: pair 1 must be name:key"));
  }

  @Test
  void retention_is_in_days_and_goes_to_the_database_too() {
    Map<String, String> environment =
        Map.of(
            "SPILLWAY_COSMOS_CONNECTION",
            "AccountEndpoint=https://a.example/;AccountKey=c2VjcmV0;",
            "SPILLWAY_RETENTION_MESSAGES_DAYS",
            "30",
            "SPILLWAY_RETENTION_VIOLATIONS_DAYS",
            "90");
    Settings settings = Settings.from(environment);

    Retention wanted =
        new Retention(Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(365));
    assertThat(settings.retention()).isEqualTo(wanted);
    assertThat(requireNonNull(settings.cosmos()).retention()).isEqualTo(wanted);
    assertThat(Settings.from(Map.of()).retention()).isEqualTo(Retention.STANDARD);
  }

  @Test
  void a_retention_that_makes_no_sense_is_refused_by_name() {
    assertThatThrownBy(() -> Settings.from(Map.of("SPILLWAY_RETENTION_EVENTS_DAYS", "7")))
        .hasMessageContaining("SPILLWAY_RETENTION_*: events must be kept for 104");
    assertThatThrownBy(() -> Settings.from(Map.of("SPILLWAY_RETENTION_MESSAGES_DAYS", "a month")))
        .hasMessageContaining("SPILLWAY_RETENTION_MESSAGES_DAYS must be a number of days");
  }
}
