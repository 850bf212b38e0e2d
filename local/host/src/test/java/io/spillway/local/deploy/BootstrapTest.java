package io.spillway.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Script that creates the environments, in dry runs and with a fake {@code az}. */
class BootstrapTest {

  private static final String[] OPTIONS = {
    "--organization", "https://dev.example.com/team",
    "--project", "live",
    "--email", "ops@example.com",
    "--approver", "ada"
  };

  @TempDir private Path folder;

  private static String[] with(String option) {
    String[] options = Arrays.copyOf(OPTIONS, OPTIONS.length + 1);
    options[OPTIONS.length] = option;
    return options;
  }

  /** Its PATH has the required tools and no az. */
  @Test
  void a_dry_run_prints_every_command_and_runs_none() throws IOException {
    for (String tool : List.of("mktemp", "rm", "sed", "cat")) {
      ScriptRun.passOn(folder.resolve(tool), ScriptRun.tool(tool));
    }

    ScriptRun run =
        ScriptRun.of("bootstrap.sh", Map.of("PATH", folder.toString()), with("--dry-run"));

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    for (String group : List.of("spillway-staging", "spillway-production")) {
      assertThat(run.out())
          .contains("az group create -n " + group)
          .contains("az monitor action-group create -g " + group)
          .contains("az identity create -g " + group + " -n " + group + "-deploy")
          .contains("az identity federated-credential create -g " + group)
          .contains("\"name\": \"" + group + "\"");
    }
    assertThat(run.out())
        .contains("az provider register --namespace Microsoft.Web")
        .contains("az identity create -g spillway-production -n spillway-production-preview")
        .contains("az devops service-endpoint create", "WorkloadIdentityFederation")
        .contains("\"minRequiredApprovers\": 1", "--resource pools");
  }

  @Test
  void a_name_with_quotes_stays_one_value_of_its_json() throws IOException {
    FakeAz az = new FakeAz(folder);
    String[] options = OPTIONS.clone();
    options[3] = "the \"live\" one \\";

    ScriptRun run = ScriptRun.of("bootstrap.sh", az.environment(Map.of()), options);

    assertThat(run.status()).as(run.err()).isZero();
    JsonNode endpoint =
        new ObjectMapper().readTree(folder.resolve("spillway-staging-endpoint.json").toFile());
    assertThat(endpoint.at("/serviceEndpointProjectReferences/0/projectReference/name").asText())
        .isEqualTo(options[3]);
  }

  /** Every printed call is made, in order, except for queries. */
  @Test
  void a_dry_run_prints_the_calls_of_a_run() throws IOException {
    FakeAz az = new FakeAz(folder);
    ScriptRun dry = ScriptRun.of("bootstrap.sh", az.environment(Map.of()), with("--dry-run"));
    assertThat(az.calls()).isEmpty();

    ScriptRun run = ScriptRun.of("bootstrap.sh", az.environment(Map.of()), OPTIONS);

    assertThat(run.status()).as(run.err()).isZero();
    List<String> printed = dry.out().lines().filter(line -> line.startsWith("az ")).toList();
    assertThat(az.calls())
        .map(BootstrapTest::verb)
        .isEqualTo(printed.stream().map(BootstrapTest::verb).toList());
    assertThat(az.calls()).hasSizeGreaterThan(30);
  }

  /** The other commands are idempotent on Azure. */
  @Test
  void existing_resources_are_not_created_again() throws IOException {
    FakeAz az = new FakeAz(folder);

    ScriptRun run = ScriptRun.of("bootstrap.sh", az.environment(Map.of("THERE", "7")), OPTIONS);

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(az.calls())
        .anyMatch(call -> call.contains("federated-credential create"))
        .noneMatch(call -> call.contains("service-endpoint create"))
        .noneMatch(call -> call.contains("--http-method POST"));
  }

  /** Returns the command and its group or name, without parts that only a real response gives. */
  private static String verb(String call) {
    return call.replaceAll("\\\\?['\"<>\\\\]", "").replaceAll(" -(-[a-z]|[gn] ).*", "");
  }
}
