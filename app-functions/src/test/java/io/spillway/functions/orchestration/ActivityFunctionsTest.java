package io.spillway.functions.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.durabletask.azurefunctions.DurableActivityTrigger;
import io.spillway.Activity;
import io.spillway.AlertRules;
import io.spillway.adapters.inmemory.InMemoryAlertStore;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.adapters.inmemory.InMemoryEventLog;
import io.spillway.adapters.inmemory.InMemoryStatsStore;
import io.spillway.core.event.Activities;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import io.spillway.wire.EventJson;
import io.spillway.wire.Json;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Activities as functions, which Durable Functions calls by name. */
class ActivityFunctionsTest {

  private static List<String> ofCore() {
    return Activities.standard(
            new InMemoryStatsStore(new SettableClock()),
            new InMemoryAlertStore(),
            AlertRules.STANDARD,
            new InMemoryEventLog())
        .names();
  }

  private static Map<String, Method> ofActivities() {
    Map<String, Method> methods = new HashMap<>();
    for (Method method : EventActivityFunctions.class.getMethods()) {
      boolean isActivity =
          Arrays.stream(method.getParameters())
              .anyMatch(parameter -> parameter.isAnnotationPresent(DurableActivityTrigger.class));
      if (isActivity) {
        methods.put(method.getAnnotation(FunctionName.class).value(), method);
      }
    }
    assertThat(methods.remove(EventActivityFunctions.BURY)).isNotNull();
    return methods;
  }

  @Test
  void each_activity_of_core_has_a_function_of_its_name_and_no_other_has_one() {
    assertThat(ofActivities()).containsOnlyKeys(ofCore());
  }

  @Test
  void each_function_runs_the_activity_of_its_name() throws ReflectiveOperationException {
    List<String> ran = new ArrayList<>();
    Activities recorded =
        Activities.of(
            ofCore().stream().map(name -> Activity.of(name, event -> ran.add(name))).toList());
    EventActivityFunctions functions =
        new EventActivityFunctions(recorded, new InMemoryDeadLetterQueue());
    String event = Json.text(EventJson.write(Fixtures.event("main", "e-1").build()));
    for (Map.Entry<String, Method> function : ofActivities().entrySet()) {
      ran.clear();
      function.getValue().invoke(functions, event);
      assertThat(ran).containsExactly(function.getKey());
    }
  }
}
