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
record SystemMutations(
    UnaryOperator<WorkflowPlan> plans,
    UnaryOperator<Executor> background,
    UnaryOperator<ContentClassifier> classifier,
    boolean forgets) {

  static final SystemMutations NONE =
      new SystemMutations(
          UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), false);

  static SystemMutations planning(UnaryOperator<WorkflowPlan> plans) {
    return new SystemMutations(plans, NONE.background, NONE.classifier, false);
  }

  static SystemMutations inBackground(UnaryOperator<Executor> background) {
    return new SystemMutations(NONE.plans, background, NONE.classifier, false);
  }

  static SystemMutations forgetting() {
    return new SystemMutations(NONE.plans, NONE.background, NONE.classifier, true);
  }

  static SystemMutations classifying(UnaryOperator<ContentClassifier> classifier) {
    return new SystemMutations(NONE.plans, NONE.background, classifier, false);
  }
}
