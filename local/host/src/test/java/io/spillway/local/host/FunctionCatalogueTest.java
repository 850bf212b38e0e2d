package io.spillway.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions that are rejected at startup rather than at the first call. */
class FunctionCatalogueTest {

  /** A function without a trigger. */
  public static final class Untriggered {
    @FunctionName("untriggered")
    public void run(String text) {}
  }

  /** A function with a parameter that the real worker cannot bind either. */
  public static final class Unbindable {
    @FunctionName("unbindable")
    public void run(
        @QueueTrigger(name = "q", queueName = "q", connection = "") String text,
        List<String> more) {}
  }

  /** A function with a timer trigger. */
  public static final class First {
    @FunctionName("first")
    public void run(@TimerTrigger(name = "timer", schedule = "0 * * * * *") String timer) {}
  }

  /** An HTTP function, which this host leaves to its router. */
  public static final class Called {
    @FunctionName("called")
    public void run(@HttpTrigger(name = "request") String request) {}
  }

  @Test
  void a_function_without_a_known_trigger_is_refused_by_name() {
    refused(new Untriggered(), "untriggered");
  }

  @Test
  void a_parameter_that_cannot_be_bound_is_refused() {
    refused(new Unbindable(), "unbindable");
  }

  @Test
  void a_function_of_http_is_passed_over() {
    FunctionCatalogue found =
        FunctionCatalogue.of(List.of(new Called(), new First()), DurableClientContext::new);
    assertThat(found.timers()).hasSize(1);
    assertThat(found.queues()).isEmpty();
  }

  @Test
  void two_functions_of_one_name_are_refused() {
    assertThatThrownBy(
            () ->
                FunctionCatalogue.of(List.of(new First(), new First()), DurableClientContext::new))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first");
  }

  private static void refused(Object function, String name) {
    assertThatThrownBy(() -> FunctionCatalogue.of(List.of(function), DurableClientContext::new))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
