package io.spillway.core.moderation;

import static io.spillway.ports.moderation.Severity.CRITICAL;
import static io.spillway.ports.moderation.Severity.HIGH;
import static io.spillway.ports.moderation.Severity.LOW;
import static io.spillway.ports.moderation.Severity.MEDIUM;

import io.spillway.AuthorRules;
import io.spillway.CategoryRule;
import io.spillway.Exemptions;
import io.spillway.LinkRule;
import io.spillway.Policy;
import io.spillway.RateLimits;
import io.spillway.ReportRules;
import io.spillway.ShapeRules;
import io.spillway.StandingRules;
import io.spillway.ports.moderation.Category;
import java.util.Map;
import java.util.Set;

/**
 * The default policy. Prefers false positives to false negatives in categories with a risk of harm,
 * and leaves matters of taste to the stream's operators. Any change to it needs a new version.
 */
public final class StandardPolicy {

  /** The policy. */
  public static final Policy VALUE =
      new Policy(
          "standard-1",
          rules(),
          bannedWords(),
          suspect(),
          new LinkRule(0.5, Set.of()),
          RateLimits.STANDARD,
          StandingRules.OFF,
          ShapeRules.STANDARD,
          Exemptions.NONE,
          AuthorRules.STANDARD,
          ReportRules.OFF);

  private StandardPolicy() {}

  private static Map<Category, CategoryRule> rules() {
    return Map.ofEntries(
        Map.entry(Category.HARASSMENT, CategoryRule.withholding(0.7, MEDIUM)),
        Map.entry(Category.HARASSMENT_THREATENING, CategoryRule.withholding(0.5, HIGH)),
        Map.entry(Category.HATE, CategoryRule.withholding(0.6, HIGH)),
        Map.entry(Category.HATE_THREATENING, CategoryRule.withholding(0.5, CRITICAL)),
        Map.entry(Category.SEXUAL, CategoryRule.withholding(0.7, MEDIUM)),
        Map.entry(Category.SEXUAL_MINORS, CategoryRule.withholding(0.3, CRITICAL)),
        Map.entry(Category.VIOLENCE, CategoryRule.withholding(0.7, MEDIUM)),
        Map.entry(Category.VIOLENCE_GRAPHIC, CategoryRule.withholding(0.7, HIGH)),
        Map.entry(Category.SELF_HARM, CategoryRule.withholding(0.7, MEDIUM)),
        Map.entry(Category.SELF_HARM_INTENT, CategoryRule.withholding(0.6, HIGH)),
        Map.entry(Category.SELF_HARM_INSTRUCTIONS, CategoryRule.withholding(0.5, CRITICAL)),
        Map.entry(Category.ILLICIT, CategoryRule.withholding(0.7, MEDIUM)),
        Map.entry(Category.ILLICIT_VIOLENT, CategoryRule.withholding(0.5, HIGH)),
        Map.entry(Category.SPAM, CategoryRule.withholding(0.8, LOW)),
        Map.entry(Category.SCAM, CategoryRule.withholding(0.6, MEDIUM)),
        Map.entry(Category.PRIVACY, CategoryRule.withholding(0.7, HIGH)),
        Map.entry(Category.PROFANITY, CategoryRule.withholding(0.9, LOW)));
  }

  private static Map<String, Category> bannedWords() {
    Category selfHarm = Category.SELF_HARM_INSTRUCTIONS;
    return Map.of(
        "kys",
        selfHarm,
        "kill yourself",
        selfHarm,
        "kill urself",
        selfHarm,
        "hang yourself",
        selfHarm);
  }

  private static Map<String, Category> suspect() {
    return Map.of(
        "free nitro", Category.SCAM,
        "free vbucks", Category.SCAM,
        "free robux", Category.SCAM,
        "crypto giveaway", Category.SCAM,
        "double your bitcoin", Category.SCAM,
        "buy followers", Category.SPAM,
        "buy viewers", Category.SPAM);
  }
}
