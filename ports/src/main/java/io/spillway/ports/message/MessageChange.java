package io.spillway.ports.message;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** Change of what is published on a stream. */
public sealed interface MessageChange {

  /** {@return the message's id} */
  String messageId();

  /**
   * A message was published, or its verdict was replaced.
   *
   * @param message the message as it is now
   */
  record Published(Message message) implements MessageChange {

    public Published {
      requireNonNull(message, "message");
    }

    @Override
    public String messageId() {
      return message.messageId();
    }
  }

  /**
   * A message was withdrawn.
   *
   * @param messageId the message's id
   * @param at the time of the withdrawal, at least to the second
   */
  record Withdrawn(String messageId, Instant at) implements MessageChange {

    public Withdrawn {
      requireNonNull(messageId, "messageId");
      requireNonNull(at, "at");
    }
  }
}
