package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks of both pipelines, compared with the documentation of Azure Pipelines. */
class PipelineTasksTest {

  Pipeline pipeline = Pipeline.ours();
  Pipeline pullRequests = Pipeline.read(Pipeline.PULL_REQUESTS);

  @Test
  void each_task_is_known_and_has_inputs_that_it_takes() {
    for (JsonNode step : tasks()) {
      JsonNode known = AzureFacts.task(step.path("task").asText());
      assertThat(known.isMissingNode()).as(step.path("task").asText()).isFalse();
      assertThat(Nodes.names(known.path("inputs")))
          .as(step.path("task").asText())
          .containsAll(Nodes.names(step.path("inputs")));
      assertThat(Nodes.names(step.path("inputs")))
          .containsAll(Nodes.texts(known.path("required")).toList());
    }
  }

  @Test
  void each_input_with_a_list_of_values_has_one_of_them() {
    for (JsonNode step : tasks()) {
      JsonNode inputs = AzureFacts.task(step.path("task").asText()).path("inputs");
      for (String name : Nodes.names(step.path("inputs"))) {
        if (!inputs.path(name).isEmpty()) {
          assertThat(Nodes.texts(inputs.path(name)))
              .as(name)
              .contains(step.path("inputs").path(name).asText());
        }
      }
    }
  }

  /** A pull request can change its own pipeline: separate agents isolate it from the others. */
  @Test
  void pull_requests_run_the_same_gates_on_other_agents_and_reach_no_connection() {
    assertThat(pullRequests.steps())
        .extracting(Pipeline::command)
        .contains("mvn -B -ntp -Pquality verify", "./spillway test");
    assertThat(pullRequests.root().findValues("azureSubscription")).isEmpty();
    assertThat(pullRequests.root().findValues("environment")).isEmpty();
    assertThat(pool(pullRequests)).isEqualTo(pool(pipeline) + "-pr");
    assertThat(
            pullRequests.steps().stream()
                .filter(step -> step.path("checkout").asText().equals("self")))
        .allSatisfy(step -> assertThat(step.path("persistCredentials").asBoolean(true)).isFalse())
        .isNotEmpty();
  }

  private static String pool(Pipeline pipeline) {
    assertThat(pipeline.root().at("/pool/name").asText()).isEqualTo("${{ parameters.pool }}");
    return pipeline.root().at("/parameters/0/default").asText();
  }

  private List<JsonNode> tasks() {
    List<JsonNode> tasks =
        java.util.stream.Stream.of(pipeline, pullRequests)
            .flatMap(file -> file.steps().stream())
            .filter(step -> step.has("task"))
            .toList();
    assertThat(tasks).hasSizeGreaterThan(8);
    return tasks;
  }
}
