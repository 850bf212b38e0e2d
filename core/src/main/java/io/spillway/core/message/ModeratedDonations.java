package io.spillway.core.message;

import static java.util.Objects.requireNonNull;

import io.spillway.DonorMessages;
import io.spillway.core.Donors;
import io.spillway.ports.event.EventDetail.Donation;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import java.util.Optional;

/** Messages of donors, moderated by the intake of chat messages. Safe for use by many threads. */
public final class ModeratedDonations implements DonorMessages {

  private final MessageIntake intake;
  private final MessageStore messages;

  /**
   * Creates the messages of an intake.
   *
   * @param intake the intake
   * @param messages the intake's store of published messages
   */
  public ModeratedDonations(MessageIntake intake, MessageStore messages) {
    this.intake = requireNonNull(intake, "intake");
    this.messages = requireNonNull(messages, "messages");
  }

  @Override
  public Optional<String> moderate(StreamEvent event) {
    return event.detail() instanceof Donation donation && donation.message() != null
        ? intake.acceptDonors(event, donation.message()).map(any -> Donors.messageId(event))
        : Optional.empty();
  }

  @Override
  public Optional<String> readable(String streamId, String messageId) {
    return messages.find(streamId, messageId).map(Message::text);
  }
}
