package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps of the pipeline: each gate is present, and no failure is ignored. */
class PipelineStepsTest {

  private static final String PACKAGE = "$(Pipeline.Workspace)/package/spillway.zip";

  Pipeline pipeline = Pipeline.ours();

  @Test
  void only_main_is_deployed() {
    assertThat(Nodes.texts(pipeline.root().path("trigger").path("branches").path("include")))
        .containsExactly("main");
    assertThat(pipeline.root().path("pr").asText()).isEqualTo("none");
  }

  @Test
  void its_gates_come_before_everything_else() {
    assertThat(commands("Quality"))
        .containsExactly(
            "mvn -B -ntp -Pquality verify", "shellcheck spillway .ci/run infra/*.sh tools/*.sh");
    assertThat(commands("Test")).containsExactly("./spillway test", "./spillway test");
  }

  @Test
  void every_test_also_runs_on_jdk_25() {
    assertThat(Pipeline.steps(pipeline.stage("Test")).stream().filter(step -> step.has("script")))
        .map(step -> step.path("env").path("JAVA_HOME").asText("the agent's"))
        .containsExactly("the agent's", "${{ parameters.jdk25 }}");
    assertThat(
            Nodes.stream(pipeline.root().path("parameters"))
                .filter(parameter -> parameter.path("name").asText().equals("jdk25")))
        .singleElement()
        .extracting(parameter -> parameter.path("default").asText())
        .asString()
        .contains("25");
  }

  @Test
  void tests_that_did_not_run_are_no_success() {
    JsonNode results = task("Test", "PublishTestResults@2").path("inputs");
    assertThat(results.path("failTaskOnMissingResultsFile").asBoolean()).isTrue();
    assertThat(results.path("testResultsFiles").asText()).contains("surefire-reports/TEST-*.xml");
  }

  @Test
  void the_package_is_versioned_published_and_has_a_bill_of_materials() {
    assertThat(commands("Build"))
        .first()
        .isEqualTo("./spillway package --version $(Build.BuildNumber) --sbom");
    assertThat(commands("Build").get(1))
        .contains("packaging/target/spillway.zip", "packaging/target/bom.json")
        .contains("printf %s \"$(Build.BuildNumber)\"", "package/version.txt");
    assertThat(
            task("Build", "PublishPipelineArtifact@1").path("inputs").path("targetPath").asText())
        .isEqualTo("$(Build.ArtifactStagingDirectory)/package");
  }

  @Test
  void each_environment_gets_infrastructure_package_and_smoke_test() {
    assertThat(deployed("Staging"))
        .containsExactly("infra/deploy.sh staging", "infra/release.sh staging " + PACKAGE);
    assertThat(deployed("Production"))
        .containsExactly(
            "infra/retain.sh 365",
            "infra/deploy.sh production",
            "infra/release.sh production " + PACKAGE,
            "echo \"##vso[build.addbuildtag]production\"");
  }

  @Test
  void a_package_that_went_to_production_is_kept_so_that_there_is_one_to_go_back_to() {
    JsonNode retain = pipeline.deploySteps("Production").get(1);
    assertThat(Pipeline.command(retain)).startsWith("infra/retain.sh ");
    assertThat(retain.path("env").path("SYSTEM_ACCESSTOKEN").asText())
        .isEqualTo("$(System.AccessToken)");
  }

  @Test
  void a_failed_production_deployment_is_rolled_back_and_tested_again() {
    List<JsonNode> steps =
        Pipeline.steps(pipeline.stage("Production").findValue("on").path("failure"));
    assertThat(steps)
        .extracting(Pipeline::command)
        .contains("infra/rollback.sh production $(Pipeline.Workspace)/previous/spillway.zip");
    JsonNode download = steps.get(1).path("inputs");
    assertThat(download.path("source").asText()).isEqualTo("specific");
    assertThat(download.path("runBranch").asText()).isEqualTo("refs/heads/main");
    assertThat(download.path("artifact").asText()).isEqualTo("package");
    assertThat(download.path("allowFailedBuilds").asBoolean()).isFalse();
    assertThat(download.path("allowPartiallySucceededBuilds").asBoolean()).isFalse();
  }

  @Test
  void every_secret_that_a_deployment_takes_is_handed_in() {
    for (String stage : List.of("Staging", "Production")) {
      JsonNode deploy =
          pipeline.deploySteps(stage).stream()
              .filter(step -> Pipeline.command(step).startsWith("infra/deploy.sh"))
              .findFirst()
              .orElseThrow();
      for (String variable :
          List.of(
              "SPILLWAY_ALERT_EMAIL",
              "GEMINI_API_KEY",
              "SPILLWAY_MODERATOR_KEYS",
              "SPILLWAY_OPERATOR_KEYS",
              "SPILLWAY_ALERT_WEBHOOK_URL",
              "SPILLWAY_ALERT_WEBHOOK_SECRET",
              "SPILLWAY_TWITCH_SECRETS",
              "SPILLWAY_KOFI_STREAMS")) {
        assertThat(deploy.path("env").path(variable).asText()).isEqualTo("$(" + variable + ")");
      }
    }
  }

  @Test
  void no_step_ignores_a_failure() {
    assertThat(pipeline.root().findValues("continueOnError")).isEmpty();
    assertThat(pipeline.root().findValues("enabled")).isEmpty();
    assertThat(pipeline.steps())
        .allSatisfy(
            step -> {
              String script = step.path("script").asText();
              assertThat(script).doesNotContain("||").doesNotContain(";");
              // An agent's shell continues after a failed command.
              if (script.strip().contains("\n")) {
                assertThat(script).startsWith("set -e\n");
              }
              if (!step.path("task").asText().startsWith("Publish")) {
                assertThat(step.path("condition").isMissingNode()).isTrue();
              }
            });
  }

  private List<String> commands(String stage) {
    return scripts(Pipeline.steps(pipeline.stage(stage)));
  }

  private List<String> deployed(String stage) {
    return scripts(pipeline.deploySteps(stage));
  }

  private static List<String> scripts(List<JsonNode> steps) {
    return steps.stream().map(Pipeline::command).filter(command -> !command.isEmpty()).toList();
  }

  private JsonNode task(String stage, String name) {
    return Pipeline.steps(pipeline.stage(stage)).stream()
        .filter(step -> step.path("task").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
