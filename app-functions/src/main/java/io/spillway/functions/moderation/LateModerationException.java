package io.spillway.functions.moderation;

/**
 * Alarm: a message has been public without moderation for too long. Thrown to make the watch fail.
 */
public final class LateModerationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LateModerationException() {
    super("a message has been public without moderation for too long");
  }
}
