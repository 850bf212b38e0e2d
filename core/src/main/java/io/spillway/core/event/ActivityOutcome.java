package io.spillway.core.event;

import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.ExceptionEvidence;
import org.jspecify.annotations.Nullable;

/** What came of one try of one activity, as data. */
public sealed interface ActivityOutcome {

  /** Which activity. */
  String activity();

  /** It did its part. */
  record Done(String activity) implements ActivityOutcome {}

  /**
   * It could not.
   *
   * @param exception what was thrown; null when the failure came as data
   */
  record Failed(String activity, Failure failure, @Nullable ExceptionEvidence exception)
      implements ActivityOutcome {}
}
