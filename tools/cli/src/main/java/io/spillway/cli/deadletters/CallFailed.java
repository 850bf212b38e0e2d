package io.spillway.cli.deadletters;

/** Exception for a failed call; the message is for people. */
final class CallFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean isOfInput;

  CallFailed(String message) {
    this(message, false);
  }

  /**
   * Creates an exception.
   *
   * @param isOfInput whether the input was rejected
   */
  CallFailed(String message, boolean isOfInput) {
    super(message);
    this.isOfInput = isOfInput;
  }

  /** Returns the command's exit code: 2 for invalid input, else 1. */
  int exitCode() {
    return isOfInput ? 2 : 1;
  }

  /** Returns the message. */
  String problem() {
    return String.valueOf(getMessage());
  }
}
