package io.spillway.core.violation;

import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationStore;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Replaces violations, tolerating concurrent erasure: returns empty if the violation was deleted
 * after it was read.
 */
public final class ViolationReplacement {

  private ViolationReplacement() {}

  /**
   * Replaces a violation as {@link ViolationStore#replace}.
   *
   * @param violations the store of violations
   * @param current the violation as it was read
   * @param next the violation to store
   * @return the result; empty if the violation was deleted
   * @throws io.spillway.ports.PortException if the store failed
   */
  public static Optional<Replacement<Violation>> replace(
      ViolationStore violations, Versioned<Violation> current, Violation next) {
    try {
      return Optional.of(violations.replace(next, current.version()));
    } catch (NoSuchElementException erased) {
      return Optional.empty();
    }
  }
}
