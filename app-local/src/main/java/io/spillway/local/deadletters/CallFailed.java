package io.spillway.local.deadletters;

/** A call that did not get the answer that was wanted; the message is for people. */
final class CallFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CallFailed(String message) {
    super(message);
  }

  /** What to tell. */
  String problem() {
    return String.valueOf(getMessage());
  }
}
