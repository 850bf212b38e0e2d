package io.spillway.functions.events;

import static io.spillway.functions.events.CloudEventRequests.BATCHED;
import static io.spillway.functions.events.CloudEventRequests.EVENTS;
import static io.spillway.functions.events.CloudEventRequests.ON_MAIN;
import static io.spillway.functions.events.CloudEventRequests.RAID;
import static io.spillway.functions.events.CloudEventRequests.STRUCTURED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.event.StreamEvent;
import io.spillway.testkit.Fixtures;
import io.spillway.wire.EventPayload;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents over HTTP in the structured and the binary mode of the binding. */
class CloudEventsTest {

  private final Service service = new Service();

  private Reply sendBinary(Map<String, String> attributes, String body) {
    Map<String, String> headers = new HashMap<>(Service.JSON);
    headers.putAll(
        Map.of("ce-specversion", "1.0", "CE-Id", "r-1", "Ce-Source", "urn:x", "ce-type", "raid"));
    headers.putAll(attributes);
    return service.call(HttpMethod.POST, EVENTS, headers, body);
  }

  private JsonNode onlyEvent() {
    service.deliverAll();
    return service.get(ON_MAIN).is(200).items().get(0);
  }

  @ParameterizedTest
  @CsvSource({
    EVENTS + "," + STRUCTURED,
    EVENTS + ",application/cloudevents+json; charset=utf-8",
    EVENTS + ",application/json",
    ON_MAIN + "," + STRUCTURED
  })
  void a_structured_event_is_queued(String path, String contentType) {
    Reply reply = service.post(path, contentType, RAID).is(202);

    String key = StreamEvent.key("urn:x", "r-1");
    assertThat(reply.body().toString())
        .isEqualTo(
            "{\"eventId\":\"r-1\",\"source\":\"urn:x\",\"statusUrl\":\"/api/streams/main/events/%s\"}"
                .formatted(key));
    assertThat(reply.header("Location")).isEqualTo(reply.text("statusUrl"));
    assertThat(onlyEvent().path("viewers").asInt()).isEqualTo(7);
    assertThat(onlyEvent().path("source").asText()).isEqualTo("urn:x");
  }

