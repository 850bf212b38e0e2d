package io.spillway.core.violation;

import io.spillway.ports.violation.Violation;

/** Counts an author's recent strikes. */
@FunctionalInterface
public interface Strikes {

  /** A no-op implementation: no strikes. */
  Strikes NONE = violation -> 0;

  /**
   * Returns the unexpired strikes of a violation's author on its stream. Never throws.
   *
   * @param violation the violation
   * @return the number of strikes, 0 or more
   */
  int of(Violation violation);
}
