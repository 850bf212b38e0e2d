package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.UncheckedIOException;
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
import org.junit.jupiter.api.Test;

/** What callers of a hosted function see. */
class HttpHostingTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Function<String, WorkQueue> NO_QUEUES = Map.<String, WorkQueue>of()::get;
  private static FunctionHost host;

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

  @Test
  void a_function_gets_path_query_headers_and_body() throws Exception {
    var response =
        CLIENT.send(
            to("/api/echo/a%20b/and/c~d?q=caf%C3%A9&x=1&x=2")
                .header("X-Asked", "yes")
                .POST(BodyPublishers.ofString("grüße"))
                .build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("a b|c~d|{q=café, x=1,2}|Optional[grüße]");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.headers().firstValue("X-Function")).hasValue("echo");
    assertThat(response.headers().firstValue("X-Header")).hasValue("yes");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void a_request_without_a_body_has_an_empty_one() throws Exception {
    assertThat(get("/api/echo/1/and/2").body()).isEqualTo("1|2|{}|Optional.empty");
  }

  @Test
  void the_more_literal_route_wins() throws Exception {
    assertThat(get("/api/echo/latest/and/2").body()).isEqualTo("the latest");
  }

  @Test
  void a_slash_at_the_end_makes_no_difference() throws Exception {
    assertThat(get("/api/echo/1/and/2/").statusCode()).isEqualTo(202);
  }

  @Test
  void an_unknown_path_is_a_problem_404() throws Exception {
    for (String path : List.of("/", "/api", "/api/nothing", "/echo/1/and/2", "/api/echo/1/and/")) {
      assertProblem(get(path), 404, "/problems/not-found");
    }
  }

  @Test
  void another_method_is_a_problem_405_that_says_which_are_allowed() throws Exception {
    var response = send("PUT", "/api/echo/1/and/2", BodyPublishers.noBody());

    assertProblem(response, 405, "/problems/method-not-allowed");
    assertThat(response.headers().firstValue("Allow")).hasValue("DELETE, GET, HEAD, OPTIONS, POST");
    assertProblem(
        send("BREW", "/api/echo/1/and/2", BodyPublishers.noBody()),
        405,
        "/problems/method-not-allowed");
  }

  @Test
  void options_says_which_methods_are_allowed() throws Exception {
    var response = send("OPTIONS", "/api/broken", BodyPublishers.noBody());

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
  }

  @Test
  void head_is_get_without_the_body() throws Exception {
    var response = send("HEAD", "/api/echo/1/and/2", BodyPublishers.noBody());

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("X-Method")).hasValue("GET");
    assertThat(response.headers().firstValue("Content-Length"))
        .hasValue(Integer.toString("1|2|{}|Optional.empty".length()));
    assertThat(response.body()).isEmpty();
  }

  @Test
  void a_body_at_the_limit_is_taken_and_a_longer_one_is_a_problem_413() throws Exception {
    assertThat(post("x".repeat(65_536)).statusCode()).isEqualTo(202);
    assertProblem(post("x".repeat(65_537)), 413, "/problems/body-too-large");
    assertProblem(post("x".repeat(1_000_000)), 413, "/problems/body-too-large");
  }

  @Test
  void a_long_body_of_unknown_length_is_a_problem_413() throws Exception {
    var chunked =
        BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[90_000]));

    assertProblem(send("POST", "/api/echo/1/and/2", chunked), 413, "/problems/body-too-large");
  }

  @Test
  void a_huge_body_is_refused_before_it_is_sent() throws Exception {
    String answer =
        raw("POST /api/echo/1/and/2 HTTP/1.1", "Host: localhost", "Content-Length: 9000000000");

    assertThat(answer).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void bytes_that_are_not_utf8_are_a_problem_400() throws Exception {
    var body = BodyPublishers.ofByteArray(new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'});

    assertProblem(send("POST", "/api/echo/1/and/2", body), 400, "/problems/bad-encoding");
  }

  @Test
  void a_path_or_query_that_cannot_be_decoded_is_a_problem_400() throws Exception {
    for (String target : List.of("1/and/2?q=%zz", "1/and/2?q=%C3%28", "1/and/2?q=%", "%FF/and/2")) {
      String answer =
          raw("GET /api/echo/" + target + " HTTP/1.1", "Host: localhost", "Connection: close");

      assertThat(answer).as(target).startsWith("HTTP/1.1 400 ").contains("problem+json");
    }
  }

  @Test
  void what_is_not_http_is_a_problem_400() throws Exception {
    assertThat(
            raw("GET /api/echo/%2e%2e%2f/and/2 HTTP/1.1", "Host: localhost", "Connection: close"))
        .startsWith("HTTP/1.1 400 ")
        .contains("application/problem+json", "/problems/bad-request")
        .doesNotContain("jetty", "Exception");
  }

  @Test
  void a_body_that_ends_early_is_a_problem_400() throws Exception {
    URI uri = host.uri();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String request =
          "POST /api/echo/1/and/2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 400 ")
          .contains("/problems/incomplete-body");
    }
  }

  @Test
  void http_of_another_version_is_a_problem_that_says_so() throws Exception {
    assertThat(raw("GET /api/echo/1/and/2 HTTP/9.9", "Host: localhost"))
        .startsWith("HTTP/1.1 505 ")
        .contains("/problems/bad-request", "\"status\":505");
  }

  @Test
  void a_function_that_throws_is_a_problem_500_that_tells_nothing() throws Exception {
    var response = get("/api/broken");

    assertProblem(response, 500, "/problems/internal");
    assertThat(response.body()).doesNotContain("secret", "NoSuchMethodError", "at io.spillway");
  }

  @Test
  void a_website_may_not_call_by_script_or_under_a_name_of_its_own() throws Exception {
    var fromPage =
        CLIENT.send(
            to("/api/echo/1/and/2").header("Origin", "https://evil.example").build(),
            BodyHandlers.ofString());

    assertProblem(fromPage, 403, "/problems/foreign-origin");
    assertThat(raw("GET /api/echo/1/and/2 HTTP/1.1", "Host: evil.example", "Connection: close"))
        .startsWith("HTTP/1.1 403 ");
    var fromHere =
        CLIENT.send(
            to("/api/echo/1/and/2").header("Origin", "http://localhost:3000").build(),
            BodyHandlers.ofString());
    assertThat(fromHere.statusCode()).isEqualTo(202);
  }

  @Test
  void a_port_in_use_is_told() {
    HostSettings sameAgain = HostSettings.on("127.0.0.1", host.uri().getPort());

    assertThatThrownBy(
            () -> FunctionHost.start(List.of(), NO_QUEUES, InstantSource.system(), sameAgain))
        .isInstanceOf(UncheckedIOException.class);
  }

  static FunctionHost hosting(Object function) {
    return FunctionHost.start(
        List.of(function), NO_QUEUES, InstantSource.system(), HostSettings.on("127.0.0.1", 0));
  }

  private static java.net.http.HttpRequest.Builder to(String path) {
    return java.net.http.HttpRequest.newBuilder(host.uri().resolve(path));
  }

  private static java.net.http.HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(to(path).build(), BodyHandlers.ofString());
  }

  private static java.net.http.HttpResponse<String> post(String body) throws Exception {
    return send("POST", "/api/echo/1/and/2", BodyPublishers.ofString(body));
  }

  private static java.net.http.HttpResponse<String> send(
      String method, String path, BodyPublisher body) throws Exception {
    return CLIENT.send(to(path).method(method, body).build(), BodyHandlers.ofString());
  }

  private static String raw(String... lines) throws IOException {
    String request = String.join("\r\n", lines) + "\r\n\r\n";
    URI uri = host.uri();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static void assertProblem(
      java.net.http.HttpResponse<String> response, int status, String type) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("\"type\":\"" + type + "\"", "\"status\":" + status);
  }
}
