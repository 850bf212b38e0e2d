package io.spillway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.deadletter.Attempt;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.queue.Payload;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter, whole. Its payload is {@code {size, sha256, text}} when it is UTF-8, else {@code
 * {size, sha256, base64}}: both are exact, byte for byte. The form for queues is {@link
 * DeadLetterPayload}'s.
 */
public final class DeadLetterJson {

  private DeadLetterJson() {}

  public static ObjectNode write(DeadLetter letter) {
    ObjectNode node =
        Json.object()
            .put("deadLetterId", letter.id())
            .put("streamId", letter.streamId())
            .put("eventId", letter.eventId())
            .put("eventType", letter.eventType());
    node.set("failure", FailureJson.write(letter.failure()));
    node.set("exception", writeException(letter.exception()));
    node.put("attempts", letter.attempts());
    Stored.put(node, "firstAttemptAt", letter.firstAttemptAt());
    Stored.put(node, "buriedAt", letter.buriedAt());
    node.set("history", Stored.array(letter.history(), DeadLetterJson::writeAttempt));
    node.set("activities", Stored.array(letter.activities(), ActivityReportJson::write));
    node.put("workflowId", letter.workflowId()).put("generation", letter.generation());
    node.putObject("origin")
        .put("host", letter.origin().host())
        .put("appVersion", letter.origin().appVersion());
    node.put("fingerprint", letter.fingerprint());
    node.set("arrival", writeArrival(letter.arrival()));
    return node;
  }

  /** Throws {@link IllegalArgumentException} when the node was not written here. */
  public static DeadLetter read(JsonNode node) {
    ObjectNode origin = Stored.object(node, "origin");
    return new DeadLetter(
        Stored.text(node, "deadLetterId"),
        Stored.text(node, "streamId"),
        Stored.textOrNull(node, "eventId"),
        Stored.textOrNull(node, "eventType"),
        readArrival(Stored.object(node, "arrival")),
        FailureJson.read(Stored.object(node, "failure")),
        readException(node.path("exception")),
        Stored.number(node, "attempts"),
        Stored.instant(node, "firstAttemptAt"),
        Stored.instant(node, "buriedAt"),
        Stored.list(node, "history", DeadLetterJson::readAttempt),
        Stored.list(node, "activities", ActivityReportJson::read),
        Stored.textOrNull(node, "workflowId"),
        Stored.number(node, "generation"),
        new DeadLetter.Origin(Stored.text(origin, "host"), Stored.text(origin, "appVersion")),
        Stored.text(node, "fingerprint"));
  }

  private static ObjectNode writeArrival(Arrival arrival) {
    ObjectNode node =
        Json.object()
            .put("queue", arrival.queue())
            .put("messageId", arrival.messageId())
            .put("insertedAt", arrival.insertedAt().toString())
            .put("dequeueCount", arrival.dequeueCount())
            .put("contentType", arrival.contentType());
    Payload payload = arrival.payload();
    ObjectNode body =
        node.putObject("payload").put("size", payload.size()).put("sha256", payload.sha256());
    payload
        .text()
        .ifPresentOrElse(
            text -> body.put("text", text),
            () -> body.put("base64", Base64.getEncoder().encodeToString(payload.bytes())));
    return node;
  }

  private static Arrival readArrival(ObjectNode node) {
    ObjectNode body = Stored.object(node, "payload");
    String text = Stored.textOrNull(body, "text");
    byte[] bytes =
        text == null
            ? Base64.getDecoder().decode(Stored.text(body, "base64"))
            : text.getBytes(UTF_8);
    return new Arrival(
        Stored.text(node, "queue"),
        Stored.text(node, "messageId"),
        Stored.instant(node, "insertedAt"),
        Stored.number(node, "dequeueCount"),
        Payload.of(bytes),
        Stored.text(node, "contentType"));
  }

  private static @Nullable ObjectNode writeException(@Nullable ExceptionEvidence exception) {
    return exception == null
        ? null
        : Json.object()
            .put("type", exception.type())
            .put("causeType", exception.causeType())
            .put("stackTrace", exception.stackTrace());
  }

  private static @Nullable ExceptionEvidence readException(JsonNode node) {
    return node.isObject()
        ? new ExceptionEvidence(
            Stored.text(node, "type"),
            Stored.textOrNull(node, "causeType"),
            Stored.text(node, "stackTrace"))
        : null;
  }

  private static ObjectNode writeAttempt(Attempt attempt) {
    ObjectNode node = Json.object();
    Stored.put(node, "at", attempt.at());
    node.put("activity", attempt.activity()).put("round", attempt.round());
    node.set("failure", FailureJson.write(attempt.failure()));
    return node;
  }

  private static Attempt readAttempt(JsonNode node) {
    return new Attempt(
        Stored.instant(node, "at"),
        Stored.text(node, "activity"),
        Stored.number(node, "round"),
        FailureJson.read(Stored.object(node, "failure")));
  }
}
