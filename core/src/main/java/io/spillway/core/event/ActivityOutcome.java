package io.spillway.core.event;

import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.ExceptionEvidence;
import org.jspecify.annotations.Nullable;

/** What came of one try of one activity, as data. */
public sealed interface ActivityOutcome {

  /** {@return which activity} */
  String activity();

  /**
   * It did its part.
   *
   * @param activity which activity
   */
  record Done(String activity) implements ActivityOutcome {}

  /**
   * It could not.
   *
   * @param activity which activity
   * @param failure why it failed; its category decides whether it runs again
   * @param exception what was thrown; null when the failure came as data
   */
  record Failed(String activity, Failure failure, @Nullable ExceptionEvidence exception)
      implements ActivityOutcome {}
}
