package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.annotation.FunctionName;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.testing.RepositoryRoot;
import io.spillway.wire.Codes;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alerts on failures and on cost, each on a signal that the code or the host emits. */
class TemplateAlertsTest extends TemplateRules {

  private static final String METRIC = "Microsoft.Insights/metricAlerts";
  private static final String QUERY = "Microsoft.Insights/scheduledQueryRules";
  private static final Path ROOT = RepositoryRoot.path();

  JsonNode host = Nodes.json(HostJsonTest.FILE);

  @Test
  void each_actionable_condition_has_an_alert_with_its_severity() {
    assertThat(alerts())
        .extracting(TemplateAlertsTest::name, alert -> alert.at("/properties/severity").asInt(-1))
        .containsExactlyInAnyOrder(
            tuple("5xx", 1),
            tuple("dead-letters", 2),
            tuple("log-cap", 1),
            tuple("maintenance", 2),
            tuple("poison-queues", 1),
            tuple("unmoderated-age", 2));
  }

  @Test
  void each_alert_is_on_reaches_the_action_group_and_looks_as_far_back_as_it_looks_often() {
    assertThat(alerts())
        .allSatisfy(
            alert -> {
              JsonNode properties = alert.path("properties");
              assertThat(properties.path("enabled").asBoolean()).isTrue();
              assertThat(
                      properties.path("actions").asText()
                          + properties.at("/actions/actionGroups").asText())
                  .isIn("[variables('alertActions')]", "[variables('queryActions')]");
              assertThat(Duration.parse(properties.path("windowSize").asText()))
                  .isGreaterThanOrEqualTo(
                      Duration.parse(properties.path("evaluationFrequency").asText()));
            });
    assertThat(template.variables().path("alertActions").asText())
        .contains("parameters('actionGroupId')");
    assertThat(template.variables().path("queryActions").asText())
        .contains("parameters('actionGroupId')");
  }

  @Test
  void each_alert_names_its_section_of_the_runbook() throws IOException {
    String runbook = Files.readString(ROOT.resolve("docs/runbook.md"));
    assertThat(alerts())
        .allSatisfy(
            alert -> {
              String description = alert.at("/properties/description").asText();
              assertThat(description).contains("Runbook: ");
              assertThat(runbook)
                  .contains("\n## " + description.replaceFirst(".*Runbook: (.*)\\.", "$1") + "\n")
                  .contains("*" + name(alert) + "*");
            });
  }

  @Test
  void each_alert_fires_at_its_threshold() {
    Map<String, Integer> most =
        Map.of(
            "dead-letters",
            0,
            "maintenance",
            2,
            "unmoderated-age",
            0,
            "5xx",
            10,
            "poison-queues",
            0,
            "log-cap",
            0);
    for (JsonNode alert : alerts()) {
      JsonNode criterion = criterion(alert);
      assertThat(criterion.path("operator").asText()).isEqualTo("GreaterThan");
      assertThat(criterion.path("threshold").asInt(-1))
          .as(name(alert))
          .isEqualTo(most.get(name(alert)));
    }
  }

  /** The host aggregates NAME Count and NAME Failures for each function, at this log level only. */
  @Test
  void each_metric_is_one_that_the_host_emits_for_a_function_that_there_is() {
    assertThat(template.resources(METRIC)).hasSize(1);
    for (JsonNode alert : template.resources(METRIC)) {
      JsonNode criterion = criterion(alert);
      assertThat(criterion.path("metricNamespace").asText()).isEqualTo("azure.applicationinsights");
      String[] metric = criterion.path("metricName").asText().split(" ", 2);
      assertThat(metric[1]).isIn("Count", "Failures");
      assertThat(Functions.ofTheCode())
          .extracting(method -> method.getAnnotation(FunctionName.class).value())
          .contains(metric[0]);
    }
    assertThat(host.at("/logging/logLevel/Host.Aggregator").asText()).isEqualTo("Information");
  }

