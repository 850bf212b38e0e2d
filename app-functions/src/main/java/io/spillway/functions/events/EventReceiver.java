package io.spillway.functions.events;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.core.event.EventIntake;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.IdempotencyKey;
import io.spillway.functions.http.PartialFailure;
import io.spillway.functions.http.Router;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.StreamEvent;
import io.spillway.wire.EventPayload;
import io.spillway.wire.IncomingEvent;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadablePayloadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Acceptance of the events of a request, one or a batch. */
final class EventReceiver {

  /** Attributes of CloudEvents by the names of fields in core. */
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "streamId", "streamid",
          "source", "source",
          "eventId", "id",
          "type", "type",
          "occurredAt", "time");

  private final EventIntake intake;

  EventReceiver(EventIntake intake) {
    this.intake = intake;
  }

  /**
   * Queues the events of a request.
   *
   * @param streamId the stream in the path; null if each event names its stream
   */
  ApiResponse receive(Call call, @Nullable String streamId) {
    SentEvents sent = SentEvents.of(call.request());
    IdempotencyKey.check(call.request());
    if (sent.isBatch()) {
      return receiveBatch(call, streamId, sent);
    }
    JsonNode event = sent.events().get(0);
    StreamEvent accepted = accept(call, streamId, event, sent.areCloudEvents(), "");
    return ApiResponse.json(202, describe(accepted)).with("Location", statusUrl(accepted));
  }

  /**
   * Queues the events of a batch in their order. If the service fails at one of them, the others
   * are not tried: the sender repeats the whole batch, and the repetition of an event is harmless.
   */
  private ApiResponse receiveBatch(Call call, @Nullable String streamId, SentEvents sent) {
    ObjectNode body = Json.object();
    ArrayNode results = body.putArray("results");
    PartialFailure failed = null;
    boolean isComplete = true;
    for (JsonNode event : sent.events()) {
      ObjectNode result = results.addObject().put("index", results.size() - 1);
      PartialFailure failure = failed;
      if (failure == null) {
        try {
          String position = "\n" + (results.size() - 1);
          StreamEvent accepted = accept(call, streamId, event, sent.areCloudEvents(), position);
          result.put("id", accepted.eventId()).put("status", 202);
          result.setAll(describe(accepted));
          continue;
        } catch (RuntimeException e) {
          failure = PartialFailure.of(e);
        }
      }
      addFailure(result, event, failure);
      isComplete = false;
      failed = failure.isOfService() ? failure : null;
    }
    if (failed != null) {
      return failed.answer(body);
    }
    return ApiResponse.json(isComplete ? 202 : 207, body);
  }

  private static void addFailure(ObjectNode result, JsonNode event, PartialFailure failure) {
    // The names as sent, because the event was not read.
    JsonNode id = event.has("id") ? event.path("id") : event.path("eventId");
    result.put("id", id.textValue()).put("status", failure.status());
    result.put("source", event.path("source").textValue());
    result.set("problem", failure.problem());
  }

  /**
   * Reads and queues an event.
   *
   * @param position the text that tells the event's idempotency key from others of the request
   */
  private StreamEvent accept(
      Call call, @Nullable String streamId, JsonNode sent, boolean isCloudEvent, String position) {
    if (!(sent instanceof ObjectNode object)) {
      throw new InvalidInputException("event", "must be a JSON object");
    }
    IncomingEvent event = read(object, isCloudEvent, streamId);
    EventDraft draft = event.draft();
    String scope = draft.streamId() + position;
    String id = IdempotencyKey.idOr(call.request(), "event", scope, draft.eventId());
    try {
      return intake.accept(
          draft.withEventId(id), requireNonNullElse(event.traceParent(), call.trace()));
    } catch (InvalidInputException e) {
      boolean isPlain = event.contentType().equals(EventPayload.PLAIN_JSON);
      throw isPlain ? e : renameFields(e, streamId != null);
    }
  }

  private static IncomingEvent read(
      ObjectNode object, boolean isCloudEvent, @Nullable String streamId) {
    try {
      return EventPayload.readSent(object, isCloudEvent, streamId);
    } catch (UnreadablePayloadException e) {
      List<InvalidField> invalid = new ArrayList<>();
      e.fields().forEach((field, must) -> invalid.add(new InvalidField(field, must)));
      throw new InvalidInputException(invalid);
    }
  }

  /** Names the attributes of a CloudEvent and the fields of its data. */
  private static InvalidInputException renameFields(
      InvalidInputException e, boolean isStreamInPath) {
    return new InvalidInputException(
        e.fields().stream()
            .map(bad -> new InvalidField(renameField(bad.field(), isStreamInPath), bad.message()))
            .toList());
  }

  private static String renameField(String field, boolean isStreamInPath) {
    return isStreamInPath && field.equals("streamId")
        ? field
        : ATTRIBUTES.getOrDefault(field, "data." + field);
  }

  private static ObjectNode describe(StreamEvent event) {
    return Json.object()
        .put("eventId", event.eventId())
        .put("source", event.source())
        .put("statusUrl", statusUrl(event));
  }

  private static String statusUrl(StreamEvent event) {
    return Router.ROOT + "/streams/" + event.streamId() + "/events/" + event.key();
  }
}
