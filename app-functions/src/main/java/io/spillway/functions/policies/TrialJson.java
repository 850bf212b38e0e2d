package io.spillway.functions.policies;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.policy.trial.Disposition;
import io.spillway.core.policy.trial.ModerationQuality;
import io.spillway.core.policy.trial.PastCase;
import io.spillway.core.policy.trial.PrecisionTally;
import io.spillway.core.policy.trial.Proportion;
import io.spillway.core.policy.trial.Trial;
import io.spillway.core.policy.trial.TrialResult;
import io.spillway.ports.SortableTime;
import io.spillway.ports.moderation.Category;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results of policy trials as JSON. */
final class TrialJson {

  private static final int DECIMALS = 4;

  private TrialJson() {}

  /**
   * Converts a result to JSON.
   *
   * @param hasText whether examples include messages' text
   */
  static ObjectNode write(TrialResult result, boolean hasText) {
    ObjectNode node =
        Json.object()
            .put("cases", result.cases())
            .put("unmoderated", result.unmoderated())
            .put("unscored", result.unscored());
    putEnd(node, result.continueTo());
    ArrayNode trials = node.putArray("trials");
    result.trials().forEach(trial -> trials.add(write(trial, hasText)));
    return node;
  }

  static ObjectNode write(ModerationQuality.Report report) {
    ObjectNode node = Json.object().put("cases", report.cases());
    putEnd(node, report.continueTo());
    ArrayNode sources = node.putArray("sources");
    for (Map.Entry<ModerationQuality.Source, PrecisionTally> row : report.rows()) {
      ObjectNode source =
          sources
              .addObject()
              .put("category", row.getKey().category().code())
              .put("classifier", row.getKey().classifier())
              .put("model", row.getKey().model())
              .put("promptVersion", row.getKey().promptVersion());
      putFlagged(source, row.getValue());
    }
    return node;
  }

  private static ObjectNode write(Trial trial, boolean hasText) {
    ObjectNode node = Json.object().put("version", trial.version()).put("changed", trial.changed());
    ObjectNode outcomes = node.putObject("outcomes");
    ObjectNode changes = node.putObject("changes");
    for (Disposition outcome : Disposition.values()) {
      outcomes.put(Codes.code(outcome), trial.count(outcome));
      ObjectNode row = changes.putObject(Codes.code(outcome));
      Map<Disposition, Integer> counts = trial.changes().getOrDefault(outcome, Map.of());
      for (Disposition to : Disposition.values()) {
        row.put(Codes.code(to), counts.getOrDefault(to, 0));
      }
    }
    ArrayNode categories = node.putArray("categories");
    trial.byCategory().forEach((category, tally) -> categories.add(write(category, tally)));
    ArrayNode examples = node.putArray("examples");
    trial.examples().forEach(example -> examples.add(write(example, hasText)));
    return node;
  }

  private static ObjectNode write(Category category, PrecisionTally tally) {
    ObjectNode node = Json.object().put("category", category.code());
    putFlagged(node, tally);
    node.put("caught", tally.caught()).put("missed", tally.missed());
    putShare(node, "recall", tally.recall());
    return node;
  }

  private static void putFlagged(ObjectNode node, PrecisionTally tally) {
    node.put("upheld", tally.upheld())
        .put("dismissed", tally.dismissed())
        .put("undecided", tally.undecided());
    putShare(node, "precision", tally.precision());
  }

  private static void putShare(ObjectNode node, String name, Proportion share) {
    if (share.whole() == 0) {
      node.putNull(name);
      return;
    }
    node.putObject(name)
        .put("value", round(share.value()))
        .put("low", round(share.low()))
        .put("high", round(share.high()));
  }

  private static ObjectNode write(Trial.Example example, boolean hasText) {
    PastCase past = example.past();
    ObjectNode node =
        Json.object()
            .put("id", past.id())
            .put("from", Codes.code(example.from()))
            .put("to", Codes.code(example.to()))
            .put("judgement", Codes.code(past.judgement()));
    if (example.category() != null) {
      node.put("category", example.category().code()).put("score", round(example.score()));
    }
    ObjectNode scores = node.putObject("classified");
    past.classified()
        .byCategory()
        .forEach((category, score) -> scores.put(category.code(), round(score)));
    return hasText ? node.put("text", past.text()) : node;
  }

  private static void putEnd(ObjectNode node, @Nullable Instant continueTo) {
    node.put("truncated", continueTo != null);
    if (continueTo != null) {
      node.put("continueTo", SortableTime.text(continueTo));
    }
  }

  private static BigDecimal round(double value) {
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
  }
}
