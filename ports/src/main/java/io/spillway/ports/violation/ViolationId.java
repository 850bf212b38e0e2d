package io.spillway.ports.violation;

import io.spillway.ports.Ids;
import java.util.Optional;

/**
 * Identifier of a violation: the ids of its stream, which is the partition key, and of its message.
 * Each message has at most one violation.
 *
 * @param streamId the stream's id
 * @param messageId the message's id, unique within its stream
 */
public record ViolationId(String streamId, String messageId) {

  public ViolationId {
    Ids.require("streamId", streamId);
    Ids.require("messageId", messageId);
  }

  /**
   * {@return the parsed id, in the format of {@link #toString()}; empty if it is invalid}
   *
   * @param id any text
   */
  public static Optional<ViolationId> parse(String id) {
    String[] parts = id.split("~", -1);
    return parts.length == 2 && Ids.isValid(parts[0]) && Ids.isValid(parts[1])
        ? Optional.of(new ViolationId(parts[0], parts[1]))
        : Optional.empty();
  }

  /** Returns, for example, {@code my-stream~m-1}. */
  @Override
  public String toString() {
    return streamId + "~" + messageId;
  }
}
