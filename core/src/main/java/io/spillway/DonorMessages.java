package io.spillway;

import io.spillway.ports.event.Alert;
import io.spillway.ports.event.StreamEvent;
import java.util.Optional;

/**
 * Moderation of the messages that donors send along: {@code moderation.donorMessages()}.
 *
 * <p>Thread-safe. Each method throws {@link io.spillway.ports.PortException} when a store failed,
 * which fails the activity that raises alerts; that is then retried.
 */
public interface DonorMessages {

  /** Leaves donors' messages in their events: none is moderated, and alerts have no text. */
  DonorMessages OFF =
      new DonorMessages() {
        @Override
        public Optional<String> moderate(StreamEvent event) {
          return Optional.empty();
        }

        @Override
        public Optional<String> readable(String streamId, String messageId) {
          return Optional.empty();
        }
      };

  /**
   * Moderates the message of a donation, if it has one, as a chat message on the event's stream,
   * and stores it as published or withheld. Idempotent: any number of calls for an event,
   * concurrent or sequential, store one message, the first.
   *
   * @param event any event
   * @return the id of the stored message; empty if the event has no message, or the donor's
   *     messages are refused
   */
  Optional<String> moderate(StreamEvent event);

  /**
   * {@return the text of a message that is published now; empty if it is withheld, withdrawn or
   * erased}
   *
   * @param streamId the stream's id
   * @param messageId the message's id
   */
  Optional<String> readable(String streamId, String messageId);

  /**
   * {@return an alert with the donor's message if that may be read now; reads a store only for
   * alerts that have one}
   *
   * @param alert the alert as stored
   */
  default Alert withText(Alert alert) {
    Alert.Cause cause = alert.cause();
    return cause == null || cause.messageId() == null
        ? alert
        : alert.withText(readable(alert.streamId(), cause.messageId()).orElse(null));
  }
}
