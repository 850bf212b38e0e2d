package io.spillway.cli.evaluate;

import io.spillway.Policy;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.policy.trial.PastCase;
import io.spillway.core.policy.trial.PastCase.Judgement;
import io.spillway.core.policy.trial.PolicySimulation;
import io.spillway.core.policy.trial.Trial;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.policy.PolicyAction;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Evaluation of a classifier and policies by human labels. Classifies each text once, cut to the
 * maximum length of a message.
 *
 * <p>A label includes its subcategories: {@code harassment/threatening} is correct for the label
 * {@code harassment}.
 */
final class Evaluation {

  /** The row of all categories together: flagged for any, labelled with any. */
  static final String ANY = "any";

  private final Policy policy;
  private final PolicySimulation simulation;
  private final Map<String, Confusion> rows = new LinkedHashMap<>();

  /**
   * @param policy the baseline of the candidates
   */
  Evaluation(
      ContentClassifier classifier,
      Policy policy,
      List<Policy> candidates,
      List<LabelledText> texts) {
    this.policy = policy;
    this.simulation = new PolicySimulation(policy, candidates, 0);
    Set<Category> labels = EnumSet.noneOf(Category.class);
    texts.forEach(text -> labels.addAll(text.labels()));
    for (LabelledText text : texts) {
      String shown = beginning(text.text());
      Scores classified = classify(classifier, shown);
      count(labels, text, flagged(policy.floor(shown).raisedBy(classified)));
      simulation.add(pastCase(text, shown, classified));
    }
  }

  /** Returns the confusion by category code, and for {@link #ANY}. */
  Map<String, Confusion> rows() {
    return rows;
  }

  /** Returns the trials: the policy first, then the candidates. */
  List<Trial> trials() {
    return simulation.trials();
  }

  private static String beginning(String text) {
    int points = Math.min(TextModeration.MAX_TEXT_LENGTH, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, points));
  }

  private static Scores classify(ContentClassifier classifier, String text) {
    return classifier.classify(text) instanceof Classification.Scored scored
        ? scored.scores()
        : Scores.NONE;
  }

  private Set<Category> flagged(Scores scores) {
    Set<Category> flagged = EnumSet.noneOf(Category.class);
    policy
        .rules()
        .forEach(
            (category, rule) -> {
              if (rule.action() == PolicyAction.WITHHOLD
                  && scores.of(category) >= rule.threshold()) {
                flagged.add(category);
              }
            });
    return flagged;
  }

  private void count(Set<Category> labels, LabelledText text, Set<Category> flagged) {
    for (Category label : labels) {
      boolean isFlagged = flagged.stream().anyMatch(category -> isWithin(category, label));
      boolean isLabelled = text.labels().stream().anyMatch(other -> isWithin(other, label));
      count(label.code(), isFlagged, isLabelled);
    }
    count(ANY, !flagged.isEmpty(), !text.labels().isEmpty());
  }

  private void count(String row, boolean isFlagged, boolean isLabelled) {
    rows.put(row, rows.getOrDefault(row, Confusion.NONE).plus(isFlagged, isLabelled));
  }

  private static boolean isWithin(Category category, Category label) {
    return category == label || category.code().startsWith(label.code() + "/");
  }

  private static PastCase pastCase(LabelledText text, String shown, Scores classified) {
    boolean isFine = text.labels().isEmpty();
    return new PastCase(
        "line " + text.line(),
        shown,
        classified,
        isFine ? null : text.labels().iterator().next(),
        false,
        isFine ? Judgement.FINE : Judgement.BAD);
  }
}
