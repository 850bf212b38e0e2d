package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * azd's use of azure.yaml and main.bicep, by the rules of its source: it runs Maven in {@code
 * project}, deploys {@code dist}, fills main.parameters.json from its environment, and writes the
 * outputs of main.bicep there.
 */
class AzdTest {

  private static final Path ROOT = RepositoryRoot.path();

  String yaml = text("azure.yaml");
  String bicep = text("infra/main.bicep");
  String parameters = text("infra/main.parameters.json");
  final Template template = Template.ours();

  private JsonNode service() {
    try {
      return new YAMLMapper().readTree(yaml).path("services").path("api");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void maven_runs_where_there_is_a_pom_and_makes_the_folder_that_is_deployed() {
    Path project = ROOT.resolve(service().path("project").asText());
    assertThat(project.resolve("pom.xml")).exists();
    assertThat(service().path("language").asText()).isEqualTo("java");
    assertThat(Nodes.texts(AzureFacts.all().at("/azd/serviceHosts")))
        .contains(service().path("host").asText());
    // infra/packaging/pom.xml makes ${project.build.directory}/spillway in the phase package.
    assertThat(project.resolve(service().path("dist").asText()).normalize())
        .isEqualTo(ROOT.resolve("infra/packaging/target/spillway").normalize());
    assertThat(text("infra/packaging/pom.xml"))
        .contains("<package.folder>${project.build.directory}/spillway</package.folder>");
    assertThat(service().has("hooks")).isFalse();
  }

  @Test
  void the_app_has_the_tag_by_which_azd_finds_it() {
    assertThat(template.resource("Microsoft.Web/sites").at("/tags/azd-service-name").asText())
        .isEqualTo("api");
  }

  @Test
  void each_parameter_has_a_value_or_a_default() {
    Set<String> handedIn = new TreeSet<>();
    readParameters().fieldNames().forEachRemaining(handedIn::add);
    List<MatchResult> declared = found("(?m)^param (\\w+) (\\w+)( = .*)?$");
    assertThat(declared).hasSizeGreaterThan(8);
    assertThat(declared)
        .filteredOn(parameter -> parameter.group(3) == null)
        .allSatisfy(parameter -> assertThat(handedIn).contains(parameter.group(1)));
    assertThat(declared.stream().map(parameter -> parameter.group(1))).containsAll(handedIn);
    // azd replaces names by texts, so every parameter must be a text.
    assertThat(declared)
        .filteredOn(parameter -> handedIn.contains(parameter.group(1)))
        .allSatisfy(parameter -> assertThat(parameter.group(2)).isEqualTo("string"));
  }

  /** The start of the budget, and the keys of the vault. */
  @Test
  void constants_of_the_first_provisioning_are_passed_to_the_second() {
    Set<String> outputs =
        found("(?m)^output (\\w+) ").stream()
            .map(output -> output.group(1))
            .collect(Collectors.toSet());
    for (String kept :
        List.of(
            "budgetStart",
            "moderatorKeysInVault",
            "operatorKeysInVault",
            "alertWebhookInVault",
            "twitchSecretsInVault",
            "kofiStreamsInVault")) {
      String value = readParameters().path(kept).path("value").asText();
      String variable = value.replaceFirst("\\$\\{(\\w+).*", "$1");
      assertThat(outputs).as(kept).contains(variable);
      assertThat(bicep).contains("output " + variable + " string = ");
      assertThat(bicep.substring(bicep.indexOf("output " + variable)).lines().findFirst())
          .hasValueSatisfying(line -> assertThat(line).contains("spillway.outputs." + kept));
      assertThat(Nodes.names(template.root().path("outputs"))).contains(kept);
      assertThat(template.root().at("/outputs/" + kept + "/value").asText())
          .isEqualTo("[parameters('" + kept + "')]");
    }
    assertThat(bicep)
        .contains("budgetStart: empty(budgetStart) ? thisMonth : budgetStart")
        .contains("toLower(moderatorKeysInVault) == 'true'")
        .contains("toLower(operatorKeysInVault) == 'true'")
        .contains("toLower(alertWebhookInVault) == 'true'")
        .contains("toLower(twitchSecretsInVault) == 'true'")
        .contains("toLower(kofiStreamsInVault) == 'true'");
  }

  @Test
  void a_blank_address_is_refused_before_anything_is_made() {
    assertThat(bicep).containsPattern("@minLength\\(3\\)\\nparam alertEmail string\\n");
    assertThat(template.parameters().at("/alertEmail/minLength").asInt()).isEqualTo(3);
  }

  private JsonNode readParameters() {
    return Nodes.parse(parameters).path("parameters");
  }

  private List<MatchResult> found(String pattern) {
    return Pattern.compile(pattern).matcher(bicep).results().toList();
  }

  private static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
