package io.spillway.local.host;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is refused at the start rather than when the first call comes. */
class FunctionCatalogueTest {

  /** Has no trigger. */
  public static final class Untriggered {
    @FunctionName("untriggered")
    public void run(String text) {}
  }

  /** Takes what the real worker cannot bind either. */
  public static final class Unbindable {
    @FunctionName("unbindable")
    public void run(
        @QueueTrigger(name = "q", queueName = "q", connection = "") String text,
        List<String> more) {}
  }

  /** Returns something else than a response. */
  public static final class Unanswering {
    @FunctionName("unanswering")
    public String run(@HttpTrigger(name = "request") HttpRequestMessage<Optional<String>> request) {
      return "hello";
    }
  }

  /** Answers a route. */
  public static final class First {
    @FunctionName("first")
    public HttpResponseMessage run(
        @HttpTrigger(name = "request", route = "same/{id}")
            HttpRequestMessage<Optional<String>> request) {
      return request.createResponseBuilder(HttpStatus.OK).build();
    }
  }

  /** Answers the same route under another name of its parameter. */
  public static final class Second {
    @FunctionName("second")
    public HttpResponseMessage run(
        @HttpTrigger(name = "request", route = "same/{name}")
            HttpRequestMessage<Optional<String>> request) {
      return request.createResponseBuilder(HttpStatus.OK).build();
    }
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
  void an_http_function_that_returns_no_response_is_refused() {
    refused(new Unanswering(), "unanswering");
  }

  @Test
  void two_functions_of_one_name_are_refused() {
    assertThatThrownBy(
            () ->
                FunctionCatalogue.of(List.of(new First(), new First()), DurableClientContext::new))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first");
  }

  @Test
  void two_functions_of_one_route_and_method_are_refused() {
    List<FunctionCatalogue.Http> functions =
        FunctionCatalogue.of(List.of(new First(), new Second()), DurableClientContext::new).http();

    assertThatThrownBy(() -> new HttpRoutes(functions))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same/");
  }

  private static void refused(Object function, String name) {
    assertThatThrownBy(() -> FunctionCatalogue.of(List.of(function), DurableClientContext::new))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
