package io.spillway.core.violation;

import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationStore;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Writes over violations, any of which an erasure may take away between the look and the write. */
final class ViolationReplacement {

  private ViolationReplacement() {}

  /** As {@link ViolationStore#replace}; empty when it was erased meanwhile. */
  static Optional<Replacement<Violation>> replace(
      ViolationStore violations, Versioned<Violation> current, Violation next) {
    try {
      return Optional.of(violations.replace(next, current.version()));
    } catch (NoSuchElementException erased) {
      return Optional.empty();
    }
  }
}
