package io.spillway.functions;

/** A message has been readable unmoderated for too long: how the watch fails on purpose. */
final class LateModerationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LateModerationException() {
    super("a message has been readable unmoderated for too long");
  }
}
