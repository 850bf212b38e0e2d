package io.spillway.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.TestRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshake of CloudEvents webhooks. */
class WebhookHandshakeTest {

  private final Service service = new Service();

  private Reply ask(String path, Map<String, String> headers) {
    return service.call(HttpMethod.OPTIONS, path, headers, null);
  }

  @ParameterizedTest
  @CsvSource({
    "/events, 'OPTIONS, POST'",
    "/events?code=key, 'OPTIONS, POST'",
    "/streams/main/events, 'GET, HEAD, OPTIONS, POST'"
  })
  void a_sender_is_allowed_to_deliver(String path, String methods) {
    Reply reply =
        ask(
                path,
                Map.of(
                    "WebHook-Request-Origin", "eventgrid.azure.net",
                    "WebHook-Request-Callback", "https://rp.example/validate?id=1",
                    "webhook-request-rate", "120"))
            .is(200);

    assertThat(reply.header("WebHook-Allowed-Origin")).isEqualTo("eventgrid.azure.net");
    assertThat(reply.header("WebHook-Allowed-Rate")).isEqualTo("120");
    assertThat(reply.header("Allow")).isEqualTo(methods);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "*, *", "0, *", "-5, *", "many, *", "'', *", "99999999999999999999, *"})
  void any_other_rate_than_a_positive_number_is_answered_with_any(String asked, String allowed) {
    Map<String, String> headers =
        Map.of("WebHook-Request-Origin", "a.example", "WebHook-Request-Rate", asked);
    assertThat(ask("/events", headers).is(200).header("WebHook-Allowed-Rate")).isEqualTo(allowed);
  }

  @Test
  void without_a_rate_none_is_answered() {
    Reply reply = ask("/events", Map.of("WebHook-Request-Origin", "localhost")).is(200);

    assertThat(reply.headerOrNull("WebHook-Allowed-Rate")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "https://a.example",
        "a.example:443",
        "a..example",
        "-a.example",
        "a.example, b.example",
        "a.example\r\nX: y",
        "ä.example"
      })
  void an_origin_that_is_no_dns_name_is_refused(String origin) {
    assertThat(
            ask("/events", Map.of("WebHook-Request-Origin", origin))
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("WebHook-Request-Origin must be a DNS name of at most 253 characters");
  }

  @Test
  void an_origin_has_at_most_253_characters() {
    String longest = "a.".repeat(126) + "b";
    ask("/events", Map.of("WebHook-Request-Origin", longest)).is(200);
    ask("/events", Map.of("WebHook-Request-Origin", "a" + longest)).isProblem(400, "invalid-input");
    ask("/events", Map.of("WebHook-Request-Origin", "a".repeat(64)))
        .isProblem(400, "invalid-input");
  }

  @Test
  void without_the_header_and_on_other_paths_the_methods_are_answered() {
    assertThat(ask("/events", Map.of()).is(204).header("Allow")).isEqualTo("OPTIONS, POST");
    Reply other =
        ask("/streams/main/messages", Map.of("WebHook-Request-Origin", "a.example")).is(204);
    assertThat(other.headerOrNull("WebHook-Allowed-Origin")).isNull();
  }

  @Test
  void a_preflight_request_is_none() {
    String page = "https://chat.example.com";
    Map<String, String> headers =
        new HashMap<>(
            Map.of(
                "Origin", page,
                "Access-Control-Request-Method", "POST",
                "WebHook-Request-Origin", "a.example"));
    TestRequest request =
        new TestRequest(
            HttpMethod.OPTIONS,
            URI.create("https://app.example/api/events"),
            headers,
            Optional.empty());
    Router open = service.spillway.router().allowing(Origins.of(page));
    Reply reply =
        Reply.of(open.answer(null, request, service.context, () -> service.durable.context()))
            .is(204);

    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(page);
    assertThat(reply.headerOrNull("WebHook-Allowed-Origin")).isNull();
  }
}
