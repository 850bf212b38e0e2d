package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.ports.queue.WorkQueue;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A host whose functions say what they were given, and its callers. */
abstract class CallingFunctions {

  static final HttpClient CLIENT = HttpClient.newHttpClient();
  static final Function<String, WorkQueue> NO_QUEUES = Map.<String, WorkQueue>of()::get;
  static FunctionHost host;

  @BeforeAll
  static void start() {
    host = hosting(new Echo());
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  /** Functions that say what they were given. */
  public static final class Echo {

    @FunctionName("echo")
    public HttpResponseMessage echo(
        @HttpTrigger(
                name = "request",
                methods = {HttpMethod.GET, HttpMethod.POST},
                authLevel = AuthorizationLevel.FUNCTION,
                route = "echo/{first}/and/{second}")
            HttpRequestMessage<Optional<String>> request,
        @BindingName("first") String first,
        @BindingName("second") String second,
        ExecutionContext context) {
      return request
          .createResponseBuilder(HttpStatus.ACCEPTED)
          .header("Content-Type", "application/json")
          .header("X-Function", context.getFunctionName())
          .header("X-Method", request.getHttpMethod().name())
          .header("X-Header", String.valueOf(request.getHeaders().get("x-asked")))
          .body(first + "|" + second + "|" + request.getQueryParameters() + "|" + request.getBody())
          .build();
    }

    @FunctionName("remove")
    public HttpResponseMessage remove(
        @HttpTrigger(
                name = "request",
                methods = HttpMethod.DELETE,
                route = "echo/{first}/and/{second}")
            HttpRequestMessage<Optional<String>> request) {
      return request.createResponseBuilder(HttpStatus.NO_CONTENT).build();
    }

    @FunctionName("latest")
    public HttpResponseMessage latest(
        @HttpTrigger(name = "request", methods = HttpMethod.GET, route = "echo/latest/and/{second}")
            HttpRequestMessage<Optional<String>> request) {
      return request.createResponseBuilder(HttpStatus.OK).body("the latest").build();
    }

    @FunctionName("broken")
    public HttpResponseMessage broken(
        @HttpTrigger(name = "request", methods = HttpMethod.GET, route = "broken")
            HttpRequestMessage<Optional<String>> request) {
      if (request.getBody().isEmpty()) {
        throw new NoSuchMethodError("secret detail");
      }
      return request.createResponseBuilder(HttpStatus.OK).build();
    }
  }

  static FunctionHost hosting(Object function) {
    return FunctionHost.start(
        List.of(function), NO_QUEUES, InstantSource.system(), HostSettings.on("127.0.0.1", 0));
  }

  static java.net.http.HttpRequest.Builder to(String path) {
    return java.net.http.HttpRequest.newBuilder(host.uri().resolve(path));
  }

  static java.net.http.HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(to(path).build(), BodyHandlers.ofString());
  }

  static java.net.http.HttpResponse<String> post(String body) throws Exception {
    return send("POST", "/api/echo/1/and/2", BodyPublishers.ofString(body));
  }

  static java.net.http.HttpResponse<String> send(String method, String path, BodyPublisher body)
      throws Exception {
    return CLIENT.send(to(path).method(method, body).build(), BodyHandlers.ofString());
  }

  static String raw(String... lines) throws IOException {
    String request = String.join("\r\n", lines) + "\r\n\r\n";
    URI uri = host.uri();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  static void assertProblem(java.net.http.HttpResponse<String> response, int status, String type) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("\"type\":\"" + type + "\"", "\"status\":" + status);
  }
}
