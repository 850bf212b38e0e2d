package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.spillway.functions.settings.Settings;
import io.spillway.ports.queue.QueueNames;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Descriptions of the functions for the host. */
@Tag("package")
class FunctionJsonTest {

  @Test
  void every_function_is_there_and_points_at_its_method() {
    Map<String, String> methods = new HashMap<>();
    for (Method method : annotated()) {
      methods.put(
          method.getAnnotation(FunctionName.class).value(),
          method.getDeclaringClass().getName() + "." + method.getName());
    }
    Map<String, String> staged = new HashMap<>();
    for (String name : Deployed.functions()) {
      JsonNode function = Deployed.function(name);
      staged.put(name, function.path("entryPoint").asText());
      assertThat(Deployed.FOLDER.resolve(name).resolve(function.path("scriptFile").asText()))
          .exists();
    }
    assertThat(staged).isNotEmpty().isEqualTo(methods);
  }

  @Test
  void there_are_eighteen_functions_at_most() {
    assertThat(Deployed.functions()).hasSizeLessThanOrEqualTo(18);
  }

  @Test
  void http() {
    JsonNode trigger = Deployed.binding("HttpStreams", "httpTrigger");
    assertThat(trigger.path("route").asText()).isEqualTo("streams/{*rest}");
    assertThat(trigger.path("methods")).extracting(JsonNode::asText).contains("POST", "OPTIONS");
    assertThat(trigger.path("authLevel").asText()).isEqualTo("FUNCTION");
    assertThat(Deployed.binding("HttpStreams", "http").path("name").asText()).isEqualTo("$return");
  }

  @Test
  void withholding_and_workflows_share_a_function_by_a_constraint_of_the_action() {
    JsonNode trigger = Deployed.binding("HttpItemActions", "httpTrigger");
    assertThat(trigger.path("route").asText())
        .isEqualTo("streams/{streamId}/{items}/{id}/{action:regex(^(withhold|workflow)$)}/{*rest}");
    assertThat(trigger.path("authLevel").asText()).isEqualTo("ANONYMOUS");
  }

  @Test
  void queue() {
    JsonNode trigger = Deployed.binding("OnStreamEvent", "queueTrigger");
    assertThat(trigger.path("queueName").asText()).isEqualTo(QueueNames.STREAM_EVENTS);
    assertThat(trigger.path("connection").asText()).isEqualTo("AzureWebJobsStorage");
    assertThat(trigger.path("dataType").asText()).isEqualTo("binary");
  }

  @Test
  void timer() {
    JsonNode trigger = Deployed.binding("RunMaintenance", "timerTrigger");
    assertThat(trigger.path("schedule").asText()).isEqualTo("15 * * * * *");
  }

  @Test
  void orchestration_and_activities() {
    assertThat(Deployed.binding("process-event", "orchestrationTrigger").path("name").asText())
        .isEqualTo("context");
    assertThat(List.of("stats", "alerts", "log", "bury"))
        .allSatisfy(
            activity ->
                assertThat(Deployed.binding(activity, "activityTrigger").path("name").asText())
                    .isEqualTo("input"));
  }

  /** Without its own hub a client uses that of host.json. */
  @Test
  void functions_that_use_workflows_have_a_durable_client() {
    assertThat(
            List.of(
                "OnStreamEvent", "HttpStreams", "HttpUnkeyed", "HttpItemActions", "RunMaintenance"))
        .allSatisfy(
            function -> {
              JsonNode client = Deployed.binding(function, "durableClient");
              assertThat(client.path("name").asText()).isEqualTo("durable");
              assertThat(client.path("direction").asText()).isEqualTo("in");
              assertThat(client.path("taskHub").asText()).isEmpty();
            });
  }

  @Test
  void every_queue_is_one_of_ours_and_of_the_account_that_the_settings_name() throws Exception {
    Set<String> ours = constants(QueueNames.class);
    Set<String> read = new HashSet<>();
    Settings.from(new RecordedEnvironment(read));
    List<QueueTrigger> triggers = Functions.parameters(annotated(), QueueTrigger.class);
    assertThat(triggers)
        .isNotEmpty()
        .allSatisfy(
            trigger -> {
              assertThat(ours).contains(trigger.queueName());
              assertThat(read).contains(trigger.connection());
            });
  }

  private static Set<String> constants(Class<?> type) throws IllegalAccessException {
    Set<String> values = new HashSet<>();
    for (var field : type.getFields()) {
      values.add((String) field.get(null));
    }
    return values;
  }

  /** Returns every function of the deployed jar. */
  private static List<Method> annotated() {
    return Functions.of(Deployed.FOLDER.resolve(Deployed.name("[^/]+")));
  }
}
