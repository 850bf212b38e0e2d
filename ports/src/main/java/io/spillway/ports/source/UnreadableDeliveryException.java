package io.spillway.ports.source;

import io.spillway.ports.SpillwayException;

/**
 * Exception for a delivery of an {@link EventSource} that cannot be translated. A retry cannot
 * succeed before the body or a setting is changed.
 */
public final class UnreadableDeliveryException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message the problem, which quotes nothing of the delivery
   */
  public UnreadableDeliveryException(String message) {
    super(message);
  }
}
