package io.spillway.wire;

/** A text that is no JSON object. The message says where, and quotes nothing. */
public final class UnreadableJsonException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** What is wrong with the text. */
  public enum Reason {
    NOT_JSON,
    NOT_AN_OBJECT
  }

  private final Reason reason;
  private final String problem;

  UnreadableJsonException(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.problem = message;
  }

  public Reason reason() {
    return reason;
  }

  /** What is wrong, such as {@code must be a JSON object}. */
  public String problem() {
    return problem;
  }
}