  @Test
  void each_query_reads_columns_that_its_table_has_and_that_the_host_fills() {
    assertThat(template.resources(QUERY)).hasSize(5);
    for (JsonNode alert : template.resources(QUERY)) {
      String query = criterion(alert).path("query").asText();
      String table = query.substring(0, query.indexOf(' '));
      Set<String> columns =
          Pattern.compile("(?:where |\\(|sum\\()([A-Za-z]\\w*)(?=[ )])")
              .matcher(query)
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.toSet());
      assertThat(AzureFacts.columns(table)).as(query).isNotEmpty().containsAll(columns);
      assertThat(columns).isNotEmpty();
      if (!table.startsWith("_")) {
        String category = table.equals("requests") ? "Host.Results" : "Function";
        assertThat(host.path("logging").path("logLevel").path(category).asText())
            .isEqualTo("Information");
      }
    }
  }

  @Test
  void the_alert_on_unmoderated_messages_reads_what_the_failing_watch_logs()
      throws ReflectiveOperationException {
    String failed = constant("operations.MaintenanceFunctions", "FAILED");
    String watch = constant("moderation.UnmoderatedSweep", "WATCH");
    assertThat(query("unmoderated-age")).contains("'" + failed + " " + watch + "'");
  }

  /** The watch fails every five minutes, and then this alert fires even when the log is capped. */
  @Test
  void maintenance_that_fails_as_often_as_its_rarest_watch_raises_an_alert() {
    Duration window = Duration.parse(alert("maintenance").at("/properties/windowSize").asText());
    assertThat(criterion(alert("maintenance")).path("threshold").asInt())
        .isEqualTo((int) (window.toMinutes() / 5) - 1);
  }

  @Test
  void the_alert_on_poison_queues_reads_the_code_that_the_watch_logs()
      throws ReflectiveOperationException {
    assertThat(query("poison-queues"))
        .contains("'" + constant("operations.PoisonWatch", "NOT_EMPTY") + "'");
  }

  /** An event that waits for an automatic retry has another outcome, and raises no alert. */
  @Test
  void the_alert_on_dead_letters_reads_the_outcome_of_events_that_need_an_operator() {
    assertThat(query("dead-letters"))
        .contains("'" + Codes.code(Outcome.Kind.EVENT_BURIED) + "'")
        .doesNotContain(Codes.code(Outcome.Kind.EVENT_DEFERRED));
  }

  private static String constant(String type, String name) throws ReflectiveOperationException {
    Field constant = Class.forName("io.spillway.functions." + type).getDeclaredField(name);
    constant.setAccessible(true);
    return (String) constant.get(null);
  }

  @Test
  void a_query_on_sampled_requests_uses_item_counts() {
    assertThat(query("5xx")).contains("sum(itemCount)");
    JsonNode criterion = criterion(alert("5xx"));
    assertThat(query("5xx")).contains(criterion.path("metricMeasureColumn").asText() + " = sum(");
    assertThat(criterion.path("timeAggregation").asText()).isEqualTo("Total");
  }

  private static String name(JsonNode alert) {
    return alert.path("name").asText().replaceFirst(".*, '-(.*)'.*", "$1");
  }

  private JsonNode alert(String name) {
    return alerts().stream().filter(a -> name(a).equals(name)).findFirst().orElseThrow();
  }

  private String query(String name) {
    return criterion(alert(name)).path("query").asText();
  }

  private List<JsonNode> alerts() {
    List<JsonNode> alerts = new ArrayList<>(template.resources(METRIC));
    alerts.addAll(template.resources(QUERY));
    return alerts;
  }

  /** A metric alert's criteria are a variable with separate schemas. */
  private JsonNode criterion(JsonNode alert) {
    JsonNode criteria = alert.at("/properties/criteria");
    if (criteria.isTextual()) {
      String variable = criteria.asText().replaceFirst(".*criteria'\\)\\['(.*)'].*", "$1");
      criteria = template.variables().path("criteria").path(variable);
    }
    assertThat(criteria.path("allOf")).hasSize(1);
    return criteria.path("allOf").path(0);
  }

  @Test
  void the_budget_defaults_to_50_and_notifies_before_it_is_exceeded() {
    assertThat(template.parameters().path("monthlyBudget").path("defaultValue").asInt())
        .isEqualTo(50);
    assertThat(template.resource("Microsoft.Consumption/budgets").path("condition").asText())
        .isEqualTo("[parameters('createBudget')]");
    assertThat(template.parameters().at("/createBudget/defaultValue").asBoolean()).isTrue();
    JsonNode budget = template.properties("Microsoft.Consumption/budgets");
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
}
