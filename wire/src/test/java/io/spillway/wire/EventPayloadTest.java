package io.spillway.wire;

import static io.spillway.testkit.Fixtures.TRACE_PARENT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Fixtures;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPayloadTest {

  @Test
  void an_event_is_written_as_cloud_events_1_0() {
    StreamEvent event = Fixtures.event("main", "e-1").donation(500, "USD").build();
    assertThat(EventPayload.write(event, null).text())
        .contains(
            "{\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"/streams/main\","
                + "\"type\":\"io.spillway.donation\",\"time\":\"2026-11-23T18:00:00.000000Z\","
                + "\"datacontenttype\":\"application/json\",\"streamid\":\"main\","
                + "\"data\":{\"actor\":\"ada\",\"amount\":\"5.00\",\"currency\":\"USD\"}}");
  }

  @Test
  void a_written_event_reads_back_equal() {
    for (long seed = 0; seed < 400; seed++) {
      StreamEvent event = new Samples(seed).event();
      IncomingEvent read = EventPayload.read(EventPayload.write(event, TRACE_PARENT));
      assertThat(Drafts.event(read.draft())).as("seed %d", seed).isEqualTo(event);
      assertThat(read.contentType()).isEqualTo("application/cloudevents+json");
      assertThat(read.traceParent()).isEqualTo(TRACE_PARENT);
    }
  }

  @Test
  void the_trace_is_the_extension_attribute_of_cloud_events() {
    StreamEvent event = Fixtures.event("main", "e-1").build();
    assertThat(EventPayload.write(event, TRACE_PARENT).text().orElseThrow())
        .contains(",\"traceparent\":\"" + TRACE_PARENT + "\",\"datacontenttype\":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"follow\",\"traceparent\":%s}",
        "{\"specversion\":\"1.0\",\"id\":\"e-1\",\"traceparent\":%s}"
      })
  void an_external_trace_is_read_and_an_invalid_one_is_ignored(String form) {
    assertThat(read(form.formatted("\"" + TRACE_PARENT + "\"")).traceParent())
        .isEqualTo(TRACE_PARENT);
    for (String invalid : new String[] {"\"00-1-2-01\"", "7", "null", "{}"}) {
      assertThat(read(form.formatted(invalid)).traceParent()).as(invalid).isNull();
    }
  }

  private static EventIdentifiers identify(String text) {
    return EventPayload.identify(Payload.of(text.replace('\'', '"')));
  }

  @Test
  void a_written_event_is_identified() {
    for (long seed = 0; seed < 400; seed++) {
      StreamEvent event = new Samples(seed).event();
      assertThat(EventPayload.identify(EventPayload.write(event, TRACE_PARENT)))
          .as("seed %d", seed)
          .isEqualTo(EventIdentifiers.of(event));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'streamId':'main','id':'x-1','type':'donation','amount':{},'colour':'red'}",
        "{'streamId':'main','source':'queue','eventId':'x-1','type':'donation','actor':7}",
        "{'specversion':'0.3','streamid':'main','source':'queue','id':'x-1','type':'donation'}",
        "{'specversion':'1.0','subject':'main','source':'queue','id':'x-1','type':'donation',"
            + "'data':7}",
        "{'specversion':'1.0','source':'queue','id':'x-1','type':'io.spillway.donation',"
            + "'data':{'streamId':'main','bits':[]},'amount':5}"
      })
  void an_event_with_unreadable_fields_is_identified(String text) {
    assertThat(identify(text)).isEqualTo(new EventIdentifiers("main", "queue", "x-1", "donation"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'streamId':7,'source':{},'id':5,'type':'unheard of'}",
        "{'streamId':'no/stream','source':' ','id':'','type':''}",
        "{'source':[],'id':'x-1','eventId':'x-1'}",
        "{'specversion':'1.0','streamid':'a','source':7,'data':{'streamId':'b'}}",
        "{'specversion':'1.0','type':'io.spillway.parked-event','id':'x','source':'y'}",
        "[1]",
        "{'id':'x-1'",
        ""
      })
  void ambiguous_and_invalid_parts_are_not_identified(String text) {
    assertThat(identify(text)).isEqualTo(EventIdentifiers.NONE);
  }

  @Test
  void bytes_that_are_no_text_are_not_identified() {
    assertThat(EventPayload.identify(Payload.of(new byte[] {(byte) 0xff})))
        .isEqualTo(EventIdentifiers.NONE);
  }

  @Test
  void the_trace_of_a_payload_that_is_not_an_event_is_read() {
    String wrong = "{\"type\":{},\"traceparent\":\"" + TRACE_PARENT + "\"}";
    assertThat(EventPayload.traceParent(Payload.of(wrong))).isEqualTo(TRACE_PARENT);
    assertThat(EventPayload.traceParent(Payload.of("{"))).isNull();
    assertThat(EventPayload.traceParent(Payload.of("{}"))).isNull();
  }

  @Test
  void plain_json_is_read() {
    IncomingEvent read =
        read(
            """
            {"type":"subscription","username":"ada","streamId":"main","id":"e-1","tier":2,
             "months":"3","timestamp":"2026-11-23T18:00:00Z","tracestate":"a=b"}
            """);
    assertThat(read.contentType()).isEqualTo("application/json");
    assertThat(read.draft())
        .isEqualTo(
            new EventDraft(
                "main",
                "e-1",
                "subscription",
                "ada",
                "2026-11-23T18:00:00Z",
                EventFields.NONE.with(EventField.TIER, "2").with(EventField.MONTHS, 3)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"subscription\",\"total\":10,\"is_gift\":true} | total is not a known field; is_gift is not a known field",
        "{\"type\":\"follow\",\"extra\":{\"a\":1}} | extra is not a known field",
        "{\"type\":\"reversal\",\"reverses\":{\"id\":\"1\",\"type\":\"x\"}} | reverses.type is not a known field",
        "{\"specversion\":\"1.0\",\"ext\":1,\"data\":{\"total\":10}} | data.total is not a known field"
      })
  void a_field_that_would_be_lost_is_refused(String text, String message) {
    UnreadablePayloadException refusal = refusal(Payload.of(text));
    assertThat(refusal.failure().code()).isEqualTo("event.unknown-field");
    assertThat(refusal.failure().message()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "actor, username",
    "actor, user",
    "eventId, id",
    "occurredAt, timestamp",
  })
  void two_names_of_one_field_are_refused(String first, String second) {
    String text = "{\"" + first + "\":\"a\",\"" + second + "\":\"b\"}";
    assertThat(refusal(Payload.of(text)).failure().message())
        .isEqualTo(second + " must not be given together with " + first);
  }

  @Test
  void numbers_and_booleans_may_be_texts_and_the_reverse() {
    EventFields gift =
        read("{\"type\":\"gift\",\"tier\":1000,\"count\":\"5\",\"anonymous\":\"true\"}")
            .draft()
            .fields();
    assertThat(gift)
        .isEqualTo(
            EventFields.NONE
                .with(EventField.TIER, "1000")
                .with(EventField.COUNT, 5)
                .with(EventField.ANONYMOUS, true));
    EventFields cheer = read("{\"bits\":100,\"anonymous\":false}").draft().fields();
    assertThat(cheer)
        .isEqualTo(EventFields.NONE.with(EventField.BITS, 100).with(EventField.ANONYMOUS, false));
  }

  @Test
  void a_reversal_names_the_event_that_it_takes_back() {
    EventFields fields =
        read("{\"type\":\"reversal\",\"reverses\":{\"source\":\"kofi\",\"id\":\"a/1\"},"
                + "\"reason\":\"refund\"}")
            .draft()
            .fields();
    assertThat(EventType.REVERSAL.detail(fields))
        .isEqualTo(new EventDetail.Reversal("kofi", "a/1", "refund"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"source\":\"kofi\"}', kofi",
    "'{\"specversion\":\"1.0\",\"source\":\"https://twitch.example/streams/main\"}', https://twitch.example/streams/main",
    "'{\"specversion\":\"1.0\",\"source\":\"/streams/main\"}', api",
    "'{\"specversion\":\"1.0\",\"source\":\"/streams/main\",\"streamid\":\"other\"}', /streams/main",
    "{}, "
  })
  void the_source_is_read_as_sent(String text, String source) {
    assertThat(read(text).draft().source()).isEqualTo(source);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"streamid\":\"a\",\"subject\":\"b\",\"source\":\"/streams/c\"', a",
    "'\"subject\":\"b\",\"source\":\"urn:x\"', b",
    "'\"subject\":\"/streams/b\",\"source\":\"/streams/c\"', b",
    "'\"subject\":\"orders/7\",\"source\":\"/streams/c\"', c"
  })
  void a_cloud_event_names_its_stream_by_attribute_subject_or_source(
      String attributes, String streamId) {
    assertThat(read("{\"specversion\":\"1.0\"," + attributes + "}").draft().streamId())
        .isEqualTo(streamId);
  }

  @Test
  void base64_data_is_read_in_its_declared_charset() {
    byte[] latin = "{\"actor\":\"Müller\"}".getBytes(ISO_8859_1);
    String form =
        "{\"specversion\":\"1.0\",\"datacontenttype\":\"application/json%s\",\"data_base64\":\""
            + Base64.getEncoder().encodeToString(latin)
            + "\"}";
    assertThat(read(form.formatted("; charset=iso-8859-1")).draft().actor()).isEqualTo("Müller");
    for (String charset : new String[] {"", "; charset=utf-8", "; charset=nonsense"}) {
      assertThat(refusal(Payload.of(form.formatted(charset))).failure().code())
          .isEqualTo("event.unsupported");
    }
  }

  @Test
  void data_in_both_forms_is_refused() {
    String both = "{\"specversion\":\"1.0\",\"data\":{},\"data_base64\":\"e30=\"}";
    assertThat(refusal(Payload.of(both)).failure().message())
        .isEqualTo("data_base64 must not be given together with data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"custom\",\"actor\":\"ada\",%s}",
        "{\"specversion\":\"1.0\",\"type\":\"io.spillway.custom\",\"data\":{\"actor\":\"ada\",%s}}"
      })
  void the_fields_of_a_custom_event_are_read(String form) {
    EventDraft draft =
        read(form.formatted("\"name\":\"hype.train\",\"fields\":{\"b\":\"2\",\"a\":\"1\"}"))
            .draft();
    assertThat(draft.type()).isEqualTo("custom");
    assertThat(draft.fields())
        .isEqualTo(
            EventFields.NONE
                .with(EventField.NAME, "hype.train")
                .withCustom(Map.of("a", "1", "b", "2")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"x\"", "{\"a\":[1]}", "{\"a\":null}", "{\"a\":{}}"})
  void fields_that_are_not_texts_are_rejected(String fields) {
    String text = "{\"type\":\"custom\",\"name\":\"x\",\"fields\":" + fields + "}";
    assertThat(refusal(Payload.of(text)).failure().message())
        .isEqualTo("fields must be an object of texts");
  }

  @Test
  void numbers_and_booleans_in_custom_fields_are_read_as_written() {
    String text = "{\"type\":\"custom\",\"name\":\"x\",\"fields\":{\"a\":1.50,\"b\":true,\"c\":7}}";
    assertThat(read(text).draft().fields().custom())
        .isEqualTo(Map.of("a", "1.50", "b", "true", "c", "7"));
  }

  @Test
  void a_custom_event_is_written_by_its_kind_and_its_own_name() {
    StreamEvent event =
        Fixtures.event("main", "e-1")
            .detail(new EventDetail.Custom("hype.train", Map.of("level", "5", "by", "ann")))
            .build();
    assertThat(EventPayload.write(event, null).text().orElseThrow())
        .contains("\"type\":\"io.spillway.custom\"")
        .contains(
            "\"data\":{\"actor\":\"ada\",\"name\":\"hype.train\","
                + "\"fields\":{\"by\":\"ann\",\"level\":\"5\"}}");
    assertThat(Json.text(EventJson.write(event.detail())))
        .isEqualTo(
            "{\"type\":\"custom\",\"name\":\"hype.train\","
                + "\"fields\":{\"by\":\"ann\",\"level\":\"5\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "5.00, 5.00",
    "'\"5.00\"', 5.00",
    "0.1, 0.1",
    "12345678901234567890.12, 12345678901234567890.12",
    "1e2, 1E+2"
  })
  void an_amount_keeps_its_exact_digits(String written, String amount) {
    assertThat(
            read("{\"type\":\"donation\",\"amount\":" + written + "}")
                .draft()
                .fields()
                .get(EventField.AMOUNT))
        .isEqualTo(amount);
  }

  @ParameterizedTest
  @ValueSource(strings = {"actor", "username", "user"})
  void the_actor_field_has_several_names(String name) {
    assertThat(read("{\"" + name + "\":\"ada\"}").draft().actor()).isEqualTo("ada");
  }

  @ParameterizedTest
  @CsvSource({
    "/streams/main, main",
    "https://example.com/streams/main, main",
    "streams/main/, main",
    "urn:example:1,",
    "/streams/,",
    "/streams/a/b,"
  })
  void the_source_names_the_stream(String source, String streamId) {
    String event = "{\"specversion\":\"1.0\",\"source\":\"" + source + "\"}";
    assertThat(read(event).draft().streamId()).isEqualTo(streamId);
  }

  @Test
  void external_cloud_events_may_name_the_stream_in_their_data_and_use_base64() {
    String data = "{\"streamId\":\"main\",\"user\":\"ada\",\"viewers\":7}";
    String base64 = Base64.getEncoder().encodeToString(data.getBytes(UTF_8));
    for (String part : new String[] {"\"data\":" + data, "\"data_base64\":\"" + base64 + "\""}) {
      EventDraft draft =
          read("{\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"urn:x\",\"type\":\"raid\","
                  + "\"ext\":1,"
                  + part
                  + "}")
              .draft();
      assertThat(draft.streamId()).isEqualTo("main");
      assertThat(draft.type()).isEqualTo("raid");
      assertThat(draft.actor()).isEqualTo("ada");
      assertThat(draft.fields().number(EventField.VIEWERS)).isEqualTo(7);
    }
  }

  @Test
  void bytes_that_are_not_text_are_rejected() {
    Payload latin = Payload.of("{\"actor\":\"José\"}".getBytes(ISO_8859_1));
    UnreadablePayloadException refusal = refusal(latin);
    assertThat(refusal.failure().code()).isEqualTo("event.not-utf8");
    assertThat(refusal.contentType()).isEqualTo("application/octet-stream");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "follow main              | event.not-json      | text/plain",
        "[{\"type\":\"follow\"}]  | event.not-an-object | application/json",
        "{\"type\":1,\"months\":3.5} | event.wrong-type | application/json",
        "{\"specversion\":\"0.3\"} | event.unsupported  | application/cloudevents+json",
        "{\"specversion\":1.0}    | event.unsupported   | application/cloudevents+json",
        "{\"specversion\":\"1.0\",\"data\":\"x\"} | event.unsupported | application/cloudevents+json",
        "{\"specversion\":\"1.0\",\"data_base64\":\"?\"} | event.unsupported | application/cloudevents+json",
        "{\"specversion\":\"1.0\",\"time\":1} | event.wrong-type | application/cloudevents+json",
        "{\"specversion\":\"1.0\",\"data\":{\"user\":1}} | event.wrong-type | application/cloudevents+json"
      })
  void an_unreadable_payload_fails_permanently(String text, String code, String contentType) {
    UnreadablePayloadException refusal = refusal(Payload.of(text));
    assertThat(refusal.failure().code()).isEqualTo(code);
    assertThat(refusal.failure().category()).isEqualTo(FailureCategory.PERMANENT);
    assertThat(refusal.contentType()).isEqualTo(contentType);
  }

  @Test
  void an_error_names_every_invalid_field_and_quotes_no_value() {
    Failure failure =
        refusal(Payload.of("{\"type\":[\"hunter2\"],\"months\":[\"hunter2\"]}")).failure();
    assertThat(failure.message()).isEqualTo("type must be a text; months must be a whole number");
  }

  @Test
  void a_refusal_has_each_field_and_its_message_joins_them() {
    String event =
        "{\"specversion\":\"1.0\",\"type\":1,\"months\":\"3\",\"Id\":\"1\","
            + "\"data\":{\"user\":1,\"extra\":1}}";
    UnreadablePayloadException refusal = refusal(Payload.of(event));
    assertThat(refusal.fields())
        .containsOnlyKeys("type", "months", "Id", "data.user", "data.extra");
    assertThat(refusal.failure().message())
        .contains("type must be a text; ", "months must be a field of data; ")
        .endsWith("data.user must be a text; data.extra is not a known field");
  }

  @Test
  void an_attribute_and_data_of_different_streams_are_refused() {
    String event = "{\"specversion\":\"1.0\",\"streamid\":\"a\",\"data\":{\"streamId\":\"b\"}}";
    assertThat(refusal(Payload.of(event)).failure().message())
        .isEqualTo("data.streamId must be the same as streamid");
  }

  private static IncomingEvent read(String text) {
    return EventPayload.read(Payload.of(text));
  }

  private static UnreadablePayloadException refusal(Payload payload) {
    UnreadablePayloadException refusal =
        catchThrowableOfType(UnreadablePayloadException.class, () -> EventPayload.read(payload));
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
