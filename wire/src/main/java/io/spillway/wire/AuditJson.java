package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;

/**
 * JSON of a violation's audit entry: {@code {violationId, streamId, messageId, step, at, who,
 * action, from, to, reason, note, bulkId}}.
 */
public final class AuditJson {

  private AuditJson() {}

  /**
   * {@return an audit entry as JSON, identified by the violation's id and the entry's number}
   *
   * @param id the violation's id
   * @param number the entry's number, from 1
   * @param step the entry
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
   * {@return all audit entries of a violation as {@code {items}}, oldest first}
   *
   * @param violation the violation
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
