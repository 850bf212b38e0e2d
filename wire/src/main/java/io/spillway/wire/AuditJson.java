package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;

/**
 * A step of a violation's trail as {@code {violationId, streamId, messageId, step, at, who, action,
 * from, to, reason, note, bulkId}}.
 */
public final class AuditJson {

  private AuditJson() {}

  /**
   * {@return a step as JSON; by the violation's id and its number, from 1, it is told from all
   * others}
   *
   * @param id whose step
   * @param number which of its steps, from 1
   * @param step what was done
   */
  public static ObjectNode write(ViolationId id, int number, AuditEntry step) {
    ObjectNode node =
        Json.object()
            .put("violationId", id.toString())
            .put("streamId", id.streamId())
            .put("messageId", id.messageId())
            .put("step", number);
    return node.setAll(ViolationJson.writeStep(step));
  }

  /**
   * {@return all of a violation's steps as {@code {items}}, oldest first}
   *
   * @param violation with its whole trail
   */
  public static ObjectNode write(Violation violation) {
    ObjectNode node = Json.object();
    ArrayNode items = node.putArray("items");
    int number = 0;
    for (AuditEntry step : violation.audit()) {
      number++;
      items.add(write(violation.id(), number, step));
    }
    return node;
  }
}
