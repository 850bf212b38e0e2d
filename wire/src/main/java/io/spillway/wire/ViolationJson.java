package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.OwedEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import org.jspecify.annotations.Nullable;

/**
 * A violation as {@code {violationId, streamId, messageId, author, text, sentAt, heldAt, state,
 * owed, verdict, audit}}.
 */
public final class ViolationJson {

  private ViolationJson() {}

  public static ObjectNode write(Violation violation) {
    ObjectNode node =
        Json.object()
            .put("violationId", violation.id().toString())
            .put("streamId", violation.id().streamId())
            .put("messageId", violation.id().messageId())
            .put("author", violation.author())
            .put("text", violation.text());
    Stored.put(node, "sentAt", violation.sentAt());
    Stored.put(node, "heldAt", violation.heldAt());
    node.put("state", Codes.code(violation.state())).put("owed", Codes.code(violation.owed()));
    node.set("verdict", VerdictJson.write(violation.verdict()));
    node.set("audit", Stored.array(violation.audit(), ViolationJson::writeStep));
    return node;
  }

  /** Throws {@link IllegalArgumentException} when the node was not written here. */
  public static Violation read(JsonNode node) {
    if (!(VerdictJson.read(Stored.object(node, "verdict")) instanceof Verdict.Flagged verdict)) {
      throw new IllegalArgumentException("only a flagged message is withheld");
    }
    return new Violation(
        new ViolationId(Stored.text(node, "streamId"), Stored.text(node, "messageId")),
        Stored.text(node, "author"),
        Stored.text(node, "text"),
        Stored.instant(node, "sentAt"),
        verdict,
        Stored.code(node, "state", ViolationState.class),
        Stored.code(node, "owed", OwedEffect.class),
        Stored.list(node, "audit", ViolationJson::readStep));
  }

  private static ObjectNode writeStep(AuditEntry step) {
    ObjectNode node = Json.object();
    Stored.put(node, "at", step.at());
    node.put("who", step.who());
    if (step.from() != null) {
      node.put("from", Codes.code(step.from()));
    }
    return node.put("to", Codes.code(step.to())).put("note", step.note());
  }

  private static AuditEntry readStep(JsonNode node) {
    @Nullable ViolationState from =
        node.hasNonNull("from") ? Stored.code(node, "from", ViolationState.class) : null;
    return new AuditEntry(
        Stored.instant(node, "at"),
        Stored.text(node, "who"),
        from,
        Stored.code(node, "to", ViolationState.class),
        Stored.text(node, "note"));
  }
}
