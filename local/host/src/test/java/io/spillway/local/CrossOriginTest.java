package io.spillway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages of other sites that the setting allows, on the local server. */
class CrossOriginTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String LISTED = "http://localhost:3000";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(Map.of("SPILLWAY_CORS_ORIGINS", LISTED));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> send(String method, String body, String... headers)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/api/streams/main/messages"))
            .method(method, BodyPublishers.ofString(body))
            .headers(headers)
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> say(String text, String origin) throws Exception {
    String body = "{\"author\":\"ada\",\"text\":\"" + text + "\"}";
    return send(
        "POST",
        body,
        "Content-Type",
        "application/json",
        "Origin",
        origin,
        "Sec-Fetch-Site",
        "same-site");
  }

  @Test
  void a_listed_page_asks_first_then_sends_and_reads_the_answer() throws Exception {
    HttpResponse<String> preflight =
        send(
            "OPTIONS",
            "",
            "Origin",
            LISTED,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "content-type");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).hasValue(LISTED);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
        .hasValueSatisfying(methods -> assertThat(methods).contains("POST"));

    HttpResponse<String> answer = say("hello", LISTED);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(LISTED);
    assertThat(answer.headers().firstValue("Vary")).hasValue("Origin");
  }

  @Test
  void another_page_is_refused_before_its_message_is_stored() throws Exception {
    for (String origin : new String[] {"http://localhost:3001", "https://localhost:3000", "null"}) {
      HttpResponse<String> answer = say("foreign", origin);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(answer.body()).contains("/problems/foreign-origin", "SPILLWAY_CORS_ORIGINS");
    }
    assertThat(send("GET", "", "Accept", "*/*").body()).doesNotContain("foreign");
  }

  @Test
  void a_page_of_this_server_may_still_call() throws Exception {
    HttpResponse<String> answer = say("own page", server.uri().toString());

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }
}
