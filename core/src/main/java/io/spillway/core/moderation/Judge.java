package io.spillway.core.moderation;

import static io.spillway.ports.moderation.Severity.HIGH;
import static io.spillway.ports.moderation.Severity.MEDIUM;
import static java.util.Objects.requireNonNull;

import io.spillway.CategoryRule;
import io.spillway.Policy;
import io.spillway.core.text.ReadText;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.PolicyAction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Applies a policy to scores. Pure: equal scores get equal verdicts. */
public final class Judge {

  /** Suffix of the local classifier's name in verdicts that stand in for the classifier. */
  private static final String FALLBACK = "-fallback";

  private Judge() {}

  /**
   * Judges a text by its scores, as {@link Policy#judge}.
   *
   * @param policy the policy in force
   * @param scores the text's scores
   * @param provenance the source of the scores
   * @return the verdict
   */
  public static Verdict judge(Policy policy, Scores scores, Provenance provenance) {
    Category withheld = worst(policy, PolicyAction.WITHHOLD, scores);
    if (withheld != null) {
      return toFlagged(policy, withheld, scores, provenance);
    }
    Category marked = worst(policy, PolicyAction.MARK, scores);
    return marked != null
        ? toMarked(policy, marked, scores, provenance)
        : new Verdict.Allowed(scores, policy.version(), provenance);
  }

  /**
   * Scores a text by words, links and shape, as {@link Policy#floor}.
   *
   * @param policy the policy in force
   * @param text the original text
   * @param isExempt whether the author is exempt from limits of shape
   * @return the scores by the local rules
   */
  public static Scores floor(Policy policy, String text, boolean isExempt) {
    Scores scores = WordAndLinkScorer.score(policy, ReadText.of(text));
    return withShape(
        policy, scores, isExempt ? null : TextShape.findExceeded(policy.shape(), text));
  }

  /** Adds the score of a shape to the scores by words and links. */
  static Scores withShape(Policy policy, Scores scores, TextShape.@Nullable Limit exceeded) {
    return exceeded == null
        ? scores
        : scores.raisedBy(Scores.of(Category.SPAM, policy.shape().score()));
  }

  /** Returns the verdict with a shape in its reason, if the shape was decisive. */
  static Verdict explain(Policy policy, Verdict verdict, TextShape.@Nullable Limit exceeded) {
    return exceeded != null
            && verdict instanceof Verdict.Flagged flagged
            && flagged.category() == Category.SPAM
            && flagged.score() <= policy.shape().score()
        ? flagged.because(
            describeScore(policy, Category.SPAM, flagged.score())
                + ": "
                + exceeded.words()
                + inForce(policy))
        : verdict;
  }

  /**
   * Judges a text that a classifier has scored before.
   *
   * @param policy the policy in force
   * @param text the original text
   * @param isExempt whether the author is exempt from limits of shape
   * @param classified the classifier's scores
   * @return the verdict
   */
  public static Verdict rejudge(Policy policy, String text, boolean isExempt, Scores classified) {
    Scores scores = floor(policy, text, isExempt).raisedBy(classified);
    return judge(policy, scores, WordAndLinkScorer.provenance(policy));
  }

  /**
   * Judges a text that a provider refused to classify: every policy withholds it.
   *
   * @param policy the policy in force
   * @param text the original text
   * @param classified a classifier's scores; {@link Scores#NONE} for none
   * @return the verdict
   */
  public static Verdict rejudgeRefused(Policy policy, String text, Scores classified) {
    Scores scores = floor(policy, text, true).raisedBy(classified);
    return judgeBlocked(policy, "BEFORE", scores, WordAndLinkScorer.provenance(policy));
  }

  /** Judges a text that a provider refused to classify. */
  static Verdict.Flagged judgeBlocked(
      Policy policy, String providerCode, Scores scores, Provenance provenance) {
    String reason = "refused by the provider: " + oneLine(providerCode) + inForce(policy);
    return Verdict.Flagged.of(
        Category.UNSPECIFIED, HIGH, 1.0, reason, scores, policy.version(), provenance);
  }

  /** Judges a text for which the classifier's answer was unreadable. */
  static Verdict.Flagged judgeUnreadable(Policy policy, Scores scores, Provenance provenance) {
    return Verdict.Flagged.of(
            Category.UNSPECIFIED,
            MEDIUM,
            1.0,
            "the classifier's answer was unreadable, while it answers for others" + inForce(policy),
            scores,
            policy.version(),
            provenance)
        .asProvisional();
  }

  /**
   * Returns the verdict as one by the local classifier, because the classifier gave no answer.
   *
   * @param local the origin of the decisive score
   */
  static Verdict.Flagged byFallback(Policy policy, Verdict.Flagged flagged, Provenance local) {
    String reason =
        describeScore(policy, flagged.category(), flagged.score())
            + ", by "
            + local.classifier()
            + " while the classifier was away"
            + inForce(policy);
    Provenance fallback =
        new Provenance(
            local.classifier() + FALLBACK, local.model(), local.promptVersion(), local.latency());
    return Verdict.Flagged.of(
            flagged.category(),
            flagged.severity(),
            flagged.score(),
            reason,
            flagged.scores(),
            policy.version(),
            fallback)
        .asProvisional();
  }

  /** Returns whether no rule withholds for a higher severity. */
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

  /**
   * Returns the category of higher severity, then of higher score, then the first in enum order.
   */
  private static Category worse(Policy policy, Category first, Category second, Scores scores) {
    int bySeverity = rule(policy, first).severity().compareTo(rule(policy, second).severity());
    int order = bySeverity == 0 ? Double.compare(scores.of(first), scores.of(second)) : bySeverity;
    return order < 0 ? second : first;
  }

  private static Verdict.Marked toMarked(
      Policy policy, Category category, Scores scores, Provenance provenance) {
    Severity severity = rule(policy, category).severity();
    return new Verdict.Marked(
        category, severity, scores.of(category), scores, policy.version(), provenance);
  }

  private static Verdict.Flagged toFlagged(
      Policy policy, Category category, Scores scores, Provenance provenance) {
    double score = scores.of(category);
    return Verdict.Flagged.of(
        category,
        rule(policy, category).severity(),
        score,
        describeScore(policy, category, score) + inForce(policy),
        scores,
        policy.version(),
        provenance);
  }

  private static String describeScore(Policy policy, Category category, double score) {
    return String.format(
        Locale.ROOT,
        "%s scored %.2f, threshold %.2f",
        category.code(),
        score,
        rule(policy, category).threshold());
  }

  private static CategoryRule rule(Policy policy, Category category) {
    return requireNonNull(policy.rules().get(category));
  }

  private static String inForce(Policy policy) {
    return " (policy " + policy.version() + ")";
  }

  /** Sanitises a provider's code, because a reason is one short line. */
  private static String oneLine(String code) {
    String line = code.replaceAll("[^A-Za-z0-9_.-]+", "_");
    return line.substring(0, Math.min(line.length(), 60));
  }
}
