package io.spillway.ports;

/** A cursor that this listing did not hand out: malformed, or from another query. */
public final class InvalidCursorException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong, and quotes nothing of the cursor.
   *
   * @param message what is wrong with it, for people
   */
  public InvalidCursorException(String message) {
    super(message);
  }
}
