package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Queue format of dead letters: a CloudEvents 1.0 JSON event of type {@value #TYPE}, whose data has
 * the format of {@link DeadLetterJson}, in at most {@link WorkQueue#MAX_PAYLOAD_BYTES} bytes. The
 * {@code traceparent} is that of the event, if it is a CloudEvent with one.
 *
 * <p>A dead letter that is too large is first written with its payload in the shortest exact
 * format. If that does not suffice, parts are removed in this order and listed in {@code
 * data.cuts}: {@code exception.stackTrace}; {@code history}, oldest first; {@code messages} of all
 * failures; {@code activities}; and finally the end of {@code arrival.payload}, whose size and
 * SHA-256 remain. Only payloads of more than 35 KB that do not compress are truncated.
 */
public final class DeadLetterPayload {

  static final String TYPE = "io.spillway.dead-letter";

  private final ObjectNode envelope;
  private final ObjectNode data;
  private final ArrayNode cuts;

  private DeadLetterPayload(DeadLetter letter) {
    envelope =
        CloudEvents.envelope(
            id(letter),
            "/streams/" + letter.streamId(),
            TYPE,
            letter.deadLetteredAt(),
            letter.arrival().traceParent());
    data = DeadLetterJson.write(letter);
    cuts = data.withArray("cuts");
    envelope.set("data", data);
  }

  /** Each generation is a separate event. */
  private static String id(DeadLetter letter) {
    return letter.id() + (letter.generation() == 0 ? "" : "~" + letter.generation());
  }

  /**
   * {@return the dead letter as a CloudEvent that fits into a queue, with a list of its truncated
   * parts}
   *
   * @param letter a dead letter of any size
   */
  public static Payload write(DeadLetter letter) {
    DeadLetterPayload fitted = new DeadLetterPayload(letter);
    fitted.fit(letter.arrival().payload());
    return Payload.of(Json.bytes(fitted.envelope));
  }

  /**
   * Reads the output of {@link #write}; truncated parts are missing.
   *
   * @param payload the payload from the queue
   * @return the dead letter, with a list of its truncated parts
   * @throws UnreadablePayloadException {@code dead-letter.not-utf8}, {@code dead-letter.not-json},
   *     {@code dead-letter.not-an-object} or {@code dead-letter.unsupported}
   */
  public static DeadLetter read(Payload payload) {
    ObjectNode envelope = CloudEvents.read("dead-letter", payload);
    try {
      if (TYPE.equals(envelope.path("type").asText())) {
        return DeadLetterJson.read(envelope.path("data"));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw unsupported("the payload is a damaged dead letter: " + e.getClass().getSimpleName());
    }
    throw unsupported("the payload is not an event of type " + TYPE);
  }

  private static UnreadablePayloadException unsupported(String message) {
    return new UnreadablePayloadException(
        Failure.permanent("dead-letter.unsupported", message), "application/json");
  }

  private void fit(Payload payload) {
    if (!fits()) {
      Stored.object(data, "arrival").set("payload", PayloadJson.writeShort(payload));
    }
    cut("exception.stackTrace", this::cutStackTrace);
    cut("history", this::cutOldestAttempt);
    cut("messages", this::cutMessages);
    cut("activities", this::cutActivities);
    if (!fits()) {
      note(DeadLetter.CUT_PAYLOAD);
      cutPayload(payload);
    }
  }

  private boolean fits() {
    return room() >= 0;
  }

  private int room() {
    return WorkQueue.MAX_PAYLOAD_BYTES - Json.bytes(envelope).length;
  }

  /** Repeats a step until the dead letter fits or the step has no more effect. */
  private void cut(String what, BooleanSupplier step) {
    boolean noted = false;
    while (!fits() && step.getAsBoolean()) {
      if (!noted) {
        note(what);
        noted = true;
      }
    }
  }

  /** Avoids duplicates: an earlier generation may have been truncated already. */
  private void note(String what) {
    for (JsonNode noted : cuts) {
      if (noted.asText().equals(what)) {
        return;
      }
    }
    cuts.add(what);
  }

  private boolean cutStackTrace() {
    if (data.path("exception") instanceof ObjectNode exception
        && !exception.path("stackTrace").asText().isEmpty()) {
      exception.put("stackTrace", "");
      return true;
    }
    return false;
  }

  private boolean cutOldestAttempt() {
    return data.withArray("history").remove(0) != null;
  }

  private boolean cutMessages() {
    boolean cut = cutMessage(data.path("failure"));
    for (JsonNode activity : data.withArray("activities")) {
      cut |= cutMessage(activity.path("failure"));
    }
    return cut;
  }

  private static boolean cutMessage(JsonNode node) {
    if (node instanceof ObjectNode failure && !failure.path("message").asText().isEmpty()) {
      failure.put("message", "");
      return true;
    }
    return false;
  }

  private boolean cutActivities() {
    ArrayNode activities = data.withArray("activities");
    boolean any = !activities.isEmpty();
    activities.removeAll();
    return any;
  }

  private ObjectNode body() {
    return Stored.object(Stored.object(data, "arrival"), "payload");
  }

  private void cutPayload(Payload payload) {
    ObjectNode body = body();
    body.remove(List.of("text", "deflated"));
    body.put("base64", "");
    int kept = Math.min(payload.size(), Math.max(0, room() / 4 * 3));
    byte[] beginning = Arrays.copyOf(payload.bytes(), kept);
    body.put("base64", Base64.getEncoder().encodeToString(beginning));
  }
}
