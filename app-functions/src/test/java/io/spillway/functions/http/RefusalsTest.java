package io.spillway.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.TestRequest;
import io.spillway.testing.fuzz.Fuzz;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rejections that all routes share. */
class RefusalsTest {

  private static final String PATH = "/streams/main/messages";
  private static final String MESSAGE = "{\"author\":\"ada\",\"text\":\"hello\"}";

  private final Service service = new Service();

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n"})
  void a_missing_body_is_refused(String body) {
    assertThat(service.post(PATH, body).isProblem(400, "invalid-input").errors())
        .containsExactly("body is required: a JSON object");
  }

  @Test
  void no_body_at_all_is_refused() {
    service.call(HttpMethod.POST, PATH, Map.of(), null).isProblem(400, "invalid-input");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "\"text\"",
        "null",
        "{} {}",
        "{\"author\":\"a\",\"author\":\"b\"}",
        "{'a':1}"
      })
  void a_body_other_than_one_json_object_is_rejected(String body) {
    Reply reply = service.post(PATH, body).isProblem(400, "malformed-json");
    assertThat(reply.text("detail")).startsWith("The body ");
  }

  @Test
  void a_nesting_bomb_is_refused() {
    service.post(PATH, "{\"text\":" + "[".repeat(30_000)).isProblem(400, "malformed-json");
    service.post(PATH, "{\"text\":" + "{\"a\":".repeat(9_000)).isProblem(400, "malformed-json");
  }

  @Test
  void every_unknown_field_and_wrong_type_is_named() {
    assertThat(
            service
                .post(PATH, "{\"author\":7,\"text\":[\"a\"],\"txet\":\"a\",\"streamId\":\"main\"}")
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly(
            "author must be a text",
            "text must be a text",
            "txet is not a known field",
            "streamId is not a known field");
  }

  @Test
  void fields_beyond_the_first_hundred_are_counted_and_not_named() {
    StringBuilder body = new StringBuilder("{\"text\":7");
    for (int i = 0; i < 5_000; i++) {
      body.append(",\"").append(i).append("\":1");
    }
    assertThat(service.post(PATH, body.append('}').toString()).is(400).errors())
        .hasSize(101)
        .startsWith("text must be a text", "0 is not a known field")
        .endsWith("body has 4901 more invalid fields");
  }

  /** Regression: 60 KB of input caused 160 MiB of output. */
  @Test
  void a_long_name_is_not_repeated_for_each_field_in_it() {
    String fields = "\"a\":1," + "\"%d\":1,".repeat(3_000).formatted(range(3_000));
    String body = "{\"policy\":{\"rules\":{\"%s\":{%s\"b\":2}}}}";
    Fuzz.within(
        16,
        () ->
            service
                .call(
                    HttpMethod.PUT,
                    "/policies/default",
                    Map.of("Content-Type", "application/json", "If-None-Match", "*"),
                    body.formatted("n".repeat(30_000), fields))
                .isProblem(400, "invalid-input"));
  }

  private static Object[] range(int end) {
    return IntStream.range(0, end).boxed().toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain", "application/x-www-form-urlencoded", "application/json; charset=iso-8859-1",
        "application/jsonp", "multipart/form-data; boundary=x", ""
      })
  void a_body_of_another_type_is_refused(String contentType) {
    service
        .call(HttpMethod.POST, PATH, Map.of("Content-Type", contentType), "{}")
        .isProblem(415, "unsupported-media-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON; Charset=UTF-8",
        "application/cloudevents+json",
        "application/json;charset=\"utf-8\""
      })
  void json_by_any_of_its_names_is_read(String contentType) {
    service
        .call(
            HttpMethod.POST,
            PATH,
            Map.of("CONTENT-TYPE", contentType),
            "{\"author\":\"ada\",\"text\":\"hello\"}")
        .is(201);
  }

  @Test
  void a_body_without_a_content_type_is_refused_and_no_body_needs_none() {
    String body = "{\"author\":\"ada\",\"text\":\"hello\"}";
    service.call(HttpMethod.POST, PATH, Map.of(), body).isProblem(415, "unsupported-media-type");
    service
        .call(HttpMethod.POST, "/violations/claim-next", Map.of(), null)
        .isProblem(404, "nothing-waits");
  }

  @Test
  void every_answer_keeps_browsers_from_guessing_and_other_sites_from_embedding() {
    for (String path : List.of("/health", "/openapi.json", "/violations/x~y", "/stats/main")) {
      Reply reply = service.get(path);
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
      assertThat(reply.response().getHeader("Strict-Transport-Security")).isNull();
    }
  }

  @Test
  void https_responses_have_hsts() {
    URI uri = URI.create("https://app.example/api/health");
    TestRequest request = new TestRequest(HttpMethod.GET, uri, Map.of(), Optional.empty());
    assertThat(service.call(request).header("Strict-Transport-Security"))
        .isEqualTo("max-age=31536000");
  }

  @ParameterizedTest
  @CsvSource({"a, 65536", "é, 32768", "🎉, 16384"})
  void a_body_of_64_kib_is_read_and_one_byte_more_is_refused(String unit, int count) {
    int overhead = "{\"text\":\"\"}".length();
    int units = count - overhead;
    String full =
        "{\"text\":\""
            + unit.repeat(units)
            + "x".repeat((65_536 - overhead) % (65_536 / count))
            + "\"}";
    int size = full.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    String exact = " ".repeat(65_536 - size) + full;
    service.post(PATH, exact).isProblem(400, "invalid-input");
    service.post(PATH, " " + exact).isProblem(413, "body-too-large");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit must be 1 to 200",
    "limit=201, limit must be 1 to 200",
    "limit=ten, limit must be 1 to 200",
    "limit=99999999999, limit must be 1 to 200",
    "limit=-1, limit must be 1 to 200",
    "cursor=nonsense!, cursor must be a cursor from this endpoint with the same filters",
    "lmit=5, 'lmit is not a known parameter; known are after, cursor, from, limit, order, to'"
  })
  void bad_query_parameters_are_named(String query, String error) {
    assertThat(service.get(PATH + "?" + query).isProblem(400, "invalid-input").errors())
        .containsExactly(error);
  }

  @Test
  void an_empty_parameter_is_a_missing_one_and_the_platforms_own_are_passed_over() {
    service.get(PATH + "?limit=&cursor=&code=key&clientId=me").is(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/streams/~/messages",
        "/streams/~/messages/m-1",
        "/streams/~/events",
        "/streams/~/events/e-1",
        "/streams/~/stats",
        "/stats/~",
        "/streams/~/alerts"
      })
  void a_stream_with_a_malformed_id_is_refused(String path) {
    assertThat(service.get(path).isProblem(400, "invalid-input").errors())
        .singleElement()
        .asString()
        .startsWith("streamId must be 1 to 255 letters");
  }

  @Test
  void a_crash_says_nothing_of_itself_to_the_caller_nor_of_the_message_to_the_log() {
    Service broken =
        new Service(
            request -> {
              throw new IllegalStateException("cannot read: " + request.getBody());
            });
    Reply reply = broken.post(PATH, "{\"text\":\"my secret\"}").isProblem(500, "internal");
    assertThat(reply.body().toString()).doesNotContain("secret").doesNotContain("Exception");
    assertThat(broken.context.logged())
        .singleElement()
        .asString()
        .contains("java.lang.IllegalStateException", "invocation-1", "RefusalsTest")
        .doesNotContain("secret");
  }

  @Test
  void even_an_error_of_the_virtual_machine_is_answered() {
    service.classifier.failWith(new StackOverflowError());
    service.post(PATH, "{\"author\":\"ada\",\"text\":\"hello\"}").isProblem(500, "internal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/audit", "/violations", "/dead-letters", "/moderation/quality"})
  void a_range_that_ends_before_it_begins_is_a_bad_from(String path) {
    Reply reversed = service.get(path + "?from=2026-11-23T18:00:01Z&to=2026-11-23T18:00:00Z");

    assertThat(reversed.isProblem(400, "invalid-input").errors())
        .containsExactly("from must not be after to");
    service.get(path + "?from=2026-11-23T18:00:00Z&to=2026-11-23T18:00:00Z").is(200);
  }

  @Test
  void an_unencoded_plus_in_a_time_is_named() {
    Reply reply = service.get("/violations?from=2026-11-23T18:00:00%2002:00");

    assertThat(reply.isProblem(400, "invalid-input").errors())
        .containsExactly(
            "from must be an ISO 8601 time with an offset, such as 2026-11-23T18:00:00Z; encode its"
                + " + as %2B");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json; profile=\"a b\"", "application/json;v=1;charset=utf-8"})
  void parameters_of_the_media_type_are_accepted(String contentType) {
    service.call(HttpMethod.POST, PATH, Map.of("content-type", contentType), MESSAGE).is(201);
  }

  @Test
  void another_charset_is_refused_after_any_parameter() {
    service
        .call(
            HttpMethod.POST,
            PATH,
            Map.of("content-type", "application/json;v=1;charset=latin1"),
            MESSAGE)
        .isProblem(415, "unsupported-media-type");
  }

  @Test
  void a_content_encoding_is_refused() {
    service
        .call(
            HttpMethod.POST,
            PATH,
            Map.of("content-type", "application/json", "content-encoding", "br"),
            MESSAGE)
        .isProblem(415, "unsupported-media-type");
  }
}
