package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.access.Callers;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Route;
import io.spillway.functions.http.RouteTable;
import io.spillway.functions.http.Router;
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
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Host with routes that echo their input, and its callers. */
abstract class CallingFunctions {

  private static final String PATH = "echo/{first}/and/{second}";

  static final HttpClient CLIENT = HttpClient.newHttpClient();
  static final Function<String, WorkQueue> NO_QUEUES = Map.<String, WorkQueue>of()::get;
  static FunctionHost host;

  @BeforeAll
  static void start() {
    host =
        FunctionHost.start(
            List.of(),
            router(echo(), "echo", "broken"),
            NO_QUEUES,
            InstantSource.system(),
            HostSettings.on("127.0.0.1", 0));
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  /** Returns routes that echo their input. */
  private static List<Route> echo() {
    return List.of(
        new Route("echo", HttpMethod.GET, PATH, Set.of(), CallingFunctions::echo),
        new Route("echo", HttpMethod.POST, PATH, Set.of(), CallingFunctions::echo),
        new Route("remove", HttpMethod.DELETE, PATH, Set.of(), call -> text(204, "")),
        new Route(
            "latest",
            HttpMethod.GET,
            "echo/latest/and/{second}",
            Set.of(),
            call -> text(200, "the latest")),
        new Route("broken", HttpMethod.GET, "broken", Set.of(), CallingFunctions::broken));
  }

  private static ApiResponse echo(Call call) {
    var request = call.request();
    String said =
        call.path("first")
            + "|"
            + call.path("second")
            + "|"
            + request.getQueryParameters()
            + "|"
            + request.getBody();
    return new ApiResponse(202, "application/json", said, Map.of())
        .with("X-Method", request.getHttpMethod().name())
        .with("X-Header", String.valueOf(request.getHeaders().get("x-asked")));
  }

  private static ApiResponse broken(Call call) {
    if (call.request().getBody().isEmpty()) {
      throw new NoSuchMethodError("secret detail");
    }
    return text(200, "");
  }

  private static ApiResponse text(int status, String text) {
    return new ApiResponse(status, "text/plain", text, Map.of());
  }

  static Router router(List<Route> routes, String... firstSegments) {
    return new Router(
        List.of(RouteTable.of(() -> routes, firstSegments)),
        Callers.local(),
        InstantSource.system());
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
