package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Match;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * JSON of a verdict; its {@code status} is {@code allowed, unmoderated, released, kept, marked} or
 * {@code flagged}.
 */
public final class VerdictJson {

  private VerdictJson() {}

  /**
   * {@return the verdict as JSON, with its scores, for storage and moderators}
   *
   * @param verdict the verdict
   */
  public static ObjectNode write(Verdict verdict) {
    ObjectNode node = Json.object().put("status", status(verdict));
    if (verdict instanceof Verdict.Allowed allowed) {
      node.put("policyVersion", allowed.policyVersion());
      putFindings(node, allowed.scores(), allowed.provenance());
    } else if (verdict instanceof Verdict.Unmoderated unmoderated) {
      node.put("cause", unmoderated.cause())
          .put("policyVersion", unmoderated.policyVersion())
          .put("rechecks", unmoderated.rechecks());
    } else if (verdict instanceof Verdict.Released released) {
      node.put("moderator", released.moderator()).put("at", released.at().toString());
    } else if (verdict instanceof Verdict.Kept kept) {
      node.put("moderator", kept.moderator())
          .put("at", kept.at().toString())
          .put("policyVersion", kept.policyVersion());
    } else if (verdict instanceof Verdict.Marked marked) {
      putMarked(node, marked);
    } else if (verdict instanceof Verdict.Flagged flagged) {
      putFlagged(node, flagged);
    }
    return node;
  }

  /**
   * {@return the status of a verdict}
   *
   * @param verdict the verdict
   */
  public static String status(Verdict verdict) {
    return Codes.code(Status.of(verdict));
  }

  /** Returns the public status, which does not reveal that a message was marked or reviewed. */
  static String publicStatus(Verdict.Published verdict) {
    boolean isInternal = verdict instanceof Verdict.Marked || verdict instanceof Verdict.Kept;
    return Codes.code(isInternal ? Status.ALLOWED : Status.of(verdict));
  }

  /**
   * {@return the verdict}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static Verdict read(JsonNode node) {
    return switch (Stored.code(node, "status", Status.class)) {
      case ALLOWED ->
          new Verdict.Allowed(scores(node), Stored.text(node, "policyVersion"), provenance(node));
      case UNMODERATED ->
          new Verdict.Unmoderated(
              Stored.text(node, "cause"),
              Stored.text(node, "policyVersion"),
              // Missing in documents stored before rechecks existed.
              node.has("rechecks") ? Stored.number(node, "rechecks") : 0);
      case RELEASED ->
          new Verdict.Released(Stored.text(node, "moderator"), Stored.instant(node, "at"));
      case KEPT ->
          new Verdict.Kept(
              Stored.text(node, "moderator"),
              Stored.instant(node, "at"),
              Stored.text(node, "policyVersion"));
      case MARKED -> marked(node);
      case FLAGGED -> flagged(node);
    };
  }

  private enum Status {
    ALLOWED,
    UNMODERATED,
    RELEASED,
    KEPT,
    MARKED,
    FLAGGED;

    static Status of(Verdict verdict) {
      if (verdict instanceof Verdict.Allowed) {
        return ALLOWED;
      }
      if (verdict instanceof Verdict.Unmoderated) {
        return UNMODERATED;
      }
      if (verdict instanceof Verdict.Marked) {
        return MARKED;
      }
      if (verdict instanceof Verdict.Kept) {
        return KEPT;
      }
      return verdict instanceof Verdict.Released ? RELEASED : FLAGGED;
    }
  }

  private static void putMarked(ObjectNode node, Verdict.Marked marked) {
    node.put("category", marked.category().code())
        .put("severity", marked.severity().name())
        .put("score", marked.score())
        .put("policyVersion", marked.policyVersion());
    putFindings(node, marked.scores(), marked.provenance());
  }

  private static Verdict.Marked marked(JsonNode node) {
    return new Verdict.Marked(
        category(Stored.text(node, "category")),
        Stored.code(node, "severity", Severity.class),
        Stored.score(node, "score"),
        scores(node),
        Stored.text(node, "policyVersion"),
        provenance(node));
  }

  private static void putFlagged(ObjectNode node, Verdict.Flagged flagged) {
    node.put("category", flagged.category().code())
        .put("severity", flagged.severity().name())
        .put("score", flagged.score())
        .put("reason", flagged.reason())
        .put("policyVersion", flagged.policyVersion());
    putFindings(node, flagged.scores(), flagged.provenance());
    if (!flagged.matches().isEmpty()) {
      node.set("matches", Stored.array(flagged.matches(), VerdictJson::write));
    }
    if (flagged.isProvisional()) {
      node.put("provisional", true);
    }
  }

  private static Verdict.Flagged flagged(JsonNode node) {
    return new Verdict.Flagged(
        category(Stored.text(node, "category")),
        Stored.code(node, "severity", Severity.class),
        Stored.score(node, "score"),
        Stored.text(node, "reason"),
        scores(node),
        Stored.text(node, "policyVersion"),
        provenance(node),
        // Missing if empty, and in documents stored before matches existed.
        node.has("matches") ? Stored.list(node, "matches", VerdictJson::match) : List.of(),
        // Missing if final, and in documents stored before verdicts could be provisional.
        node.has("provisional") && Stored.flag(node, "provisional"));
  }

  private static ObjectNode write(Match match) {
    return Json.object()
        .put("start", match.start())
        .put("length", match.length())
        .put("rule", Codes.code(match.rule()));
  }

  private static Match match(JsonNode node) {
    return new Match(
        Stored.number(node, "start"),
        Stored.number(node, "length"),
        Stored.code(node, "rule", Match.Rule.class));
  }

  private static void putFindings(ObjectNode node, Scores scores, Provenance provenance) {
    ObjectNode byCategory = node.putObject("scores");
    scores.byCategory().forEach((category, score) -> byCategory.put(category.code(), score));
    node.putObject("provenance")
        .put("classifier", provenance.classifier())
        .put("model", provenance.model())
        .put("promptVersion", provenance.promptVersion())
        .put("latency", provenance.latency().toString());
  }

  private static Scores scores(JsonNode node) {
    ObjectNode stored = Stored.object(node, "scores");
    Map<Category, Double> scores = new EnumMap<>(Category.class);
    stored
        .fieldNames()
        .forEachRemaining(code -> scores.put(category(code), Stored.score(stored, code)));
    return new Scores(scores);
  }

  private static Provenance provenance(JsonNode node) {
    ObjectNode stored = Stored.object(node, "provenance");
    return new Provenance(
        Stored.text(stored, "classifier"),
        Stored.text(stored, "model"),
        Stored.text(stored, "promptVersion"),
        Duration.parse(Stored.text(stored, "latency")));
  }

  static Category category(String code) {
    return Category.ofCode(code)
        .orElseThrow(() -> new IllegalArgumentException("category is unknown"));
  }
}
