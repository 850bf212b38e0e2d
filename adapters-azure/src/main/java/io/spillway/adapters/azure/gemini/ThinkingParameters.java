package io.spillway.adapters.azure.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.adapters.azure.gemini.GeminiSettings.Thinking;
import io.spillway.wire.Json;
import java.util.regex.Pattern;

/**
 * Thinking parameters by model, because each generation rejects those of others: 2.0 accepts none,
 * 2.5 a budget (2.5 Pro at least 128), 3 and later a level (Pro models not MINIMAL).
 *
 * @param config the fields of {@code thinkingConfig}; empty for a model without thinking
 * @param tokens the maximum number of output tokens for thinking, in addition to the response
 * @param tokensUntold the same if the configuration is omitted
 */
record ThinkingParameters(ObjectNode config, int tokens, int tokensUntold) {

  /** Minimum budget of 2.5 Pro. */
  private static final int LEAST_BUDGET_OF_PRO = 128;

  private static final int PLENTY = 1_648;

  private static final String MINIMAL = "MINIMAL";

  private static final Pattern BEFORE_THINKING = Pattern.compile("gemini-(?:1|2\\.0)\\b.*");
  private static final Pattern BY_BUDGET = Pattern.compile("gemini-2\\b.*");
  private static final Pattern PRO = Pattern.compile(".*-pro\\b.*");

  static ThinkingParameters of(String model, Thinking wanted) {
    if (BEFORE_THINKING.matcher(model).matches()) {
      return new ThinkingParameters(Json.object(), 0, 0);
    }
    boolean isPro = PRO.matcher(model).matches();
    if (BY_BUDGET.matcher(model).matches()) {
      int budget = isPro ? LEAST_BUDGET_OF_PRO : 0;
      return new ThinkingParameters(Json.object().put("thinkingBudget", budget), budget, PLENTY);
    }
    String level = level(wanted, isPro);
    int tokens = level.equals(MINIMAL) ? 0 : PLENTY;
    return new ThinkingParameters(Json.object().put("thinkingLevel", level), tokens, PLENTY);
  }

  private static String level(Thinking wanted, boolean isPro) {
    return wanted == Thinking.LEAST ? isPro ? Thinking.LOW.name() : MINIMAL : wanted.name();
  }
}