  @Test
  void a_binary_event_has_its_attributes_in_headers_of_any_case() {
    sendBinary(
            Map.of("cE-StreamId", "main", "ce-time", "2026-11-23T18:00:00Z"),
            "{\"actor\":\"ada\",\"viewers\":\"7\"}")
        .is(202);

    assertThat(onlyEvent().path("viewers").asInt()).isEqualTo(7);
    assertThat(onlyEvent().path("occurredAt").asText()).startsWith("2026-11-23T18:00:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Euro%20%E2%82%AC%20%F0%9F%98%80 | Euro € 😀",
        "a+b%2Bc | a+b+c",
        "plain text | plain text",
        "\"in \\\"quotes\\\" %25\" | in \"quotes\" %",
        "%2525 | %25"
      })
  void the_attributes_of_a_binary_event_are_percent_decoded_once(String sent, String id) {
    Reply reply =
        sendBinary(
                Map.of("CE-Id", sent, "ce-streamid", "main"), "{\"actor\":\"ada\",\"viewers\":1}")
            .is(202);

    assertThat(reply.text("eventId")).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"100%", "%zz", "%c3%28", "é", "a\u0007"})
  void an_attribute_with_another_encoding_is_refused(String sent) {
    Reply reply = sendBinary(Map.of("CE-Id", sent, "ce-streamid", "main"), "{}");

    assertThat(reply.isProblem(400, "invalid-input").errors())
        .containsExactly("ce-id must be percent-encoded UTF-8");
  }

  @Test
  void headers_that_are_no_attributes_are_named() {
    Map<String, String> headers =
        new TreeMap<>(
            Map.of("ce-a-b", "x", "ce-data", "{}", "ce-datacontenttype", "application/json"));
    assertThat(sendBinary(headers, "{}").isProblem(400, "invalid-input").errors())
        .containsExactlyInAnyOrder(
            "ce-a-b is not a name of an attribute: use lower-case letters and digits",
            "ce-data is not a name of an attribute: use lower-case letters and digits",
            "ce-datacontenttype must be sent as Content-Type");
  }

  @Test
  void a_binary_event_may_have_no_data() {
    Map<String, String> headers =
        Map.of(
            "ce-specversion",
            "1.0",
            "ce-id",
            "1",
            "ce-source",
            "urn:x",
            "ce-type",
            "follow",
            "ce-streamid",
            "main");
    assertThat(
            service
                .call(HttpMethod.POST, EVENTS, headers, null)
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("data.actor is required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "{", "\"x\""})
  void the_body_of_a_binary_event_must_be_an_object(String body) {
    sendBinary(Map.of("ce-streamid", "main"), body).isProblem(400, "malformed-json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/cloudevents+json; charset=iso-8859-1",
        "application/cloudevents-batch+json; charset=utf-16",
        "application/cloudevents+xml",
        "application/cloudevents",
        "text/plain"
      })
  void another_type_or_charset_is_refused(String contentType) {
    service.post(EVENTS, contentType, RAID).isProblem(415, "unsupported-media-type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"streamid\":\"main\",\"subject\":\"streams/b\"    | ",
        "\"subject\":\"streams/main\"                       | ",
        "\"subject\":\"main\"                               | ",
        "\"data\":{\"actor\":\"ada\",\"streamId\":\"main\"} | ",
        "\"subject\":\"x y\"                                | main",
        "\"x\":\"y\"                                        | main",
      })
  void the_stream_is_that_of_the_path_an_attribute_the_data_or_the_subject(
      String attributes, String streamId) {
    String data = attributes.contains("data") ? "" : ",\"data\":{\"actor\":\"ada\"}";
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"urn:x\",\"type\":\"follow\","
            + attributes
            + data
            + "}";
    String path = streamId == null ? EVENTS : "/streams/" + streamId + "/events";
    assertThat(service.post(path, STRUCTURED, event).is(202).text("statusUrl"))
        .startsWith("/api/streams/main/events/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"streamid\":\"b\"                              | streamid",
        "\"data\":{\"actor\":\"ada\",\"streamId\":\"b\"} | data.streamId",
        "\"subject\":\"streams/b\"                       | subject",
        "\"source\":\"/streams/b\"                       | source"
      })
  void another_stream_than_that_of_the_path_is_refused(String attributes, String field) {
    String source = attributes.contains("source") ? "" : "\"source\":\"urn:x\",";
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"1\","
            + source
            + "\"type\":\"follow\","
            + attributes
            + "}";
    assertThat(service.post(ON_MAIN, STRUCTURED, event).isProblem(400, "invalid-input").errors())
        .containsExactly(field + " must be the stream of the path, or missing");
  }

  @Test
  void an_event_without_a_stream_is_refused() {
    String event = RAID.replace("\"streamid\":\"main\",", "");
    assertThat(service.post(EVENTS, STRUCTURED, event).isProblem(400, "invalid-input").errors())
        .singleElement()
        .asString()
        .startsWith("streamid is required");
    assertThat(
            service
                .post(EVENTS, "{\"type\":\"follow\",\"actor\":\"ada\"}")
                .isProblem(400, "invalid-input")
                .errors())
        .singleElement()
        .asString()
        .startsWith("streamId is required");
  }

  @Test
  void every_bad_attribute_and_field_is_named_at_once() {
    String event =
        "{\"specversion\":\"0.3\",\"time\":1,\"streamId\":\"main\",\"tier\":\"2\",\"ext\":1,"
            + "\"data\":{\"actor\":7,\"count\":[],\"more\":1}}";
    assertThat(service.post(ON_MAIN, STRUCTURED, event).isProblem(400, "invalid-input").errors())
        .containsExactlyInAnyOrder(
            "specversion must be 1.0",
            "id is required",
            "source is required",
            "time must be a text",
            "streamId is not a name of an attribute: use lower-case letters and digits",
            "tier must be a field of data",
            "data.actor must be a text",
            "data.count must be a whole number",
            "data.more is not a known field");
    assertThat(service.eventQueue.approximateCount()).isZero();
  }

  @Test
  void invalid_values_are_named_by_attribute_and_field() {
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\" \",\"type\":\"wedding\",\"time\":\"x\"}";
    assertThat(service.post(ON_MAIN, STRUCTURED, event).isProblem(400, "invalid-input").errors())
        .extracting(error -> error.substring(0, error.indexOf(' ')))
        .containsExactlyInAnyOrder("id", "source", "type", "time", "data.actor");
  }

  @ParameterizedTest
  @ValueSource(strings = {STRUCTURED, BATCHED})
  void a_declared_cloud_event_must_have_a_version(String contentType) {
    String plain = "{\"type\":\"follow\",\"id\":\"1\",\"source\":\"x\"}";
    Reply reply =
        service.post(ON_MAIN, contentType, contentType.equals(BATCHED) ? "[" + plain + "]" : plain);

    assertThat(reply.body().toString()).contains("\"specversion\",\"message\":\"must be 1.0\"");
  }

  static Stream<Charset> charsets() {
    return Stream.of(ISO_8859_1, UTF_8, UTF_16, Charset.forName("windows-1252"));
  }

  @ParameterizedTest
  @MethodSource("charsets")
  void base64_data_is_read_in_its_charset(Charset charset) {
    service
        .post(EVENTS, STRUCTURED, base64("{\"actor\":\"José\"}".getBytes(charset), charset.name()))
        .is(202);
    assertThat(onlyEvent().path("actor").asText()).isEqualTo("José");
  }

  private static String base64(byte[] data, String charset) {
    return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"urn:x\",\"type\":\"follow\","
        + "\"streamid\":\"main\",\"datacontenttype\":\"application/json; charset="
        + charset
        + "\",\"data_base64\":\""
        + Base64.getEncoder().encodeToString(data)
        + "\"}";
  }

  @Test
  void base64_data_that_cannot_be_read_is_refused_with_the_reason() {
    byte[] latin = "{\"actor\":\"José\"}".getBytes(ISO_8859_1);
    Map<String, String> refused = new HashMap<>();
    refused.put(base64(latin, "utf-8"), "data_base64 must be text in the charset UTF-8");
    refused.put(base64(latin, "utf-9"), "datacontenttype must have a known charset, not utf-9");
    refused.put(base64("[]".getBytes(UTF_8), "utf-8"), "data_base64 must hold a JSON object");
    refused.put(
        base64(latin, "utf-8").replaceAll("(data_base64\":)\"[^\"]*\"", "$1\"?\""),
        "data_base64 must be Base64");
    refused.put(
        base64(latin, "utf-8").replaceAll("(data_base64\":)\"[^\"]*\"", "$17"),
        "data_base64 must be a text");
    refused.put(
        base64(latin, "utf-8").replace("application/json;", "text/xml;"),
        "datacontenttype must be a type of JSON, such as application/json");
    refused.put(
        base64(latin, "utf-8").replaceAll("}$", ",\"data\":{}}"),
        "data_base64 must not be given together with data");
    refused.forEach(
        (event, error) ->
            assertThat(
                    service
                        .post(EVENTS, STRUCTURED, event)
                        .isProblem(400, "invalid-input")
                        .errors())
                .containsExactly(error));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        STRUCTURED + "|[]|must be a JSON object",
        BATCHED + "|{}|must be a JSON array",
        BATCHED + "|7|must be a JSON array",
        "application/json|7|must be a JSON object"
      })
  void the_form_of_the_body_must_be_that_of_its_type(String type, String body, String problem) {
    assertThat(service.post(EVENTS, type, body).isProblem(400, "malformed-json").text("detail"))
        .isEqualTo("The body " + problem);
  }

  @Test
  void an_event_of_the_own_source_has_the_source_api() {
    String own = RAID.replace("urn:x", "/streams/main");
    assertThat(service.post(EVENTS, STRUCTURED, own).is(202).text("source")).isEqualTo("api");
    assertThat(service.post(ON_MAIN, STRUCTURED, own).is(202).text("statusUrl"))
        .isEqualTo("/api/streams/main/events/r-1");
  }

  @Test
  void the_trace_of_an_event_goes_before_that_of_the_request() {
    String traced =
        RAID.replace(
            "\"streamid\"", "\"traceparent\":\"" + Fixtures.TRACE_PARENT + "\",\"streamid\"");
    service.post(EVENTS, STRUCTURED, traced).is(202);
    assertThat(EventPayload.traceParent(Service.onlyDelivery(service.eventQueue).payload()))
        .isEqualTo(Fixtures.TRACE_PARENT);
  }

  @ParameterizedTest
  @CsvSource({"SubscriptionValidation, []", "Notification, "})
  void the_schema_of_event_grid_is_refused_with_the_remedy(String kind, String given) {
    String notification =
        "[{\"id\":\"1\",\"topic\":\"t\",\"subject\":\"s\",\"eventType\":\"follow\","
            + "\"eventTime\":\"2026-11-23T18:00:00Z\",\"data\":{},\"dataVersion\":\"1\"}]";
    Map<String, String> headers = new HashMap<>(Service.JSON);
    headers.put("aeg-event-type", kind);
    Reply reply =
        service.call(HttpMethod.POST, EVENTS, headers, given == null ? notification : given);
    assertThat(reply.isProblem(400, "event-schema").text("detail"))
        .contains("cloudeventschemav1_0");
  }

  @Test
  void a_delivery_of_event_grid_in_the_schema_of_cloud_events_is_queued() {
    Map<String, String> headers =
        Map.of(
            "Content-Type", "application/cloudevents+json; charset=utf-8",
            "aeg-event-type", "Notification",
            "aeg-delivery-count", "0");
    service.call(HttpMethod.POST, EVENTS, headers, RAID).is(202);
  }
}
