package io.spillway.simulation;

import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.Stores;
import io.spillway.ports.moderation.ContentClassifier;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * Differences of simulated processes from deployed ones; only mutants have any.
 *
 * @param plans the change of workflow plans
 * @param background the change of the background executor
 * @param classifier the decorator of the classifier
 * @param stores the decorator of a process' stores, for each process anew
 * @param forgets whether a process forgets the outcomes of activities
 */
record SystemMutations(
    UnaryOperator<WorkflowPlan> plans,
    UnaryOperator<Executor> background,
    UnaryOperator<ContentClassifier> classifier,
    UnaryOperator<Stores> stores,
    boolean forgets) {

  static final SystemMutations NONE =
      new SystemMutations(
          UnaryOperator.identity(),
          UnaryOperator.identity(),
          UnaryOperator.identity(),
          UnaryOperator.identity(),
          false);

  static SystemMutations planning(UnaryOperator<WorkflowPlan> plans) {
    return new SystemMutations(plans, NONE.background, NONE.classifier, NONE.stores, false);
  }

  static SystemMutations inBackground(UnaryOperator<Executor> background) {
    return new SystemMutations(NONE.plans, background, NONE.classifier, NONE.stores, false);
  }

  static SystemMutations forgetting() {
    return new SystemMutations(NONE.plans, NONE.background, NONE.classifier, NONE.stores, true);
  }

  static SystemMutations classifying(UnaryOperator<ContentClassifier> classifier) {
    return new SystemMutations(NONE.plans, NONE.background, classifier, NONE.stores, false);
  }

  static SystemMutations storing(UnaryOperator<Stores> stores) {
    return new SystemMutations(NONE.plans, NONE.background, NONE.classifier, stores, false);
  }
}
