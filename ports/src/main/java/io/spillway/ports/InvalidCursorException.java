package io.spillway.ports;

/** Exception for a cursor that is malformed or belongs to another query. */
public final class InvalidCursorException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception that does not quote the cursor.
   *
   * @param message the problem, for people
   */
  public InvalidCursorException(String message) {
    super(message);
  }
}
