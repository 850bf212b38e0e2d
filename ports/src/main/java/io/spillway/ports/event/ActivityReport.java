package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import org.jspecify.annotations.Nullable;

/**
 * How one activity of a workflow is doing.
 *
 * @param activity its name, such as {@code alerts}
 * @param state what became of it so far
 * @param attempts how often it was tried, 0 or more
 * @param failure the latest failure; null when it never failed or is done
 */
public record ActivityReport(
    String activity, State state, int attempts, @Nullable Failure failure) {

  /** What became of an activity. */
  public enum State {
    /** Not done yet, and may still be tried. */
    PENDING,
    /** It took effect; a redrive leaves it out. */
    DONE,
    /** Given up on. */
    FAILED
  }

  public ActivityReport {
    requireNonNull(activity, "activity");
    requireNonNull(state, "state");
  }
}
