package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the host answers itself, before a function sees it. */
class HttpRefusalsTest extends CallingFunctions {

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
}
