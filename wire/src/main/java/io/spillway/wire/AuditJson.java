package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Violation;

/**
 * JSON of the audit trail; each object can be understood alone. A step of a review is {@code
 * {violationId, streamId, messageId, step, at, who, action, from, to, reason, note, assignee,
 * bulkId, author, category, policyVersion, textHash}}, a record of another action {@code {auditId,
 * at, who, action, streamId, messageId, author, category, policyVersion, textHash, reason, note}}.
 * Missing values are left out.
 */
public final class AuditJson {

  private AuditJson() {}

  /**
   * {@return a step of a review as JSON, identified by the violation's id and the step's number}
   *
   * @param violation the violation
   * @param number the step's number, from 1
   */
  public static ObjectNode write(Violation violation, int number) {
    AuditEntry step = violation.audit().get(number - 1);
    ObjectNode node =
        Json.object()
            .put("violationId", violation.id().toString())
            .put("streamId", violation.id().streamId())
            .put("messageId", violation.id().messageId())
            .put("step", number);
    node.setAll(ViolationJson.writeStep(step));
    return node.put("author", violation.author())
        .put("category", violation.verdict().category().code())
        .put("policyVersion", violation.verdict().policyVersion())
        .put("textHash", Payload.of(violation.text()).sha256());
  }

  /**
   * {@return all steps of a violation's review as {@code {items}}, oldest first}
   *
   * @param violation the violation
   */
  public static ObjectNode write(Violation violation) {
    ObjectNode node = Json.object();
    ArrayNode items = node.putArray("items");
    for (int number = 1; number <= violation.audit().size(); number++) {
      items.add(write(violation, number));
    }
    return node;
  }

  /**
   * {@return an audit record as JSON}
   *
   * @param entry the record
   */
  public static ObjectNode write(AuditRecord entry) {
    ObjectNode node = Json.object().put("auditId", entry.id());
    Stored.put(node, "at", entry.at());
    node.put("who", entry.who()).put("action", entry.action().code());
    Stored.putIfAny(node, "streamId", entry.streamId());
    Stored.putIfAny(node, "messageId", entry.messageId());
    Stored.putIfAny(node, "author", entry.author());
    Stored.putIfAny(node, "category", entry.category() == null ? null : entry.category().code());
    Stored.putIfAny(node, "policyVersion", entry.policyVersion());
    Stored.putIfAny(node, "textHash", entry.textHash());
    Stored.putIfAny(node, "reason", entry.reason() == null ? null : entry.reason().code());
    return node.put("note", entry.note());
  }

  /**
   * {@return the audit record}
   *
   * @param node JSON from {@link #write(AuditRecord)}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static AuditRecord read(JsonNode node) {
    return new AuditRecord(
        Stored.text(node, "auditId"),
        Stored.instant(node, "at"),
        Stored.text(node, "who"),
        AuditAction.ofCode(Stored.text(node, "action")).orElseThrow(AuditJson::unknownAction),
        Stored.textOrNull(node, "streamId"),
        Stored.textOrNull(node, "messageId"),
        Stored.textOrNull(node, "author"),
        node.hasNonNull("category") ? VerdictJson.category(Stored.text(node, "category")) : null,
        Stored.textOrNull(node, "policyVersion"),
        Stored.textOrNull(node, "textHash"),
        node.hasNonNull("reason") ? Stored.reason(node, "reason") : null,
        Stored.text(node, "note"));
  }

  private static IllegalArgumentException unknownAction() {
    return new IllegalArgumentException("action is unknown");
  }
}
