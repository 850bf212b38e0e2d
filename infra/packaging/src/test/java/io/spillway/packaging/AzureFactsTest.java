package io.spillway.packaging;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Template compared with facts of Azure from other sources: finds what Azure would reject. */
class AzureFactsTest extends TemplateRules {

  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern API_VERSION = Pattern.compile("'(20\\d\\d-\\d\\d-\\d\\d)'");

  @Test
  void every_fact_names_its_origin_and_date() {
    assertThat(AzureFacts.all())
        .isNotEmpty()
        .allSatisfy(
            section -> {
              assertThat(section.path("origin").asText()).isNotBlank();
              assertThat(section.path("date").asText()).matches("20\\d\\d-\\d\\d(-\\d\\d)?");
            });
  }

  /** {@code storageQueueDataContributor} must be the id of Storage Queue Data Contributor. */
  @Test
  void each_role_has_the_id_of_the_built_in_role_of_its_name() {
    Map<String, String> roles =
        Nodes.names(template.variables().path("roles")).stream()
            .collect(
                Collectors.toMap(
                    name -> name, name -> template.variables().path("roles").path(name).asText()));
    assertThat(roles).hasSizeGreaterThan(4);
    roles.forEach(
        (name, id) ->
            assertThat(words(AzureFacts.roleName(id)))
                .as("%s is %s", id, AzureFacts.roleName(id))
                .isEqualTo(words(name)));
  }

  @Test
  void no_role_is_assigned_that_azure_does_not_have() {
    String assigned =
        template.variables()
            + template.resources("Microsoft.Authorization/roleAssignments").toString()
            + template.resources("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments");
    assertThat(ID.matcher(assigned).results().map(id -> id.group().toLowerCase(ROOT)))
        .isNotEmpty()
        .allSatisfy(id -> assertThat(AzureFacts.roleName(id)).as(id).isNotEmpty());
  }

  @Test
  void the_app_has_no_property_or_setting_that_flex_consumption_refuses() {
    JsonNode site = template.properties("Microsoft.Web/sites");
    assertThat(lower(Nodes.names(site.path("siteConfig"))))
        .doesNotContainAnyElementsOf(lower(AzureFacts.flex("refusedSiteConfig")));
    assertThat(lower(Nodes.names(site)))
        .doesNotContainAnyElementsOf(lower(AzureFacts.flex("refusedSite")))
        .doesNotContainAnyElementsOf(lower(AzureFacts.flex("refusedSiteConfig")));
    assertThat(template.appSettings().keySet())
        .doesNotContainAnyElementsOf(AzureFacts.flex("refusedSettings"));
  }

  @Test
  void its_runtime_and_memory_sizes_are_offered() {
    JsonNode runtime =
        template.properties("Microsoft.Web/sites").path("functionAppConfig").path("runtime");
    assertThat(
            Nodes.texts(
                AzureFacts.all()
                    .path("flexConsumption")
                    .path("runtimes")
                    .path(runtime.path("name").asText())))
        .contains(runtime.path("version").asText());
    assertThat(Nodes.texts(template.parameters().path("instanceMemoryMB").path("allowedValues")))
        .isNotEmpty()
        .isSubsetOf(AzureFacts.flex("memory"));
  }

  @Test
  void no_alert_waits_for_a_metric_that_flex_consumption_does_not_have() {
    assertThat(template.root().findParents("metricName"))
        .isNotEmpty()
        .filteredOn(
            criterion -> criterion.path("metricNamespace").asText().startsWith("Microsoft.Web/"))
        .allSatisfy(
            criterion ->
                assertThat(AzureFacts.flex("metrics"))
                    .contains(criterion.path("metricName").asText()));
    assertThat(template.root().findParents("metricName"))
        .allSatisfy(
            criterion -> assertThat(criterion.path("metricNamespace").asText()).isNotEmpty());
  }

  @Test
  void each_resource_has_an_api_version_that_its_type_has() {
    Set<String> all = new TreeSet<>();
    for (JsonNode resource : template.root().path("resources")) {
      String type = resource.path("type").asText();
      assertThat(AzureFacts.apiVersions(type))
          .as(type)
          .contains(resource.path("apiVersion").asText());
      all.addAll(AzureFacts.apiVersions(type));
    }
    assertThat(
            API_VERSION.matcher(template.root().toString()).results().map(found -> found.group(1)))
        .isNotEmpty()
        .isSubsetOf(all);
  }

  private static List<String> lower(Iterable<String> names) {
    return Nodes.stream(names).map(name -> name.toLowerCase(ROOT)).toList();
  }

  private static String words(String name) {
    return name.replaceAll("[^A-Za-z]", "").toLowerCase(ROOT);
  }
}
