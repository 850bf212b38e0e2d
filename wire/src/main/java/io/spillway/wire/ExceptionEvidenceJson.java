package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.deadletter.ExceptionEvidence;
import org.jspecify.annotations.Nullable;

/** JSON of the evidence of an exception: {@code {type, causeType, stackTrace}}. */
public final class ExceptionEvidenceJson {

  private ExceptionEvidenceJson() {}

  /**
   * {@return the evidence as JSON; null for null}
   *
   * @param exception the evidence; null for none
   */
  public static @Nullable ObjectNode writeIfAny(@Nullable ExceptionEvidence exception) {
    return exception == null
        ? null
        : Json.object()
            .put("type", exception.type())
            .put("causeType", exception.causeType())
            .put("stackTrace", exception.stackTrace());
  }

  /**
   * {@return the evidence; null if the node is not an object}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static @Nullable ExceptionEvidence readIfAny(JsonNode node) {
    return node.isObject()
        ? new ExceptionEvidence(
            Stored.text(node, "type"),
            Stored.textOrNull(node, "causeType"),
            Stored.text(node, "stackTrace"))
        : null;
  }
}
