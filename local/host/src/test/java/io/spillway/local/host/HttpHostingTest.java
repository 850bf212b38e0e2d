package io.spillway.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hosted functions as callers see them. */
class HttpHostingTest extends CallingFunctions {

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
  void the_server_s_address_leads_to_the_dashboard() throws Exception {
    for (String path : List.of("/", "/dashboard")) {
      var response = get(path);
      assertThat(response.statusCode()).isEqualTo(302);
      assertThat(response.headers().firstValue("Location")).hasValue("/api/dashboard");
      assertProblem(send("POST", path, BodyPublishers.noBody()), 404, "/problems/not-found");
    }
  }

  @Test
  void words_of_a_path_match_in_any_case() throws Exception {
    assertThat(get("/API/Echo/A/AND/b").body()).startsWith("A|b|");
  }

  @Test
  void an_unknown_path_is_a_problem_404() throws Exception {
    for (String path :
        List.of("/nothing", "/api", "/api/nothing", "/echo/1/and/2", "/api/echo/1/and/")) {
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
    assertThat(response.headers().firstValue("X-Method")).hasValue("HEAD");
    assertThat(response.headers().firstValue("Content-Length"))
        .hasValue(Integer.toString("1|2|{}|Optional.empty".length()));
    assertThat(response.body()).isEmpty();
  }

  @Test
  void a_function_that_throws_is_a_problem_500_that_tells_nothing() throws Exception {
    var response = get("/api/broken");

    assertProblem(response, 500, "/problems/internal");
    assertThat(response.body()).doesNotContain("secret", "NoSuchMethodError", "at io.spillway");
  }

  @Test
  void a_port_in_use_is_reported() {
    HostSettings sameAgain = HostSettings.on("127.0.0.1", host.uri().getPort());

    assertThatThrownBy(
            () ->
                FunctionHost.start(
                    List.of(), router(List.of()), NO_QUEUES, InstantSource.system(), sameAgain))
        .isInstanceOf(UncheckedIOException.class);
  }
}
