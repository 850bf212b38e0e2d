package io.spillway.functions.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.InvalidInputException;
import io.spillway.functions.http.JsonContent;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.invocation.Headers;
import io.spillway.wire.EventPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Events of a request: plain JSON, or CloudEvents by their HTTP binding, which are brought into
 * structured JSON. The media type decides on the mode; without one of CloudEvents, headers with the
 * prefix {@code ce-} mean binary mode.
 *
 * @param events the events, unread
 * @param areCloudEvents whether the request declares CloudEvents
 * @param isBatch whether the request has an array, which is answered by event
 */
record SentEvents(List<JsonNode> events, boolean areCloudEvents, boolean isBatch) {

  private static final String BATCHED = "application/cloudevents-batch+json";

  /** Header of Azure Event Grid with the kind of a delivery. */
  private static final String GRID_KIND = "aeg-event-type";

  SentEvents {
    events = List.copyOf(events);
  }

  /** Reads a request. Rejects a body that is not JSON, and a batch that is too large. */
  static SentEvents of(HttpRequestMessage<Optional<String>> request) {
    JsonContent content = JsonContent.of(request);
    boolean isStructured = content.mediaType().equals(EventPayload.CLOUD_EVENTS);
    boolean isBatched = content.mediaType().equals(BATCHED);
    if (!isStructured && !isBatched && BinaryCloudEvent.isIn(request)) {
      return new SentEvents(List.of(BinaryCloudEvent.of(request, content)), true, false);
    }
    JsonNode body = content.value();
    if (!isStructured && !isBatched) {
      checkSchema(request, body);
    }
    boolean isArray = body.isArray();
    if (isBatched && !isArray) {
      throw JsonContent.rejectForm("must be a JSON array");
    }
    if (isArray ? isStructured : !body.isObject()) {
      throw JsonContent.rejectForm("must be a JSON object");
    }
    return new SentEvents(
        isArray ? items(body) : List.of(body), isStructured || isBatched, isArray);
  }

  private static List<JsonNode> items(JsonNode array) {
    if (array.size() > EventRoutes.MAX_BATCH) {
      throw new InvalidInputException(
          "body", "must have at most " + EventRoutes.MAX_BATCH + " events");
    }
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items;
  }

  /**
   * Rejects events in the schema of Azure Event Grid, which has no name for the version and source
   * of CloudEvents.
   */
  private static void checkSchema(HttpRequestMessage<?> request, JsonNode body) {
    boolean isValidation =
        Headers.of(request, GRID_KIND)
            .filter(kind -> kind.equalsIgnoreCase("SubscriptionValidation"))
            .isPresent();
    JsonNode first = body.isArray() ? body.path(0) : body;
    if (isValidation || (first.has("eventType") && first.has("eventTime"))) {
      throw ProblemException.of(
          new Problem(
              400,
              "event-schema",
              "Unsupported event schema",
              "The Event Grid schema is not supported: create the subscription with the CloudEvents"
                  + " schema v1.0 (--event-delivery-schema cloudeventschemav1_0)"));
    }
  }

  /** Contains the number of events, but no content. */
  @Override
  public String toString() {
    return "SentEvents[" + events.size() + "]";
  }
}
