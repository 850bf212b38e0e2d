package io.spillway.cli.evaluate;

import io.spillway.Policy;
import io.spillway.core.policy.trial.PastCase;
import io.spillway.core.policy.trial.PastCase.Judgement;
import io.spillway.core.policy.trial.PolicySimulation;
import io.spillway.core.policy.trial.Trial;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.policy.PolicyAction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Evaluation of a classifier and policies by human labels. Classifies each text once.
 *
 * <p>A label includes its subcategories: {@code harassment/threatening} is correct for the label
 * {@code harassment}. Besides the labels of the texts there is a row for each other category that
 * is flagged.
 */
final class Evaluation {

  /** The row of all categories together: flagged for any, labelled with any. */
  static final String ANY = "any";

  private final Policy policy;
  private final PolicySimulation simulation;
  private final Map<String, Confusion> rows = new LinkedHashMap<>();
  private String model = "";

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
    List<Set<Category>> flagged = new ArrayList<>();
    for (LabelledText text : texts) {
      Scores classified = classify(classifier, text.text());
      flagged.add(flagged(policy.floor(text.text()).raisedBy(classified)));
      simulation.add(pastCase(text, classified));
    }
    Set<Category> categories = categories(texts, flagged);
    for (int at = 0; at < texts.size(); at++) {
      count(categories, texts.get(at), flagged.get(at));
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

  /** Returns the classifier's model or word list. */
  String model() {
    return model;
  }

  private Scores classify(ContentClassifier classifier, String text) {
    if (classifier.classify(text) instanceof Classification.Scored scored) {
      model = scored.provenance().model();
      return scored.scores();
    }
    return Scores.NONE;
  }

  /**
   * Returns the categories of the rows, with their parents, so that nothing is labelled with or
   * flagged for a category without a row and without a labelled parent.
   */
  private static Set<Category> categories(List<LabelledText> texts, List<Set<Category>> flagged) {
    Set<Category> labelled = EnumSet.noneOf(Category.class);
    texts.forEach(text -> text.labels().forEach(label -> addWithParent(label, labelled)));
    Set<Category> categories = EnumSet.copyOf(labelled);
    flagged.stream()
        .flatMap(Set::stream)
        .filter(category -> labelled.stream().noneMatch(label -> isWithin(category, label)))
        .forEach(category -> addWithParent(category, categories));
    return categories;
  }

  private static void addWithParent(Category category, Set<Category> categories) {
    categories.add(category);
    String parent = category.code().replaceFirst("/.*", "");
    Category.ofCode(parent).ifPresent(categories::add);
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

  private void count(Set<Category> categories, LabelledText text, Set<Category> flagged) {
    for (Category category : categories) {
      count(category.code(), isAnyWithin(category, flagged), isAnyWithin(category, text.labels()));
    }
    count(ANY, !flagged.isEmpty(), !text.labels().isEmpty());
  }

  private void count(String row, boolean isFlagged, boolean isLabelled) {
    rows.put(row, rows.getOrDefault(row, Confusion.NONE).plus(isFlagged, isLabelled));
  }

  private static boolean isAnyWithin(Category parent, Set<Category> categories) {
    return categories.stream().anyMatch(category -> isWithin(category, parent));
  }

  private static boolean isWithin(Category category, Category label) {
    return category == label || category.code().startsWith(label.code() + "/");
  }

  private static PastCase pastCase(LabelledText text, Scores classified) {
    boolean isFine = text.labels().isEmpty();
    return new PastCase(
        "line " + text.line(),
        text.text(),
        classified,
        isFine ? null : text.labels().iterator().next(),
        false,
        isFine ? Judgement.FINE : Judgement.BAD);
  }
}
