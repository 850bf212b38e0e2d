package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.deadletter.ExceptionEvidence;
import org.jspecify.annotations.Nullable;

/** What an exception said, as {@code {type, causeType, stackTrace}}. */
public final class ExceptionEvidenceJson {

  private ExceptionEvidenceJson() {}

  /**
   * {@return the evidence as JSON; null for null}
   *
   * @param exception null when nothing was thrown
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
   * {@return the evidence that was written; null for a node that is no object}
   *
   * @param node as {@code write} wrote it
   * @throws IllegalArgumentException when the node was not written here
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
