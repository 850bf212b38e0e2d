package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.annotation.FunctionName;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Somebody hears of what goes wrong, and of what it costs. */
class TemplateAlertsTest extends TemplateRules {

  @Test
  void each_alert_counts_a_function_that_there_is() {
    for (JsonNode criteria : template.variables().path("criteria")) {
      JsonNode criterion = criteria.path("allOf").path(0);
      if (criterion.path("metricNamespace").asText().equals("azure.applicationinsights")) {
        String function = criterion.path("metricName").asText().replaceFirst(" .*", "");
        assertThat(Functions.ofTheCode())
            .extracting(method -> method.getAnnotation(FunctionName.class).value())
            .contains(function);
      }
    }
  }

  @Test
  void dead_letters_late_moderation_and_5xx_raise_an_alert_that_somebody_hears() {
    Map<String, Integer> most = Map.of("dead-letters", 0, "unmoderated-age", 0, "5xx", 10);
    assertThat(Nodes.names(template.variables().path("criteria")))
        .isEqualTo(new TreeSet<>(most.keySet()));
    List<JsonNode> alerts = template.resources("Microsoft.Insights/metricAlerts");
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
          JsonNode criterion =
              template.variables().path("criteria").path(name).path("allOf").path(0);
          assertThat(criterion.path("operator").asText()).isEqualTo("GreaterThan");
          assertThat(criterion.path("threshold").asInt(-1)).isEqualTo(threshold);
        });
    assertThat(template.variables().path("alertActions").asText())
        .contains("parameters('actionGroupId')");
  }

  @Test
  void the_budget_is_50_unless_somebody_says_otherwise_and_is_told_of_before_it_is_spent() {
    assertThat(template.parameters().path("monthlyBudget").path("defaultValue").asInt())
        .isEqualTo(50);
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
