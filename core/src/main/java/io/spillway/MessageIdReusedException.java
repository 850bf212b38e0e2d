package io.spillway;

import io.spillway.ports.SpillwayException;

/**
 * Reports that the chosen message id belongs to a message of another author or text. Nothing was
 * stored.
 */
public final class MessageIdReusedException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception for one id.
   *
   * @param streamId the stream's id
   * @param messageId the id that is already used on the stream
   */
  public MessageIdReusedException(String streamId, String messageId) {
    super("messageId " + messageId + " is taken by another message on stream " + streamId);
  }
}
