package io.spillway.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.local.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of the deployment scripts to Azure, in order; no argument contains a secret. */
class DeployScriptsTest {

  private static final String GEMINI_KEY = "the-key-of-gemini-that-nobody-may-see";
  private static final String OPERATOR_KEYS = "ada:the-key-of-ada-that-nobody-may-see-either";

  @TempDir private Path folder;
  private FakeAz az;

  @BeforeEach
  void azure_is_not_there() throws IOException {
    az = new FakeAz(Files.createDirectory(folder.resolve("az")));
  }

  private ScriptRun deploy(Map<String, String> more, String... arguments) {
    return ScriptRun.of("deploy.sh", az.environment(more), arguments);
  }

  private static Map<String, String> secrets() {
    return Map.of(
        "SPILLWAY_ALERT_EMAIL", "ops@example.com",
        "GEMINI_API_KEY", GEMINI_KEY,
        "SPILLWAY_MODERATOR_KEYS", "$(SPILLWAY_MODERATOR_KEYS)",
        "SPILLWAY_OPERATOR_KEYS", OPERATOR_KEYS,
        "APP_URL", "https://the-app.example.com");
  }

  private Path packaged(String version) throws IOException {
    Files.writeString(folder.resolve("version.txt"), version);
    return Files.writeString(folder.resolve("spillway.zip"), "zip");
  }

  @Test
  void a_deployment_prints_a_preview_before_any_change() throws IOException {
    ScriptRun run = deploy(secrets(), "staging");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    List<String> changes =
        az.calls().stream()
            .filter(call -> !call.contains(" show") && !call.contains(" list"))
            .map(this::shortened)
            .toList();
    assertThat(changes)
        .containsExactly(
            "az deployment group what-if",
            "az deployment group create",
            "az resource update --resource-group spillway-staging sites/the-app --name scm",
            "az monitor diagnostic-settings create AuditEvent",
            "az monitor diagnostic-settings create ControlPlaneRequests");
    assertThat(az.calls())
        .filteredOn(call -> !call.contains("diagnostic-settings"))
        .allMatch(call -> call.contains("spillway-staging"));
    assertThat(run.out()).contains("APP=the-app", "URL=https://the-app.example.com");
  }

  private String shortened(String call) {
    return call.replaceAll(" --resource-group spillway-staging --template-file .*", "")
        .replaceAll(" --name spillway --resource .*\"category\": \"(\\w+)\".*", " $1")
        .replaceAll(" --namespace \\S+| --parent| --resource-type \\S+| --set.*", "");
  }

  @Test
  void secrets_go_by_a_file_and_by_no_argument() throws IOException {
    ScriptRun run = deploy(secrets(), "production");

    assertThat(az.everything()).noneMatch(call -> call.contains("nobody-may-see"));
    assertThat(run.out() + run.err()).doesNotContain("nobody-may-see");
    assertThat(az.handed())
        .contains(GEMINI_KEY, OPERATOR_KEYS, "\"operatorKeysInVault\": {\"value\": true}")
        .contains("\"moderatorKeysInVault\": {\"value\": false}")
        .doesNotContain("$(SPILLWAY");
  }

  @Test
  void existing_vault_keys_and_the_budgets_start_are_kept() throws IOException {
    deploy(
        Map.of(
            "SPILLWAY_ALERT_EMAIL", "ops@example.com",
            "IN_VAULT", "true",
            "BUDGET_START", "2026-02-01T00:00:00Z"),
        "staging");

    assertThat(az.handed())
        .contains("\"moderatorKeysInVault\": {\"value\": true}")
        .contains("\"budgetStart\": {\"value\": \"2026-02-01\"}")
        .doesNotContain("geminiApiKey");
  }

  @Test
  void a_preview_changes_nothing() throws IOException {
    ScriptRun run = deploy(secrets(), "production", "--what-if");

    assertThat(run.status()).isZero();
    assertThat(az.calls())
        .anyMatch(
            call ->
                call.matches("az deployment group what-if .* --validation-level ProviderNoRbac"));
    assertThat(az.calls()).noneMatch(call -> call.matches(".* (create|update|config-zip) .*"));
  }

