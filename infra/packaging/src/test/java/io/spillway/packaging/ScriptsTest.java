package io.spillway.packaging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scripts, compared with the template and facts of Azure; DeployScriptsTest runs them. */
class ScriptsTest {

  private static final Path INFRA = RepositoryRoot.resolve("infra");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** By name; a test can replace one by a changed version. */
  final Map<String, String> scripts = read();

  Template template = Template.ours();

  private String script(String name) {
    return requireNonNull(scripts.get(name), name);
  }

  @Test
  void bootstrap_registers_every_provider_that_the_template_uses() {
    Set<String> used =
        Nodes.stream(template.root().path("resources"))
            .map(resource -> resource.path("type").asText().replaceFirst("/.*", ""))
            .filter(provider -> !provider.equals("Microsoft.Authorization"))
            .collect(Collectors.toCollection(TreeSet::new));
    String list = first("(?m)^for provider in ([A-Za-z ]+); do$", script("bootstrap.sh")).group(1);
    assertThat(Stream.of(list.split(" ")).map(name -> "Microsoft." + name).toList())
        .containsAll(used);
    assertThat(script("bootstrap.sh")).contains("az provider register --namespace");
  }

  @Test
  void the_pipeline_may_assign_the_roles_of_the_template_and_no_other() {
    Set<String> assigned = new TreeSet<>();
    template
        .variables()
        .path("roles")
        .fields()
        .forEachRemaining(
            role -> {
              // A data role of Cosmos DB is not an Azure role assignment.
              if (!role.getKey().startsWith("cosmosDb")) {
                assigned.add(role.getValue().asText());
              }
            });
    String list = first("(?m)^assignable='(.*)'$", script("bootstrap.sh")).group(1);
    assertThat(ID.matcher(list).results().map(MatchResult::group).collect(Collectors.toSet()))
        .isEqualTo(assigned)
        .allSatisfy(id -> assertThat(AzureFacts.roleName(id)).isNotEmpty());
    String condition = first("(?m)^condition=\"(.*)\"$", script("bootstrap.sh")).group(1);
    assertThat(condition)
        .contains("roleAssignments/write'})) OR (@Request")
        .contains("roleAssignments/delete'})) OR (@Resource")
        .contains("StringEqualsIgnoreCase {'ServicePrincipal'}");
    assertThat(condition.split("\\{\\$assignable\\}", -1)).hasSize(3);
    assertThat(script("bootstrap.sh"))
        .containsPattern(
            "'Role Based Access Control Administrator'[^\n]*\\n[^\n]*--condition \"\\$condition\"");
  }

  @Test
  void the_preview_may_read_and_ask_and_no_more() {
    String actions = first("(?s)\"Actions\": \\[(.*?)\\]", script("bootstrap.sh")).group(1);
    assertThat(Stream.of(actions.replaceAll("[\"\\s]", "").split(",")).toList())
        .containsExactlyInAnyOrder(
            "*/read",
            "Microsoft.Resources/deployments/validate/action",
            "Microsoft.Resources/deployments/whatIf/action");
    assertThat(script("deploy.sh"))
        .contains("if $only_what_if; then validation=(--validation-level ProviderNoRbac); fi");
  }

  @Test
  void each_check_has_the_ids_that_azure_devops_gives_its_kind() {
    Map<String, String> kinds = new HashMap<>();
    AzureFacts.all()
        .at("/azureDevOpsChecks/types")
        .fields()
        .forEachRemaining(kind -> kinds.put(kind.getValue().asText(), kind.getKey()));
    AzureFacts.all()
        .at("/azureDevOpsChecks/definitions")
        .fields()
        .forEachRemaining(kind -> kinds.put(kind.getValue().asText(), kind.getKey()));
    List<MatchResult> checks =
        Pattern.compile("\"id\": \"(" + ID + ")\", \"name\": \"([^\"]+)\"")
            .matcher(script("bootstrap.sh"))
            .results()
            .toList();
    assertThat(checks).hasSize(3);
    assertThat(checks)
        .allSatisfy(check -> assertThat(kinds).containsEntry(check.group(1), check.group(2)));
  }

  /** A YAML file on any branch can name any connection: the check is on the connection. */
  @Test
  void connections_and_pool_are_restricted_to_main_and_production_needs_another_approver() {
    assertThat(script("bootstrap.sh"))
        .contains("main_only endpoint \"$(connection_id \"$group\")\" \"$group\"")
        .contains("main_only endpoint \"$(connection_id spillway-production-preview)\"")
        .contains("main_only queue ")
        .contains("approval spillway-production \"$(connection_id spillway-production)\"")
        .contains("\"allowedBranches\": \"refs/heads/main\"")
        .contains("\"ensureProtectionOfBranch\": \"true\"")
        .contains("\"requesterCannotBeApprover\": true");
  }

  @Test
  void no_pipeline_runs_before_it_has_its_variables() {
    assertThat(script("bootstrap.sh").lines().filter(line -> line.contains("az pipelines create")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("--skip-first-run true"));
    assertThat(script("bootstrap.sh"))
        .containsSubsequence("az pipelines create", "az pipelines variable create", "Permit");
  }

  /** A failed deployment has no outputs. */
  @Test
  void no_script_reads_a_deployments_outputs() throws IOException {
    assertThat(scripts.values()).noneMatch(script -> script.contains("properties.outputs"));
    assertThat(Files.readString(RepositoryRoot.resolve("docs/runbook.md")))
        .doesNotContain("properties.outputs");
  }

  @Test
  void calls_that_fail_right_after_a_deployment_are_repeated() {
    assertThat(script("release.sh"))
        .contains("again az functionapp deployment source config-zip")
        .contains("again read_key")
        .contains("[[ -n $SPILLWAY_FUNCTION_KEY ]]");
    assertThat(script("deploy.sh")).contains("again az resource update");
  }

  @Test
  void nothing_is_set_for_ftp_which_flex_consumption_does_not_have() {
    assertThat(scripts.values()).noneMatch(script -> script.matches("(?s).*\\bftp\\b.*"));
  }

  private static MatchResult first(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing matches " + pattern));
  }

  private static Map<String, String> read() {
    try (Stream<Path> files = Files.list(INFRA)) {
      Map<String, String> scripts = new HashMap<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".sh")).toList()) {
        scripts.put(file.getFileName().toString(), Files.readString(file));
      }
      return scripts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
