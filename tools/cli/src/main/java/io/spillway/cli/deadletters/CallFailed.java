package io.spillway.cli.deadletters;

/** A call that did not get the answer that was wanted; the message is for people. */
final class CallFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean isOfInput;

  CallFailed(String message) {
    this(message, false);
  }

  /**
   * A failed call.
   *
   * @param isOfInput whether it was refused for what it was given
   */
  CallFailed(String message, boolean isOfInput) {
    super(message);
    this.isOfInput = isOfInput;
  }

  /** How a command ends: 2 for bad input, 1 for all else. */
  int exitCode() {
    return isOfInput ? 2 : 1;
  }

  /** What to tell. */
  String problem() {
    return String.valueOf(getMessage());
  }
}
