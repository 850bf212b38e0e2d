package io.spillway.core.erasure;

import io.spillway.core.Donors;
import io.spillway.ports.Stores;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.EventDetail.Donation;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.violation.ViolationId;

/**
 * Erases donors' messages whose author is {@link Donors#SOMEONE}, which no listing by the donor's
 * name finds, with the donor's events and alerts. All others are found by their author.
 */
final class DonorMessageErasure {

  private final Stores stores;

  DonorMessageErasure(Stores stores) {
    this.stores = stores;
  }

  void erase(StreamEvent event, ErasurePiece piece) {
    if (event.detail() instanceof Donation donation && donation.message() != null) {
      erase(event.streamId(), Donors.messageId(event), piece);
    }
  }

  void erase(Alert alert, ErasurePiece piece) {
    Alert.Cause cause = alert.cause();
    if (cause != null && cause.messageId() != null) {
      erase(alert.streamId(), cause.messageId(), piece);
    }
  }

  /** Erases the violation first, because a pending release would publish its message again. */
  private void erase(String streamId, String messageId, ErasurePiece piece) {
    ViolationId id = new ViolationId(streamId, messageId);
    if (stores
        .violations()
        .find(id)
        .filter(found -> isHidden(found.value().author()))
        .isPresent()) {
      piece.count("violations", stores.violationArchive().delete(id));
    }
    if (stores
        .messages()
        .find(streamId, messageId)
        .filter(found -> isHidden(found.author()))
        .isPresent()) {
      piece.count("messages", stores.messages().withdraw(streamId, messageId));
    }
  }

  private static boolean isHidden(String author) {
    return author.equals(Donors.SOMEONE);
  }
}
