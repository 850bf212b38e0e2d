package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of the host itself, before a function is called. */
class HttpRefusalsTest extends CallingFunctions {

  @Test
  void a_body_at_the_limit_is_accepted_and_a_longer_one_is_413() throws Exception {
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
  void invalid_http_is_a_problem_400() throws Exception {
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

  private static int status(String... headers) throws Exception {
    var request = to("/api/echo/1/and/2");
    request.headers(headers);
    return CLIENT.send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  @Test
  void a_website_may_not_call_by_script_or_under_a_name_of_its_own() throws Exception {
    var fromPage =
        CLIENT.send(
            to("/api/echo/1/and/2").header("Origin", "https://evil.example").build(),
            BodyHandlers.ofString());

    assertProblem(fromPage, 403, "/problems/foreign-origin");
    assertThat(raw("GET /api/echo/1/and/2 HTTP/1.1", "Host: evil.example", "Connection: close"))
        .startsWith("HTTP/1.1 403 ")
        .contains("Cache-Control: no-store");
    assertThat(status("Origin", host.uri().toString())).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:3000",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "https://127.0.0.1:PORT",
        "http://localhost:PORT",
        "http://127.0.0.1:PORT.evil.example",
        "http://127.0.0.1:PORT/",
        "null",
        "x"
      })
  void a_page_of_another_port_of_this_machine_is_another_site(String origin) throws Exception {
    String port = Integer.toString(host.uri().getPort());
    assertThat(status("Origin", origin.replace("PORT", port))).isEqualTo(403);
  }

  @Test
  void two_origins_are_refused_though_the_first_is_this_server() throws Exception {
    for (String second : List.of("http://evil.example", host.uri().toString())) {
      assertThat(
              raw(
                  "GET /api/echo/1/and/2 HTTP/1.1",
                  "Host: " + host.uri().getAuthority(),
                  "Origin: " + host.uri(),
                  "Origin: " + second,
                  "Connection: close"))
          .startsWith("HTTP/1.1 403 ");
    }
  }

  /** A page may send a simple request without its origin, but not without its site. */
  @Test
  void without_an_origin_the_site_must_be_this_one_or_missing() throws Exception {
    for (String site : List.of("cross-site", "same-site", "none, same-origin", "x")) {
      assertThat(
              raw(
                  "GET /api/echo/1/and/2 HTTP/1.1",
                  "Host: localhost",
                  "Sec-Fetch-Site: " + site,
                  "Sec-Fetch-Mode: no-cors",
                  "Connection: close"))
          .as(site)
          .startsWith("HTTP/1.1 403 ");
    }
    for (String site : List.of("none", "same-origin")) {
      assertThat(
              raw(
                  "GET /api/echo/1/and/2 HTTP/1.1",
                  "Host: localhost",
                  "Sec-Fetch-Site: " + site,
                  "Connection: close"))
          .startsWith("HTTP/1.1 202 ");
    }
  }

  @Test
  void a_link_from_elsewhere_may_be_followed_and_a_form_from_there_may_not() throws Exception {
    String[] followed = {
      "Host: localhost",
      "Sec-Fetch-Site: cross-site",
      "Sec-Fetch-Mode: navigate",
      "Sec-Fetch-Dest: document",
      "Connection: close"
    };
    assertThat(raw(with("GET /api/echo/1/and/2 HTTP/1.1", followed))).startsWith("HTTP/1.1 202 ");
    assertThat(raw(with("POST /api/echo/1/and/2 HTTP/1.1", followed))).startsWith("HTTP/1.1 403 ");
    followed[3] = "Sec-Fetch-Dest: iframe";
    assertThat(raw(with("GET /api/echo/1/and/2 HTTP/1.1", followed))).startsWith("HTTP/1.1 403 ");
  }

  private static String[] with(String first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.999.0.1",
        "127.0.0.256",
        "127.0.0.01",
        "127.0.1",
        "127.1",
        "0x7f.0.0.1",
        "2130706433",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "[::ffff:127.0.0.1]",
        "0.0.0.0"
      })
  void a_host_that_is_not_plainly_this_machine_is_refused(String name) throws Exception {
    assertThat(raw("GET /api/echo/1/and/2 HTTP/1.1", "Host: " + name, "Connection: close"))
        .doesNotStartWith("HTTP/1.1 202 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "localhost", "LOCALHOST", "[::1]"})
  void a_host_name_of_this_machine_is_accepted(String name) throws Exception {
    assertThat(raw("GET /api/echo/1/and/2 HTTP/1.1", "Host: " + name, "Connection: close"))
        .startsWith("HTTP/1.1 202 ");
  }

  @Test
  void rejections_of_the_host_are_not_cacheable() throws Exception {
    for (String path : List.of("/api/nothing", "/api/broken")) {
      assertThat(get(path).headers().firstValue("Cache-Control")).hasValue("no-store");
    }
    assertThat(raw("GET /api/echo/1/and/2 HTTP/9.9", "Host: localhost"))
        .contains("Cache-Control: no-store", "X-Content-Type-Options: nosniff");
  }
}
