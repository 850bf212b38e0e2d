package io.spillway.wire;

/** A text that is no JSON object. The message says where, and quotes nothing. */
public final class UnreadableJsonException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** What is wrong with the text. */
  public enum Reason {
    /** It cannot be parsed. */
    NOT_JSON,
    /** It is JSON, and something else than an object. */
    NOT_AN_OBJECT
  }

  private final Reason reason;
  private final String problem;

  UnreadableJsonException(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.problem = message;
  }

  /** {@return what is wrong with the text} */
  public Reason reason() {
    return reason;
  }

  /** {@return what is wrong, such as {@code must be a JSON object}} */
  public String problem() {
    return problem;
  }
}
