package io.spillway.core.event;

import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.ExceptionEvidence;
import org.jspecify.annotations.Nullable;

/** Outcome of one attempt of one activity, as data. */
public sealed interface ActivityOutcome {

  /** {@return the activity's name} */
  String activity();

  /**
   * The activity succeeded.
   *
   * @param activity the activity's name
   */
  record Done(String activity) implements ActivityOutcome {}

  /**
   * The activity failed.
   *
   * @param activity the activity's name
   * @param failure the failure; its category decides whether the activity is retried
   * @param exception the exception; null if the failure came as data
   * @param isLast whether the workflow runs no further round of the activity, so that it occupies
   *     no thread and no queue slot during an outage
   */
  record Failed(
      String activity, Failure failure, @Nullable ExceptionEvidence exception, boolean isLast)
      implements ActivityOutcome {

    /**
     * Creates the outcome of an activity that further rounds can retry.
     *
     * @param activity {@link #activity()}
     * @param failure {@link #failure()}
     * @param exception {@link #exception()}
     */
    public Failed(String activity, Failure failure, @Nullable ExceptionEvidence exception) {
      this(activity, failure, exception, false);
    }
  }
}
