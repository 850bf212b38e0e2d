package io.spillway;

import io.spillway.ports.SpillwayException;
import java.time.Instant;

/** Reports that a moderator's restriction refuses an author's messages. Nothing was stored. */
public final class AuthorRestrictedException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  private final transient Instant until;

  /**
   * Creates the exception.
   *
   * @param until the end of the restriction, exclusive
   */
  public AuthorRestrictedException(Instant until) {
    super("the author's messages are refused until " + until, false);
    this.until = until;
  }

  /** {@return the end of the restriction, exclusive} */
  public Instant until() {
    return until;
  }
}
