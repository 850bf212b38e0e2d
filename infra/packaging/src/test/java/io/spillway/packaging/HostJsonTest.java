package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.spillway.core.violation.MessageVisibility;
import io.spillway.functions.http.Router;
import io.spillway.functions.settings.Settings;
import io.spillway.local.host.QueueSettings;
import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Host configuration for all functions, compared with the code's assumptions. */
class HostJsonTest {

  private static final Path DEPLOY_DOCUMENT = RepositoryRoot.resolve("docs/deploy.md");

  static final Path FILE = RepositoryRoot.resolve("app-functions/host.json");

  JsonNode host = Nodes.json(FILE);

  private JsonNode queue(String setting) {
    return host.path("extensions").path("queues").path(setting);
  }

  @Test
  void host_json_has_version_2_and_an_extension_bundle() {
    assertThat(host.path("version").asText()).isEqualTo("2.0");
    assertThat(host.path("extensionBundle").path("id").asText())
        .isEqualTo("Microsoft.Azure.Functions.ExtensionBundle");
    assertThat(host.path("extensionBundle").path("version").asText()).startsWith("[4.");
  }

  @Test
  void queues_are_delivered_as_on_one_machine() {
    QueueSettings local = QueueSettings.STANDARD;
    assertThat(queue("batchSize").asInt()).isEqualTo(local.batchSize());
    assertThat(queue("newBatchThreshold").asInt()).isEqualTo(local.newBatchThreshold());
    assertThat(queue("maxDequeueCount").asInt()).isEqualTo(local.maxDequeueCount());
    assertThat(queue("messageEncoding").asText()).isEqualTo("none");
  }

  /** An hour of invalid settings, or without storage, must create no dead letters. */
  @Test
  void a_delivery_is_tried_for_over_an_hour_before_the_host_gives_up_on_it() {
    Duration pause = duration(queue("visibilityTimeout"));
    int tries = queue("maxDequeueCount").asInt();
    assertThat(pause.multipliedBy(tries - 1)).isGreaterThanOrEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void on_one_machine_a_killed_process_loses_its_deliveries_within_the_visibility_timeout()
      throws IOException {
    Duration lease = QueueSettings.STANDARD.lease();
    assertThat(lease).isEqualTo(duration(queue("visibilityTimeout")));
    assertThat(Files.readString(DEPLOY_DOCUMENT))
        .contains(lease.toSeconds() + " s on one machine, as `visibilityTimeout`");
  }

  @Test
  void the_local_host_retries_sooner_as_documented() throws IOException {
    QueueSettings local = QueueSettings.STANDARD;
    assertThat(local.visibilityTimeout())
        .isLessThan(duration(queue("visibilityTimeout")))
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(Files.readString(DEPLOY_DOCUMENT))
        .contains(
            "| "
                + queue("maxDequeueCount").asInt()
                + ", "
                + duration(queue("visibilityTimeout")).toSeconds()
                + " s (1 s on one machine) |");
  }

  @Test
  void every_queue_that_a_function_reads_is_made_by_the_template_with_its_poison_queue() {
    List<String> read =
        Functions.parameters(Functions.ofTheCode(), QueueTrigger.class).stream()
            .map(QueueTrigger::queueName)
            .toList();
    List<String> made =
        Nodes.texts(
                Nodes.json(RepositoryRoot.resolve("infra/azuredeploy.json"))
                    .path("variables")
                    .path("queues"))
            .toList();
    assertThat(read).isNotEmpty();
    assertThat(made).containsExactlyInAnyOrderElementsOf(read);
  }

  @Test
  void routes_are_below_the_root_that_answers_name() {
    assertThat("/" + host.path("extensions").path("http").path("routePrefix").asText())
        .isEqualTo(Router.ROOT);
  }

  @Test
  void the_hub_has_a_name_of_its_own_and_one_that_the_host_allows() {
    assertThat(host.path("extensions").path("durableTask").path("hubName").asText())
        .matches("[A-Za-z][A-Za-z0-9]{2,44}");
  }

  /** Microsoft's advice for Flex Consumption is 10 seconds or less; the default is 30. */
  @Test
  void an_event_on_an_idle_app_does_not_wait_long_for_its_orchestration() {
    String interval =
        host.at("/extensions/durableTask/storageProvider/maxQueuePollingInterval").asText();
    assertThat(Duration.between(LocalTime.MIN, LocalTime.parse(interval)))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
  }

  @Test
  void a_flood_of_requests_is_refused_before_it_fills_the_memory() {
    int running = host.at("/extensions/http/maxConcurrentRequests").asInt();
    int held = host.at("/extensions/http/maxOutstandingRequests").asInt();
    assertThat(running).isBetween(16, 200);
    assertThat(held).isBetween(running, 400);
  }

  @Test
  void a_function_may_run_as_long_as_its_slowest_call_and_no_longer_than_the_plan_allows() {
    assertThat(duration(host.path("functionTimeout")))
        .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(10));
  }

  @Test
  void a_function_ends_long_before_the_deadline_of_late_effects() {
    assertThat(duration(host.path("functionTimeout")).multipliedBy(2))
        .isLessThan(MessageVisibility.LATEST);
  }

  @Test
  void exceptions_are_never_sampled_away_and_functions_log_what_they_do() {
    JsonNode logging = host.path("logging");
    assertThat(
            logging
                .path("applicationInsights")
                .path("samplingSettings")
                .path("excludedTypes")
                .asText())
        .contains("Exception");
    assertThat(logging.path("logLevel").path("Function").asText()).isEqualTo("Information");
  }

  @Test
  void every_setting_that_the_code_reads_is_documented_and_the_other_way_round()
      throws IOException {
    Set<String> read = new TreeSet<>();
    Settings.from(new RecordedEnvironment(read));
    Set<String> documented =
        Pattern.compile("(?m)^\\| `([A-Za-z_]+)` \\|")
            .matcher(Files.readString(DEPLOY_DOCUMENT))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(read).isNotEmpty().isEqualTo(documented);
  }

  private static Duration duration(JsonNode text) {
    return Duration.between(LocalTime.MIN, LocalTime.parse(text.asText()));
  }
}
