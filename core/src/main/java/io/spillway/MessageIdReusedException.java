package io.spillway;

import io.spillway.ports.SpillwayException;

/** The id that a sender chose is taken by a message of another author or text. Nothing was done. */
public final class MessageIdReusedException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  /**
   * The id is taken.
   *
   * @param streamId id of the stream
   * @param messageId the id that is taken there
   */
  public MessageIdReusedException(String streamId, String messageId) {
    super("messageId " + messageId + " is taken by another message on stream " + streamId);
  }
}
