package io.spillway.wire;

/**
 * Exception for a text that is not a JSON object. The message contains the position and does not
 * quote the text.
 */
public final class UnreadableJsonException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Kind of error. */
  public enum Reason {
    /** Invalid JSON. */
    NOT_JSON,
    /** JSON of another type than an object. */
    NOT_AN_OBJECT
  }

  private final Reason reason;
  private final String problem;

  UnreadableJsonException(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.problem = message;
  }

  /** {@return the kind of error} */
  public Reason reason() {
    return reason;
  }

  /** {@return the problem, such as {@code must be a JSON object}} */
  public String problem() {
    return problem;
  }
}
