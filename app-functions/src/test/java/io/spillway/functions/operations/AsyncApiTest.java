package io.spillway.functions.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.spillway.InvalidInputException;
import io.spillway.core.event.EventArrivals;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.QueueNames;
import io.spillway.testkit.Fixtures;
import io.spillway.wire.AlertJson;
import io.spillway.wire.EventJson;
import io.spillway.wire.EventPayload;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadablePayloadException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The description of queue and webhook, compared with the reader of the queue. */
class AsyncApiTest {

  private static final ObjectNode DOCUMENT = Json.readObject(ApiDescription.asyncApi().text());

  private static Set<ValidationMessage> errors(String schema, JsonNode value) {
    ObjectNode whole = Json.object().put("$ref", "#/components/schemas/" + schema);
    whole.set("components", DOCUMENT.path("components"));
    JsonSchema compiled =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
    return compiled.validate(value);
  }

  private static StreamEvent read(JsonNode payload) {
    Payload text = Payload.of(Json.text(payload));
    return EventArrivals.event(
        Arrival.of(QueueNames.STREAM_EVENTS, "q-1", Fixtures.NOW.plusSeconds(864_000), text),
        EventPayload.read(text).draft());
  }

  private static List<JsonNode> examples(String message) {
    List<JsonNode> payloads = new ArrayList<>();
    DOCUMENT
        .at("/components/messages/" + message + "/examples")
        .forEach(example -> payloads.add(example.path("payload")));
    assertThat(payloads).isNotEmpty();
    return payloads;
  }

  @Test
  void every_example_of_an_event_is_valid_and_read() {
    Set<EventType> types =
        examples("event").stream()
            .map(
                example -> {
                  assertThat(errors("Event", example)).as("%s", example).isEmpty();
                  return read(example).detail().kind();
                })
            .collect(Collectors.toSet());
    assertThat(types).contains(EventType.values());
  }

  @Test
  void every_example_of_an_alert_is_valid() {
    for (JsonNode example : examples("alert")) {
      assertThat(errors("Alert", example)).as("%s", example).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("details")
  void the_data_of_an_alert_about_each_type_is_valid_and_has_no_other_fields(EventDetail detail) {
    StreamEvent event = Fixtures.event("main", "e-1").detail(detail).build();
    Alert alert =
        Alert.of("main", event.key(), "large-donation", "ada gave 5.00 EUR", Fixtures.NOW)
            .about("ada")
            .causedBy(Alert.Cause.of(event).reaching(100).withMessage("m-1"))
            .withText("what a save!");
    ObjectNode body =
        Json.object().put("type", "alert." + alert.kind()).put("timestamp", "2026-11-29T18:00:00Z");
    ObjectNode data = AlertJson.writeForReceivers(alert).put("followUp", true);
    body.set("data", data);

    assertThat(errors("Alert", body)).isEmpty();
    List<String> described = new ArrayList<>();
    DOCUMENT
        .at("/components/schemas/Alert/properties/data/properties")
        .fieldNames()
        .forEachRemaining(described::add);
    List<String> written = new ArrayList<>();
    data.fieldNames().forEachRemaining(written::add);
    if (detail.kind() != EventType.REVERSAL) { // which raises no alert
      assertThat(described).containsAll(written);
    }
  }

  private static Stream<EventDetail> details() {
    Currency yen = Currency.getInstance("JPY");
    return Stream.of(
        new EventDetail.Follow(),
        new EventDetail.Subscription("t".repeat(32), 1_200),
        new EventDetail.Gift("gold", EventDetail.Gift.MAX_COUNT, true),
        new EventDetail.Cheer(EventDetail.Cheer.MAX_BITS, false),
        new EventDetail.Donation(new Money(Money.MAX_AMOUNT, yen), "m".repeat(500)),
        new EventDetail.Raid(EventDetail.Raid.MAX_VIEWERS),
        new EventDetail.Custom("hype.train", Map.of("level", "5")),
        new EventDetail.Reversal("s".repeat(512), "i".repeat(512), "r".repeat(200)));
  }

  @ParameterizedTest
  @MethodSource("details")
  void an_event_of_each_type_at_its_limits_is_valid_in_both_forms(EventDetail detail) {
    StreamEvent event = Fixtures.event("main", "e-1").detail(detail).build();
    JsonNode cloudEvent =
        Json.readObject(EventPayload.write(event, Fixtures.TRACE_PARENT).text().orElseThrow());
    for (JsonNode form : List.of(EventJson.write(event), cloudEvent)) {
      assertThat(errors("Event", form)).as("%s", form).isEmpty();
      assertThat(read(form)).isEqualTo(event);
    }
  }

  private static Stream<String> invalidEvents() {
    return Stream.of(
        "{\"streamId\":\"main\",\"type\":\"party\",\"actor\":\"ada\"}",
        "{\"streamId\":\"main\",\"type\":\"follow\"}",
        "{\"streamId\":\"main\",\"type\":\"follow\",\"actor\":\"ada\",\"viewers\":1}",
        "{\"streamId\":\"main\",\"type\":\"follow\",\"actor\":\"ada\",\"extra\":1}",
        "{\"streamId\":\"a/b\",\"type\":\"follow\",\"actor\":\"ada\"}",
        "{\"streamId\":\"main\",\"type\":\"raid\",\"actor\":\"ada\",\"viewers\":10000001}",
        "{\"streamId\":\"main\",\"type\":\"cheer\",\"actor\":\"ada\",\"bits\":0}",
        "{\"streamId\":\"main\",\"type\":\"reversal\",\"reverses\":{}}",
        "{\"streamId\":\"main\",\"type\":\"donation\",\"actor\":\"a\",\"amount\":\"-1\",\"currency\":\"USD\"}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"x\",\"type\":\"cheer\",\"streamid\":\"main\","
            + "\"data\":{\"actor\":\"ada\",\"total\":5}}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"x\",\"type\":\"follow\",\"streamid\":\"main\","
            + "\"data\":{\"actor\":\"ada\"},\"data_base64\":\"e30=\"}");
  }

  @ParameterizedTest
  @MethodSource("invalidEvents")
  void an_event_that_the_reader_refuses_is_invalid(String text) {
    JsonNode event = Json.readObject(text);
    assertThat(errors("Event", event)).isNotEmpty();
    assertThatThrownBy(() -> read(event))
        .isInstanceOfAny(UnreadablePayloadException.class, InvalidInputException.class);
  }
}
