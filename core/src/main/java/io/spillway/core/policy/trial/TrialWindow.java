package io.spillway.core.policy.trial;

import io.spillway.InvalidInputException;
import io.spillway.core.InputCheck;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Window of the past for a trial or a report. A number out of bounds is refused with an {@link
 * InvalidInputException}.
 *
 * @param from the start, inclusive; null for no limit
 * @param to the end, exclusive; null for no limit
 * @param maxCases the most cases, latest first; 1 to {@value #MAX_CASES}
 */
public record TrialWindow(@Nullable Instant from, @Nullable Instant to, int maxCases) {

  /** Upper limit of cases. */
  public static final int MAX_CASES = 10_000;

  /** Default number of cases. */
  public static final int DEFAULT_CASES = 2_000;

  /** Most documents read of one kind, skipped ones included. */
  static final int MAX_READ = 20_000;

  public TrialWindow {
    InputCheck check = new InputCheck();
    check.number("maxCases", maxCases, 1, MAX_CASES);
    check.orThrow();
  }

  boolean isAfter(Instant instant) {
    return to != null && !instant.isBefore(to);
  }

  boolean isBefore(Instant instant) {
    return from != null && instant.isBefore(from);
  }

  /** Limits the documents read, because messages can only be listed from the latest on. */
  void checkRead(int read) {
    if (read > MAX_READ) {
      throw new InvalidInputException(
          "to", "is too long ago: more than " + MAX_READ + " messages were sent since");
    }
  }
}
