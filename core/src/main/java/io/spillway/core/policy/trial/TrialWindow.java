package io.spillway.core.policy.trial;

import io.spillway.InvalidInputException;
import io.spillway.core.InputCheck;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the past is looked at. A number out of bounds is refused with an {@link
 * InvalidInputException}.
 *
 * @param from at this instant or later; null for all
 * @param to before this instant; null for all
 * @param maxCases most that are looked at, the latest first; 1 to {@value #MAX_CASES}
 */
public record TrialWindow(@Nullable Instant from, @Nullable Instant to, int maxCases) {

  /** Most cases that may be looked at. */
  public static final int MAX_CASES = 10_000;

  /** How many cases are looked at when nobody says. */
  public static final int DEFAULT_CASES = 2_000;

  /** Most documents read of one kind, those that are skipped included. */
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

  /** Messages can be listed from the latest on only, so that a window may be out of reach. */
  void checkRead(int read) {
    if (read > MAX_READ) {
      throw new InvalidInputException(
          "to", "is too long ago: more than " + MAX_READ + " messages were sent since");
    }
  }
}