  @Test
  void a_release_puts_the_package_there_and_asks_it_whether_it_works() throws IOException {
    try (TestServer server = TestServer.start()) {
      ScriptRun run =
          ScriptRun.of(
              "release.sh",
              az.environment(Map.of("APP_URL", server.uri().toString())),
              "staging",
              packaged("test").toString());

      assertThat(run.err()).isEmpty();
      assertThat(run.status()).isZero();
      assertThat(run.out()).contains("version test", "smoke: all is well");
    }
    assertThat(az.calls())
        .filteredOn(call -> call.contains("functionapp"))
        .satisfiesExactly(
            call -> assertThat(call).contains("functionapp list", "azd-service-name"),
            call -> assertThat(call).contains("functionapp show", "--query join"),
            call -> assertThat(call).contains("source config-zip", "--name the-app"),
            call -> assertThat(call).contains("keys list"));
    assertThat(az.everything())
        .anyMatch(call -> call.startsWith("curl "))
        .noneMatch(call -> call.contains(FakeAz.FUNCTION_KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"config-zip", "keys list"})
  void a_call_that_fails_right_after_a_deployment_is_tried_again(String call) throws IOException {
    try (TestServer server = TestServer.start()) {
      ScriptRun run =
          ScriptRun.of(
              "release.sh",
              az.environment(
                  Map.of("APP_URL", server.uri().toString(), "FAILING", call, "TIMES", "5")),
              "staging",
              packaged("test").toString());

      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.err()).contains("release: attempt 5 of 6 failed, next one in 20 s");
    }
    assertThat(az.everything()).filteredOn(line -> line.equals("sleep 20")).hasSize(5);
    assertThat(az.calls()).filteredOn(line -> line.contains(call)).hasSize(6);
  }

  @Test
  void a_command_that_fails_six_times_ends_the_script() throws IOException {
    ScriptRun run =
        ScriptRun.of(
            "release.sh",
            az.environment(Map.of("APP_URL", "https://x", "FAILING", "config-zip", "TIMES", "99")),
            "staging",
            packaged("test").toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("release: gave up after 6 attempts: az functionapp deployment");
    assertThat(az.calls()).noneMatch(call -> call.contains("keys list"));
  }

  /** A failed deployment's record has no outputs. */
  @Test
  void going_back_finds_the_app_also_when_the_deployment_of_infrastructure_failed()
      throws IOException {
    try (TestServer server = TestServer.start()) {
      ScriptRun run =
          ScriptRun.of(
              "rollback.sh",
              az.environment(
                  Map.of(
                      "APP_URL", server.uri().toString(),
                      "FAILING", "deployment group",
                      "TIMES", "99")),
              "production",
              packaged("test").toString());

      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out()).contains("smoke: all is well");
    }
  }

  @Test
  void a_group_without_the_app_is_named() throws IOException {
    ScriptRun run =
        ScriptRun.of(
            "release.sh",
            az.environment(Map.of("APP_NAME", "")),
            "staging",
            packaged("test").toString());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("there is no function app", "in spillway-staging");
  }

  @Test
  void an_address_that_the_pipeline_does_not_have_stops_a_deployment() throws IOException {
    ScriptRun run = deploy(Map.of("SPILLWAY_ALERT_EMAIL", "$(SPILLWAY_ALERT_EMAIL)"), "production");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("SPILLWAY_ALERT_EMAIL must be the address");
    assertThat(az.calls()).isEmpty();
  }

  @Test
  void going_back_takes_the_package_that_a_run_retained() throws IOException {
    try (TestServer server = TestServer.start()) {
      ScriptRun run =
          ScriptRun.of(
              "rollback.sh",
              az.environment(Map.of("APP_URL", server.uri().toString())),
              "production --run 41 --organization https://dev.example.com --project live"
                  .split(" "));

      assertThat(run.err()).isEmpty();
      assertThat(run.status()).isZero();
      assertThat(run.out()).contains("version test", "smoke: all is well");
    }
    assertThat(az.calls().get(0))
        .contains("pipelines runs artifact download", "--run-id 41", "--artifact-name package");
    assertThat(az.calls()).anyMatch(call -> call.contains("config-zip"));
  }

