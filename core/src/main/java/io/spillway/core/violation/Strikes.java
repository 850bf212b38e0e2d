package io.spillway.core.violation;

import io.spillway.ports.violation.Violation;

/** How often an author's messages were upheld against them of late. */
@FunctionalInterface
public interface Strikes {

  /** Nobody has any. */
  Strikes NONE = violation -> 0;

  /**
   * The strikes of its author on its stream that count now. Throws nothing.
   *
   * @param violation of which the author and the stream count
   * @return 0 or more
   */
  int of(Violation violation);
}
