package io.spillway.simulation;

import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.moderation.ContentClassifier;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * In what processes differ from those that are deployed; only mutants have any.
 *
 * @param plans what becomes of the plan that workflows go by
 * @param background what becomes of the executor that does things in the background
 * @param classifier what stands between a process and the classifier
 * @param forgets whether a process forgets from one activity to the next how they went
 */
record Quirks(
    UnaryOperator<WorkflowPlan> plans,
    UnaryOperator<Executor> background,
    UnaryOperator<ContentClassifier> classifier,
    boolean forgets) {

  static final Quirks NONE =
      new Quirks(
          UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), false);

  static Quirks planning(UnaryOperator<WorkflowPlan> plans) {
    return new Quirks(plans, NONE.background, NONE.classifier, false);
  }

  static Quirks inBackground(UnaryOperator<Executor> background) {
    return new Quirks(NONE.plans, background, NONE.classifier, false);
  }

  static Quirks forgetting() {
    return new Quirks(NONE.plans, NONE.background, NONE.classifier, true);
  }

  static Quirks classifying(UnaryOperator<ContentClassifier> classifier) {
    return new Quirks(NONE.plans, NONE.background, classifier, false);
  }
}
