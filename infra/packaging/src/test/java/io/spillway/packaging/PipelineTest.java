package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules beyond a pipeline's schema: its graph, artifacts, scripts and environments. */
class PipelineTest {

  private static final Path ROOT = RepositoryRoot.path();
  private static final Pattern PROFILE = Pattern.compile("\\bmvn [^\\n]*-P([a-z-]+)");
  private static final Pattern COMMAND = Pattern.compile("\\./spillway ([a-z-]+)([^\\n]*)");

  Pipeline pipeline = Pipeline.ours();

  @Test
  void its_stages_follow_each_other_from_the_gates_to_production() {
    assertThat(pipeline.stages().keySet())
        .containsExactly("Quality", "Build", "Test", "Staging", "Preview", "Production");
    String before = null;
    for (Map.Entry<String, JsonNode> stage : pipeline.stages().entrySet()) {
      assertThat(stage.getValue().path("dependsOn").asText(null)).isEqualTo(before);
      before = stage.getKey();
    }
  }

  @Test
  void jobs_depend_on_jobs_of_their_stage() {
    pipeline
        .stages()
        .forEach(
            (name, stage) -> {
              Set<String> jobs =
                  Nodes.stream(stage.path("jobs"))
                      .map(job -> job.path("job").asText(job.path("deployment").asText()))
                      .collect(Collectors.toSet());
              Nodes.stream(stage.path("jobs"))
                  .filter(job -> job.has("dependsOn"))
                  .forEach(job -> assertThat(jobs).contains(job.path("dependsOn").asText()));
            });
  }

  @Test
  void only_main_is_deployed() {
    for (String stage : List.of("Staging", "Preview", "Production")) {
      assertThat(pipeline.stage(stage).path("condition").asText())
          .contains("succeeded()")
          .contains("refs/heads/main");
    }
  }

  @Test
  void every_downloaded_artifact_was_published_before() {
    Set<String> published = new TreeSet<>();
    pipeline
        .stages()
        .forEach(
            (name, stage) -> {
              assertThat(published).as("before %s", name).containsAll(Pipeline.downloaded(stage));
              Pipeline.steps(stage).stream()
                  .filter(step -> step.path("task").asText().startsWith("PublishPipelineArtifact@"))
                  .map(step -> step.path("inputs").path("artifact").asText())
                  .forEach(published::add);
            });
    assertThat(Pipeline.downloaded(pipeline.stage("Production"))).isNotEmpty();
  }

  @Test
  void every_script_is_there_and_can_be_run() {
    List<String> scripts =
        pipeline.steps().stream()
            .filter(step -> step.path("inputs").has("scriptPath"))
            .map(step -> step.path("inputs").path("scriptPath").asText())
            .toList();
    assertThat(scripts).contains("infra/deploy.sh", "infra/release.sh", "infra/rollback.sh");
    assertThat(scripts).allSatisfy(script -> assertThat(ROOT.resolve(script)).isExecutable());
  }

  @Test
  void every_command_and_profile_of_ours_is_there() throws IOException {
    List<MatchResult> commands =
        pipeline.steps().stream()
            .flatMap(step -> COMMAND.matcher(step.path("script").asText()).results())
            .toList();
    assertThat(commands).extracting(command -> command.group(1)).contains("package", "test");
    for (MatchResult command : commands) {
      assertThat(CliSources.options(command.group(1)))
          .containsAll(CliSources.optionsIn(command.group(2)));
    }
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    List<String> profiles =
        pipeline.steps().stream()
            .flatMap(step -> PROFILE.matcher(step.path("script").asText()).results())
            .map(profile -> profile.group(1))
            .toList();
    assertThat(profiles)
        .contains("quality")
        .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
  }

  @Test
  void its_environments_and_connections_are_those_that_the_bootstrap_makes() throws IOException {
    String bootstrap = Files.readString(ROOT.resolve("infra/bootstrap.sh"));
    assertThat(bootstrap)
        .contains("for name in staging production")
        .contains("group=spillway-$name");
    assertThat(pipeline.deployments())
        .extracting(job -> job.path("environment").asText())
        .hasSameElementsAs(Set.of("spillway-staging", "spillway-production"));
    assertThat(
            pipeline.steps().stream().filter(step -> step.path("inputs").has("azureSubscription")))
        .extracting(step -> step.path("inputs").path("azureSubscription").asText())
        .isSubsetOf("spillway-staging", "spillway-production", "spillway-production-preview")
        .hasSizeGreaterThanOrEqualTo(6);
    assertThat(bootstrap)
        .contains("approval spillway-production ", "connection spillway-production-preview ");
  }

  @Test
  void a_stage_touches_no_environment_but_its_own() {
    for (String stage : List.of("Staging", "Preview", "Production")) {
      String own = stage.equals("Staging") ? "spillway-staging" : "spillway-production";
      assertThat(
              Pipeline.steps(pipeline.stage(stage)).stream()
                  .filter(s -> s.path("inputs").has("azureSubscription")))
          .allSatisfy(
              step -> {
                assertThat(step.path("inputs").path("azureSubscription").asText()).startsWith(own);
                assertThat("spillway-" + step.path("inputs").path("arguments").asText())
                    .startsWith(own);
              });
    }
  }

  /** All checks of a stage run before its first job, so the preview must not be in that stage. */
  @Test
  void the_production_preview_is_in_a_stage_before_the_approved_one() {
    JsonNode preview = pipeline.stage("Preview");
    assertThat(pipeline.stage("Production").path("dependsOn").asText()).isEqualTo("Preview");
    List<JsonNode> steps =
        Pipeline.steps(preview).stream().filter(step -> step.has("task")).toList();
    assertThat(steps)
        .extracting(Pipeline::command)
        .containsExactly("infra/deploy.sh production --what-if");
    assertThat(preview.findValues("environment")).isEmpty();
    assertThat(pipeline.stage("Production").toString()).doesNotContain("--what-if");
  }

  /** The connection requires no approval, and is read-only. */
  @Test
  void the_preview_uses_a_connection_of_its_own() {
    assertThat(pipeline.stage("Preview").findValuesAsText("azureSubscription"))
        .containsExactly("spillway-production-preview");
    assertThat(pipeline.stage("Production").findValuesAsText("azureSubscription"))
        .containsOnly("spillway-production");
  }

  @Test
  void a_failed_production_goes_back_to_the_package_that_worked_before() {
    JsonNode production =
        pipeline.deployments().stream()
            .filter(job -> job.path("environment").asText().equals("spillway-production"))
            .findFirst()
            .orElseThrow();
    JsonNode failure = production.path("strategy").path("runOnce").path("on").path("failure");
    JsonNode download = failure.path("steps").path(1).path("inputs");
    assertThat(download.path("runVersion").asText()).isEqualTo("latestFromBranch");
    // A run whose approval timed out counts as succeeded, but was never in production.
    String tag = download.path("tags").asText();
    assertThat(tag).isNotEmpty();
    List<JsonNode> deploy = pipeline.deploySteps("Production");
    assertThat(Pipeline.command(deploy.get(deploy.size() - 1)))
        .isEqualTo("echo \"##vso[build.addbuildtag]" + tag + "\"");
    assertThat(failure.path("steps").path(2).path("inputs").path("arguments").asText())
        .startsWith("production " + download.path("path").asText() + "/");
  }

  @Test
  void every_job_ends_in_time() {
    pipeline
        .stages()
        .values()
        .forEach(
            stage ->
                assertThat(stage.path("jobs"))
                    .allSatisfy(
                        job -> assertThat(job.path("timeoutInMinutes").asInt()).isBetween(1, 30)));
  }
}
