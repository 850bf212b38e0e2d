package io.spillway.functions.moderation;

/** A message has been readable unmoderated for too long: how the watch fails on purpose. */
public final class LateModerationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LateModerationException() {
    super("a message has been readable unmoderated for too long");
  }
}
