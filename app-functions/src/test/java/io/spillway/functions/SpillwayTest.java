package io.spillway.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpillwayTest {

  private final Spillway spillway = new Service().spillway;

  private Stream<Method> methods() {
    return Spillway.classes().stream()
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .filter(method -> method.isAnnotationPresent(FunctionName.class));
  }

  @Test
  void every_class_has_one_instance() {
    for (Class<?> type : Spillway.classes()) {
      assertThat(spillway.instance(type)).isInstanceOf(type).isSameAs(spillway.instance(type));
    }
    assertThat(spillway.instances()).hasSameSizeAs(Spillway.classes());
    assertThatIllegalArgumentException().isThrownBy(() -> spillway.instance(String.class));
  }

  @Test
  void the_worker_can_reach_every_function_and_tell_them_apart() {
    List<String> names =
        methods().map(method -> method.getAnnotation(FunctionName.class).value()).toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .contains("HttpStreams", "OnDeadLetter", "RunMaintenance");
    assertThat(Spillway.classes()).allMatch(type -> Modifier.isPublic(type.getModifiers()));
  }

  /** Each costs about ten milliseconds of every cold start. */
  @Test
  void there_are_eighteen_functions_at_most() {
    assertThat(methods()).hasSizeLessThanOrEqualTo(18);
  }

  @Test
  void queues_hand_over_bytes_so_that_none_is_lost() {
    List<QueueTrigger> triggers =
        methods()
            .flatMap(method -> Arrays.stream(method.getParameters()))
            .filter(parameter -> parameter.isAnnotationPresent(QueueTrigger.class))
            .peek(parameter -> assertThat(parameter.getType()).isEqualTo(byte[].class))
            .map(parameter -> parameter.getAnnotation(QueueTrigger.class))
            .toList();
    assertThat(triggers)
        .extracting(QueueTrigger::queueName)
        .containsExactlyInAnyOrder(
            "stream-events", "stream-events-poison", "dead-letters", "dead-letters-poison");
    assertThat(triggers)
        .allMatch(trigger -> trigger.dataType().equals("binary"))
        .allMatch(trigger -> trigger.connection().equals("AzureWebJobsStorage"));
  }

  @Test
  void every_poison_queue_that_the_host_can_fill_has_a_function() {
    Set<String> read =
        methods()
            .flatMap(method -> Arrays.stream(method.getParameters()))
            .filter(parameter -> parameter.isAnnotationPresent(QueueTrigger.class))
            .map(parameter -> parameter.getAnnotation(QueueTrigger.class).queueName())
            .collect(Collectors.toSet());
    assertThat(read)
        .filteredOn(name -> !name.endsWith("-poison"))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(read).contains(name + "-poison"));
  }
}
