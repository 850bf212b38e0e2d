package io.spillway.core.moderation;

import static io.spillway.ports.moderation.Severity.HIGH;
import static io.spillway.ports.moderation.Severity.MEDIUM;
import static java.util.Objects.requireNonNull;

import io.spillway.CategoryRule;
import io.spillway.Policy;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.PolicyAction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Verdicts by a policy. Pure: equal scores get equal verdicts. */
public final class Judge {

  private Judge() {}

  /**
   * As {@link Policy#judge}.
   *
   * @param policy the policy in force
   * @param scores the text's scores
   * @param provenance the source of the scores
   * @return the verdict
   */
  public static Verdict judge(Policy policy, Scores scores, Provenance provenance) {
    Category withheld = worst(policy, PolicyAction.WITHHOLD, scores);
    if (withheld != null) {
      return flagged(policy, withheld, scores, provenance);
    }
    Category marked = worst(policy, PolicyAction.MARK, scores);
    return marked != null
        ? marked(policy, marked, scores, provenance)
        : new Verdict.Allowed(scores, policy.version(), provenance);
  }

  /**
   * As {@link Policy#floor}.
   *
   * @param policy the policy in force
   * @param text the text as written
   * @return the scores by words and links
   */
  public static Scores floor(Policy policy, String text) {
    return WordAndLinkScorer.score(policy, Normaliser.normalise(text));
  }

  /**
   * The verdict on a text that a classifier has scored before.
   *
   * @param policy the policy in force
   * @param text the text as written
   * @param classified the classifier's scores
   * @return the verdict
   */
  public static Verdict rejudge(Policy policy, String text, Scores classified) {
    Scores scores = floor(policy, text).raisedBy(classified);
    return judge(policy, scores, WordAndLinkScorer.provenance(policy));
  }

  /**
   * The verdict on a text that a provider refused to look at: every policy withholds it.
   *
   * @param policy the policy in force
   * @param text the text as written
   * @param classified a classifier's scores; {@link Scores#NONE} for none
   * @return the verdict
   */
  public static Verdict rejudgeRefused(Policy policy, String text, Scores classified) {
    Scores scores = floor(policy, text).raisedBy(classified);
    return judgeBlocked(policy, "BEFORE", scores, WordAndLinkScorer.provenance(policy));
  }

  /** The verdict on a text that a provider refused to look at. */
  static Verdict.Flagged judgeBlocked(
      Policy policy, String providerCode, Scores scores, Provenance provenance) {
    String reason = "refused by the provider: " + oneLine(providerCode) + inForce(policy);
    return Verdict.Flagged.of(
        Category.UNSPECIFIED, HIGH, 1.0, reason, scores, policy.version(), provenance);
  }

  /** The verdict on a text about which a classifier's answer cannot be read. */
  static Verdict.Flagged judgeUnreadable(Policy policy, Scores scores, Provenance provenance) {
    return Verdict.Flagged.of(
        Category.UNSPECIFIED,
        MEDIUM,
        1.0,
        "no readable answer about it, while others are answered" + inForce(policy),
        scores,
        policy.version(),
        provenance);
  }

  /** Whether no rule withholds for a higher severity. */
  static boolean isHighest(Policy policy, Severity severity) {
    return policy.rules().values().stream()
        .filter(rule -> rule.action() == PolicyAction.WITHHOLD)
        .noneMatch(rule -> rule.severity().compareTo(severity) > 0);
  }

  private static @Nullable Category worst(Policy policy, PolicyAction action, Scores scores) {
    Category worst = null;
    for (Category category : scores.byCategory().keySet()) {
      CategoryRule rule = policy.rules().get(category);
      if (rule != null && rule.action() == action && scores.of(category) >= rule.threshold()) {
        worst = worst == null ? category : worse(policy, worst, category, scores);
      }
    }
    return worst;
  }

  /** Of higher severity, then of higher score, then the first in the order of categories. */
  private static Category worse(Policy policy, Category first, Category second, Scores scores) {
    int bySeverity = rule(policy, first).severity().compareTo(rule(policy, second).severity());
    int order = bySeverity == 0 ? Double.compare(scores.of(first), scores.of(second)) : bySeverity;
    return order < 0 ? second : first;
  }

  private static Verdict.Marked marked(
      Policy policy, Category category, Scores scores, Provenance provenance) {
    Severity severity = rule(policy, category).severity();
    return new Verdict.Marked(
        category, severity, scores.of(category), scores, policy.version(), provenance);
  }

  private static Verdict.Flagged flagged(
      Policy policy, Category category, Scores scores, Provenance provenance) {
    CategoryRule rule = rule(policy, category);
    double score = scores.of(category);
    String reason =
        String.format(
            Locale.ROOT,
            "%s scored %.2f, threshold %.2f",
            category.code(),
            score,
            rule.threshold());
    return Verdict.Flagged.of(
        category,
        rule.severity(),
        score,
        reason + inForce(policy),
        scores,
        policy.version(),
        provenance);
  }

  private static CategoryRule rule(Policy policy, Category category) {
    return requireNonNull(policy.rules().get(category));
  }

  private static String inForce(Policy policy) {
    return " (policy " + policy.version() + ")";
  }

  /** What comes from outside may be anything; a reason is one short line. */
  private static String oneLine(String code) {
    String line = code.replaceAll("[^A-Za-z0-9_.-]+", "_");
    return line.substring(0, Math.min(line.length(), 60));
  }
}
