package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.deadletter.Attempt;
import io.spillway.ports.deadletter.DeadLetter;

/**
 * JSON of a dead letter; {@code cuts} names its truncated parts. The payload is {@code {size,
 * sha256, text}} if it is UTF-8, otherwise {@code {size, sha256, base64}}; both are exact, byte for
 * byte. {@link DeadLetterPayload} has the format for queues.
 */
public final class DeadLetterJson {

  private DeadLetterJson() {}

  /**
   * {@return the dead letter as JSON, without truncation}
   *
   * @param letter the dead letter
   */
  public static ObjectNode write(DeadLetter letter) {
    ObjectNode node =
        Json.object()
            .put("deadLetterId", letter.id())
            .put("streamId", letter.streamId())
            .put("source", letter.source())
            .put("eventId", letter.eventId())
            .put("eventType", letter.eventType());
    node.set("failure", FailureJson.write(letter.failure()));
    node.set("exception", ExceptionEvidenceJson.writeIfAny(letter.exception()));
    node.put("attempts", letter.attempts());
    Stored.put(node, "firstAttemptAt", letter.firstAttemptAt());
    Stored.put(node, "buriedAt", letter.deadLetteredAt());
    node.set("history", Stored.array(letter.history(), DeadLetterJson::writeAttempt));
    node.set("activities", Stored.array(letter.activities(), ActivityReportJson::write));
    node.put("workflowId", letter.workflowId()).put("generation", letter.generation());
    node.putObject("origin")
        .put("host", letter.origin().host())
        .put("appVersion", letter.origin().appVersion());
    node.put("fingerprint", letter.fingerprint());
    letter.cuts().forEach(node.putArray("cuts")::add);
    node.set("arrival", ArrivalJson.write(letter.arrival()));
    return node;
  }

  /**
   * {@return the letter}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static DeadLetter read(JsonNode node) {
    ObjectNode origin = Stored.object(node, "origin");
    return new DeadLetter(
        Stored.text(node, "deadLetterId"),
        Stored.text(node, "streamId"),
        Stored.textOrNull(node, "source"),
        Stored.textOrNull(node, "eventId"),
        Stored.textOrNull(node, "eventType"),
        ArrivalJson.read(Stored.object(node, "arrival")),
        FailureJson.read(Stored.object(node, "failure")),
        ExceptionEvidenceJson.readIfAny(node.path("exception")),
        Stored.number(node, "attempts"),
        Stored.instant(node, "firstAttemptAt"),
        Stored.instant(node, "buriedAt"),
        Stored.list(node, "history", DeadLetterJson::readAttempt),
        Stored.list(node, "activities", ActivityReportJson::read),
        Stored.textOrNull(node, "workflowId"),
        Stored.number(node, "generation"),
        new DeadLetter.Origin(Stored.text(origin, "host"), Stored.text(origin, "appVersion")),
        Stored.text(node, "fingerprint"),
        Stored.texts(node, "cuts"));
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
