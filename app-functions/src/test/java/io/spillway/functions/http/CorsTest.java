package io.spillway.functions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.TestRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of pages from other sites. */
class CorsTest {

  private static final String CHAT = "https://chat.example.com";
  private static final String PATH = "/streams/main/messages";
  private static final String MESSAGE = "{\"author\":\"ada\",\"text\":\"hello\"}";

  private final Service service = new Service();
  private final Router open =
      service.spillway.router().allowing(Origins.of(CHAT + ", http://localhost:3000"));

  private Reply send(
      Router router, HttpMethod method, String path, @Nullable String origin, String body) {
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
    if (origin != null) {
      headers.put("Origin", origin);
    }
    if (method == HttpMethod.OPTIONS) {
      headers.put("Access-Control-Request-Method", "POST");
      headers.put("Access-Control-Request-Headers", "content-type,x-functions-key");
    }
    URI uri = URI.create("https://app.example" + Router.ROOT + path);
    TestRequest request = new TestRequest(method, uri, headers, Optional.of(body));
    return Reply.of(router.answer(null, request, service.context, () -> service.durable.context()));
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, "http://localhost:3000"})
  void a_page_of_a_listed_origin_may_read_its_answer(String origin) {
    Reply reply = send(open, HttpMethod.POST, PATH, origin, MESSAGE).is(201);

    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(reply.header("Vary")).isEqualTo("Origin");
    assertThat(reply.header("Access-Control-Expose-Headers"))
        .contains("ETag", "Location", "Retry-After", "Next-Cursor");
    assertThat(reply.response().getHeader("Access-Control-Allow-Credentials")).isNull();
  }

  @Test
  void a_refusal_is_readable_too() {
    Reply reply = send(open, HttpMethod.POST, PATH, CHAT, "{}").isProblem(400, "invalid-input");

    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(CHAT);
  }

  @Test
  void a_preflight_is_answered_with_methods_headers_and_an_age() {
    Reply reply = send(open, HttpMethod.OPTIONS, PATH, CHAT, "").is(204);

    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(CHAT);
    assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(reply.header("Access-Control-Allow-Headers"))
        .contains(
            "content-type",
            "x-functions-key",
            "x-spillway-key",
            "idempotency-key",
            "if-match",
            "if-none-match");
    assertThat(reply.header("Access-Control-Max-Age")).isEqualTo("7200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com",
        "http://chat.example.com",
        "https://chat.example.com:8443",
        "https://chat.example.com.evil.example",
        "https://CHAT.example.com",
        "https://chat.example.com, https://evil.example.com",
        "http://localhost",
        "null",
        "x",
        ""
      })
  void a_page_of_any_other_origin_is_refused_before_anything_is_stored(String origin) {
    Reply reply =
        send(open, HttpMethod.POST, PATH, origin, MESSAGE).isProblem(403, "foreign-origin");

    assertThat(reply.response().getHeader("Access-Control-Allow-Origin")).isNull();
    assertThat(service.get(PATH).items()).isEmpty();
    send(open, HttpMethod.OPTIONS, PATH, origin, "").isProblem(403, "foreign-origin");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"https://app.example"})
  void the_apps_own_pages_and_programs_may_call_without_permission(@Nullable String origin) {
    Reply reply = send(open, HttpMethod.POST, PATH, origin, MESSAGE).is(201);

    assertThat(reply.response().getHeader("Access-Control-Allow-Origin")).isNull();
    assertThat(reply.header("Vary")).isEqualTo("Origin");
  }

  @Test
  void without_the_setting_no_answer_names_an_origin() {
    Reply reply = send(service.spillway.router(), HttpMethod.OPTIONS, PATH, CHAT, "").is(204);

    assertThat(reply.response().getHeader("Access-Control-Allow-Origin")).isNull();
    assertThat(reply.response().getHeader("Vary")).isNull();
  }

  @Test
  void a_document_that_varies_by_encoding_varies_by_origin_as_well() {
    Reply reply = send(open, HttpMethod.GET, "/openapi.json", CHAT, "");

    assertThat(reply.header("Vary")).isEqualTo("Accept-Encoding, Origin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | must not have *",
        "https://*.example.com | must not have *",
        "https://a.example/ | without a path",
        "https://a.example/app | without a path",
        "a.example | must be origins",
        "https://a.example?x | must be origins",
        "https://u:p@a.example | must be origins",
        "null | must be origins",
        "https://a.example:443 | default port",
        "http://a.example:80 | default port",
      })
  void any_other_form_of_an_origin_is_refused_with_the_reason(String list, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Origins.of(list))
        .withMessageContaining(reason);
  }

  @Test
  void a_list_may_have_commas_and_white_space() {
    assertThat(
            Origins.of(" https://A.example,\n http://[::1]:3000 ,capacitor://localhost").allowed())
        .containsExactlyInAnyOrder(
            "https://a.example", "http://[::1]:3000", "capacitor://localhost");
  }
}
