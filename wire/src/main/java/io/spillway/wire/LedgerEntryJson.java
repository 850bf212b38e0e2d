package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.PendingRetry;

/**
 * JSON of a dead letter in the ledger: the fields of {@link DeadLetterJson} and {@code {state,
 * original, redriveId, audit}}. The original payload is null unless it was edited.
 */
public final class LedgerEntryJson {

  private LedgerEntryJson() {}

  /**
   * {@return the entry as JSON, without truncation}
   *
   * @param entry the ledger entry
   */
  public static ObjectNode write(LedgerEntry entry) {
    ObjectNode node = DeadLetterJson.write(entry.letter());
    node.put("state", Codes.code(entry.state()));
    node.set("original", entry.original() == null ? null : PayloadJson.write(entry.original()));
    node.put("redriveId", entry.redriveId());
    node.set("retry", entry.retry() == null ? null : writeRetry(entry.retry()));
    node.set("audit", Stored.array(entry.audit(), LedgerEntryJson::writeStep));
    return node;
  }

  /**
   * {@return the entry}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static LedgerEntry read(JsonNode node) {
    return new LedgerEntry(
        DeadLetterJson.read(node),
        Stored.code(node, "state", DeadLetterState.class),
        node.hasNonNull("original") ? PayloadJson.read(node.get("original")) : null,
        Stored.textOrNull(node, "redriveId"),
        node.hasNonNull("retry") ? readRetry(node.get("retry")) : null,
        Stored.list(node, "audit", LedgerEntryJson::readStep));
  }

  /**
   * {@return the JSON of an automatic retry}
   *
   * @param retry the retry
   */
  public static ObjectNode writeRetry(PendingRetry retry) {
    ObjectNode node = Json.object().put("activity", retry.activity());
    Stored.put(node, "since", retry.since());
    Stored.put(node, "next", retry.next());
    return node.put("retries", retry.retries());
  }

  private static PendingRetry readRetry(JsonNode node) {
    return new PendingRetry(
        Stored.text(node, "activity"),
        Stored.instant(node, "since"),
        Stored.instant(node, "next"),
        Stored.number(node, "retries"));
  }

  private static ObjectNode writeStep(DeadLetterAuditEntry step) {
    ObjectNode node = Json.object();
    Stored.put(node, "at", step.at());
    node.put("who", step.who()).put("action", Codes.code(step.action())).put("note", step.note());
    Stored.putIfAny(node, "jobId", step.jobId());
    return node;
  }

  private static DeadLetterAuditEntry readStep(JsonNode node) {
    return new DeadLetterAuditEntry(
        Stored.instant(node, "at"),
        Stored.text(node, "who"),
        Stored.code(node, "action", DeadLetterAuditEntry.Action.class),
        Stored.text(node, "note"),
        Stored.textOrNull(node, "jobId"));
  }
}
