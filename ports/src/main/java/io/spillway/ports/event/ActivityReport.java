package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import org.jspecify.annotations.Nullable;

/**
 * State of one activity of a workflow.
 *
 * @param activity the activity's name, such as {@code alerts}
 * @param state the state
 * @param attempts the number of attempts, 0 or more
 * @param failure the latest failure; null if it never failed or is done
 */
public record ActivityReport(
    String activity, State state, int attempts, @Nullable Failure failure) {

  /** State of an activity. */
  public enum State {
    /** Not done; further attempts follow. */
    PENDING,
    /** Done; a redrive skips it. */
    DONE,
    /** Failed permanently. */
    FAILED
  }

  public ActivityReport {
    requireNonNull(activity, "activity");
    requireNonNull(state, "state");
  }

  /** {@return whether the activity is done, so that a redrive skips it} */
  public boolean isDone() {
    return state == State.DONE;
  }
}
