package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ReportSummary;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * JSON of a violation: {@code {violationId, streamId, messageId, author, text, sentAt, heldAt,
 * state, owed, dueAt, barred, claim, assignee, verdict, reports, audit}}; the claim as {@code
 * {holder, until}}, the reports as {@code {count, weight, reasons}}. Missing values are left out.
 */
public final class ViolationJson {

  private ViolationJson() {}

  /**
   * {@return the violation for display, without the claim's token}
   *
   * @param violation the violation
   */
  public static ObjectNode shown(Violation violation) {
    ObjectNode node = write(violation);
    if (node.get("claim") instanceof ObjectNode claim) {
      claim.remove("tokenHash");
    }
    return node;
  }

  /**
   * {@return the violation for storage}
   *
   * @param violation the violation
   */
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
    node.put("state", Codes.code(violation.state()))
        .put("owed", Codes.code(violation.pendingEffect()));
    writeTurn(node, violation.assignment());
    node.set("verdict", VerdictJson.write(violation.verdict()));
    if (violation.reports().count() > 0) {
      node.set("reports", writeReports(violation.reports()));
    }
    node.set("audit", Stored.array(violation.audit(), ViolationJson::writeStep));
    return node;
  }

  /**
   * {@return the violation}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static Violation read(JsonNode node) {
    if (!(VerdictJson.read(Stored.object(node, "verdict")) instanceof Verdict.Flagged verdict)) {
      throw new IllegalArgumentException("only a flagged message can be withheld");
    }
    return new Violation(
        new ViolationId(Stored.text(node, "streamId"), Stored.text(node, "messageId")),
        Stored.text(node, "author"),
        Stored.text(node, "text"),
        Stored.instant(node, "sentAt"),
        verdict,
        Stored.code(node, "state", ViolationState.class),
        Stored.code(node, "owed", PendingEffect.class),
        Stored.list(node, "audit", ViolationJson::readStep),
        readTurn(node),
        node.hasNonNull("reports")
            ? readReports(Stored.object(node, "reports"))
            : ReportSummary.NONE);
  }

  private static ObjectNode writeReports(ReportSummary reports) {
    ObjectNode node = Json.object().put("count", reports.count()).put("weight", reports.weight());
    ObjectNode reasons = node.putObject("reasons");
    reports.reasons().forEach((reason, count) -> reasons.put(reason.code(), count));
    return node;
  }

  private static ReportSummary readReports(ObjectNode node) {
    Map<ReasonCode, Integer> reasons = new EnumMap<>(ReasonCode.class);
    ObjectNode counts = Stored.object(node, "reasons");
    counts
        .fieldNames()
        .forEachRemaining(code -> reasons.put(readReason(code), Stored.number(counts, code)));
    return new ReportSummary(Stored.number(node, "count"), Stored.score(node, "weight"), reasons);
  }

  private static void writeTurn(ObjectNode node, Assignment assignment) {
    Stored.put(node, "dueAt", assignment.dueAt());
    node.set("barred", Stored.array(new TreeSet<>(assignment.excluded()), TextNode::valueOf));
    Claim claim = assignment.claim();
    if (claim != null) {
      ObjectNode written =
          node.putObject("claim").put("holder", claim.holder()).put("tokenHash", claim.tokenHash());
      Stored.put(written, "until", claim.until());
    }
    Stored.putIfAny(node, "assignee", assignment.assignee());
  }

  private static Assignment readTurn(JsonNode node) {
    return new Assignment(
        Stored.instant(node, "dueAt"),
        Set.copyOf(Stored.list(node, "barred", JsonNode::asText)),
        node.hasNonNull("claim") ? readClaim(Stored.object(node, "claim")) : null,
        Stored.textOrNull(node, "assignee"));
  }

  private static Claim readClaim(JsonNode claim) {
    return new Claim(
        Stored.text(claim, "holder"),
        Stored.text(claim, "tokenHash"),
        Stored.instant(claim, "until"));
  }

  static ObjectNode writeStep(AuditEntry step) {
    ObjectNode node = Json.object();
    Stored.put(node, "at", step.at());
    node.put("who", step.who()).put("action", Codes.code(step.action()));
    if (step.from() != null) {
      node.put("from", Codes.code(step.from()));
    }
    node.put("to", Codes.code(step.to()));
    if (step.reason() != null) {
      node.put("reason", step.reason().code());
    }
    node.put("note", step.note());
    Stored.putIfAny(node, "assignee", step.assignee());
    return step.bulkId() == null ? node : node.put("bulkId", step.bulkId());
  }

  private static AuditEntry readStep(JsonNode node) {
    @Nullable ViolationState from =
        node.hasNonNull("from") ? Stored.code(node, "from", ViolationState.class) : null;
    return new AuditEntry(
        Stored.instant(node, "at"),
        Stored.text(node, "who"),
        Stored.code(node, "action", ReviewAction.class),
        from,
        Stored.code(node, "to", ViolationState.class),
        node.hasNonNull("reason") ? Stored.reason(node, "reason") : null,
        Stored.text(node, "note"),
        Stored.textOrNull(node, "bulkId"),
        Stored.textOrNull(node, "assignee"));
  }

  private static ReasonCode readReason(String code) {
    return ReasonCode.ofCode(code)
        .orElseThrow(() -> new IllegalArgumentException("reason is unknown"));
  }
}
