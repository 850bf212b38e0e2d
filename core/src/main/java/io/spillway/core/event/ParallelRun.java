package io.spillway.core.event;

import io.spillway.core.BackgroundTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Parallel run of activities by an executor and the calling thread. */
public final class ParallelRun {

  private ParallelRun() {}

  /**
   * Runs activities in parallel. The calling thread runs those that no thread of the executor has
   * started, so a full executor cannot cause a deadlock.
   *
   * @param names the activities' names
   * @param activity the run of one activity, which returns its failure
   * @param executor the executor of all activities but the first
   * @return the outcomes, in the order of the names
   * @throws InterruptedException if the calling thread was interrupted; activities may still run
   * @throws IllegalStateException if a run threw
   */
  public static List<ActivityOutcome> of(
      List<String> names, Function<String, ActivityOutcome> activity, Executor executor)
      throws InterruptedException {
    List<FutureTask<ActivityOutcome>> tasks = new ArrayList<>(names.size());
    for (String name : names) {
      FutureTask<ActivityOutcome> task = new FutureTask<>(() -> activity.apply(name));
      if (!tasks.isEmpty()) {
        BackgroundTask.submit(task, executor);
      }
      tasks.add(task);
    }
    List<ActivityOutcome> outcomes = new ArrayList<>(tasks.size());
    for (FutureTask<ActivityOutcome> task : tasks) {
      task.run();
      outcomes.add(outcome(task));
    }
    return outcomes;
  }

  private static ActivityOutcome outcome(FutureTask<ActivityOutcome> task)
      throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an activity's outcome was thrown", e.getCause());
    }
  }
}