  @Test
  void the_webhooks_address_and_secret_are_stored_together() throws IOException {
    Map<String, String> url =
        Map.of(
            "SPILLWAY_ALERT_EMAIL", "ops@example.com",
            "SPILLWAY_ALERT_WEBHOOK_URL", "https://example.com/nobody-may-see");
    ScriptRun alone = deploy(url, "staging");
    assertThat(alone.status()).isEqualTo(2);
    assertThat(alone.err()).contains("SPILLWAY_ALERT_WEBHOOK_SECRET go together");
    assertThat(az.calls()).noneMatch(call -> call.contains("what-if"));

    Map<String, String> both = new HashMap<>(url);
    both.put("SPILLWAY_ALERT_WEBHOOK_SECRET", "whsec_nobody-may-see");
    assertThat(deploy(both, "staging").status()).isZero();
    assertThat(az.handed())
        .contains("\"alertWebhookInVault\": {\"value\": true}", "whsec_nobody-may-see");
    assertThat(az.everything()).noneMatch(call -> call.contains("nobody-may-see"));
  }

  @Test
  void a_run_of_the_pipeline_is_kept_and_its_token_is_no_argument() throws IOException {
    try (LeaseServer server = LeaseServer.start()) {
      Map<String, String> pipeline =
          Map.of(
              "SYSTEM_ACCESSTOKEN", "the-token-that-nobody-may-see",
              "SYSTEM_COLLECTIONURI", server.uri() + "/",
              "SYSTEM_TEAMPROJECTID", "live",
              "SYSTEM_DEFINITIONID", "7",
              "BUILD_BUILDID", "41",
              "BUILD_REQUESTEDFORID", "ada");
      ScriptRun run = ScriptRun.of("retain.sh", az.environment(pipeline), "365");

      assertThat(run.err()).isEmpty();
      assertThat(run.out()).contains("run 41 is kept for 365 days");
      assertThat(server.asked())
          .singleElement()
          .asString()
          .startsWith("POST /live/_apis/build/retention/leases?api-version=7.1")
          .contains("Bearer the-token-that-nobody-may-see", "\"daysValid\":365", "\"runId\":41");
      assertThat(az.everything()).noneMatch(call -> call.contains("nobody-may-see"));

      server.refuse();
      ScriptRun refused = ScriptRun.of("retain.sh", az.environment(pipeline), "365");
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err())
          .contains("run 41 could not be kept: HTTP 403", LeaseServer.REFUSAL)
          .doesNotContain("nobody-may-see");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "retain.sh,                                 DAYS must be 1 to 3650",
    "retain.sh 0,                               DAYS must be 1 to 3650",
    "retain.sh 365,                             SYSTEM_ACCESSTOKEN is missing",
    "deploy.sh,                                 an environment is missing",
    "deploy.sh moon,                            there is no",
    "deploy.sh staging production,              one environment is enough",
    "deploy.sh staging,                         SPILLWAY_ALERT_EMAIL must be the address",
    "deploy.sh staging --sprot,                 there is no option '--sprot'",
    "release.sh staging,                        an environment and a package are needed",
    "release.sh staging nowhere.zip,            there is no package nowhere.zip",
    "release.sh staging a b,                    too many arguments",
    "release.sh staging a --version,            --version",
    "rollback.sh staging,                       a package or a run",
    "rollback.sh staging nowhere.zip,           there is no package nowhere.zip",
    "rollback.sh staging --run 1,               --run needs --organization and --project",
    "rollback.sh staging --run,                 --run",
    "bootstrap.sh,                              --organization must be an https URL",
    "bootstrap.sh --organization https://x,     --project is missing",
    "bootstrap.sh --organization https://x --project p --email invalid, --email must be",
    "bootstrap.sh --sprot,                      there is no option '--sprot'",
  })
  void bad_arguments_end_with_2_before_anything_is_asked(String command, String message)
      throws IOException {
    String[] words = command.split(" ");
    ScriptRun run =
        ScriptRun.of(
            words[0],
            az.environment(Map.of()),
            List.of(words).subList(1, words.length).toArray(String[]::new));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(az.calls()).isEmpty();
  }
}
