package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deployment parameters: every caller of the template passes existing ones. */
class ParametersTest {

  private static final Path INFRA = RepositoryRoot.resolve("infra");

  private final Template template = Template.ours();

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void each_environment_gives_parameters_that_there_are(String environment) {
    JsonNode parameters =
        Nodes.json(INFRA.resolve("azuredeploy.parameters." + environment + ".json"))
            .path("parameters");
    assertThat(parameters.path("environmentName").path("value").asText()).isEqualTo(environment);
    assertThat(Nodes.names(template.parameters())).containsAll(Nodes.names(parameters));
    assertThat(Nodes.names(template.variables().path("notSet")))
        .containsAll(Nodes.names(parameters.path("settings").path("value")));
  }

  /**
   * A name is reserved while its vault can be recovered; staging is created and deleted repeatedly.
   */
  @Test
  void a_deleted_vault_can_be_recovered_for_a_month_in_production_and_purged_in_staging() {
    assertThat(value("production", "vaultPurgeProtection").asBoolean()).isTrue();
    assertThat(value("production", "vaultRetentionDays").asInt()).isBetween(30, 90);
    assertThat(value("staging", "vaultPurgeProtection").asBoolean(true)).isFalse();
    assertThat(value("staging", "vaultRetentionDays").asInt()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void each_always_ready_group_is_one_that_flex_consumption_has(String environment) {
    List<String> known = AzureFacts.flex("alwaysReadyGroups");
    JsonNode groups = template.parameters().path("alwaysReady").path("defaultValue");
    assertThat(groups.isArray()).isTrue();
    assertThat(template.root().toString()).contains("\"[parameters('alwaysReady')]\"");
    for (JsonNode group : value(environment, "alwaysReady")) {
      String name = group.path("name").asText().replaceFirst("^function:.+", "function:NAME");
      assertThat(known).contains(name);
    }
  }

  private static JsonNode value(String environment, String parameter) {
    return Nodes.json(INFRA.resolve("azuredeploy.parameters." + environment + ".json"))
        .path("parameters")
        .path(parameter)
        .path("value");
  }

  /** The thin main.bicep, which cannot be compiled here, passes existing names only. */
  @Test
  void azd_hands_on_parameters_that_there_are() throws IOException {
    String bicep = Files.readString(INFRA.resolve("main.bicep"));
    String handedOn = bicep.substring(bicep.indexOf("params: {"));
    Set<String> names =
        Pattern.compile("(?m)^    (\\w+): .+$")
            .matcher(handedOn)
            .results()
            .map(line -> line.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(names).contains("environmentName", "alertEmail", "geminiApiKey");
    assertThat(Nodes.names(template.parameters())).containsAll(names);
    assertThat(names).allSatisfy(name -> assertThat(bicep).contains("\nparam " + name + " "));
    assertThat(names)
        .containsAll(
            Nodes.names(Nodes.json(INFRA.resolve("main.parameters.json")).path("parameters")));
  }
}
