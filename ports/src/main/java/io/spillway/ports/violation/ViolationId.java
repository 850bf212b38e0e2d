package io.spillway.ports.violation;

import io.spillway.ports.Ids;
import java.util.Optional;

/**
 * Names a violation by the message that it withholds: there is at most one for each message, and
 * its id alone says which partition holds it.
 *
 * @param streamId the message's stream
 * @param messageId the message, unique in its stream
 */
public record ViolationId(String streamId, String messageId) {

  public ViolationId {
    Ids.require("streamId", streamId);
    Ids.require("messageId", messageId);
  }

  /**
   * {@return the id that {@link #toString()} wrote; empty when it is no such id}
   *
   * @param id any text
   */
  public static Optional<ViolationId> parse(String id) {
    String[] parts = id.split("~", -1);
    return parts.length == 2 && Ids.isValid(parts[0]) && Ids.isValid(parts[1])
        ? Optional.of(new ViolationId(parts[0], parts[1]))
        : Optional.empty();
  }

  /** Such as {@code my-stream~m-1}. */
  @Override
  public String toString() {
    return streamId + "~" + messageId;
  }
}
