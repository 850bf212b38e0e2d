package io.spillway.adapters.azure.gemini;

import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.ThinkingLevel;
import io.spillway.adapters.azure.gemini.GeminiSettings.Thinking;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Thinking parameters by model, because each generation rejects those of others: 2.0 accepts none,
 * 2.5 a budget (2.5 Pro at least 128), 3 and later a level (Pro models not MINIMAL).
 *
 * @param config the configuration; empty for a model without thinking
 * @param tokens the maximum number of output tokens for thinking, in addition to the response
 * @param tokensUntold the same if the configuration is omitted
 */
record ThinkingParameters(Optional<ThinkingConfig> config, int tokens, int tokensUntold) {

  /** Minimum budget of 2.5 Pro. */
  private static final int LEAST_BUDGET_OF_PRO = 128;

  private static final int PLENTY = 1_648;

  private static final Pattern BEFORE_THINKING = Pattern.compile("gemini-(?:1|2\\.0)\\b.*");
  private static final Pattern BY_BUDGET = Pattern.compile("gemini-2\\b.*");
  private static final Pattern PRO = Pattern.compile(".*-pro\\b.*");

  static ThinkingParameters of(String model, Thinking wanted) {
    if (BEFORE_THINKING.matcher(model).matches()) {
      return new ThinkingParameters(Optional.empty(), 0, 0);
    }
    boolean isPro = PRO.matcher(model).matches();
    if (BY_BUDGET.matcher(model).matches()) {
      int budget = isPro ? LEAST_BUDGET_OF_PRO : 0;
      ThinkingConfig config = ThinkingConfig.builder().thinkingBudget(budget).build();
      return new ThinkingParameters(Optional.of(config), budget, PLENTY);
    }
    ThinkingLevel.Known level = level(wanted, isPro);
    int tokens = level == ThinkingLevel.Known.MINIMAL ? 0 : PLENTY;
    ThinkingConfig config = ThinkingConfig.builder().thinkingLevel(level).build();
    return new ThinkingParameters(Optional.of(config), tokens, PLENTY);
  }

  private static ThinkingLevel.Known level(Thinking wanted, boolean isPro) {
    return switch (wanted) {
      case LEAST -> isPro ? ThinkingLevel.Known.LOW : ThinkingLevel.Known.MINIMAL;
      case LOW -> ThinkingLevel.Known.LOW;
      case MEDIUM -> ThinkingLevel.Known.MEDIUM;
      case HIGH -> ThinkingLevel.Known.HIGH;
    };
  }
}
