package io.spillway.ports.policy;

import io.spillway.ports.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Where a policy holds: on all streams, or on one, whose policy then has the word.
 *
 * @param streamId the one stream; null for all
 */
public record PolicyScope(@Nullable String streamId) {

  /** All streams. */
  public static final PolicyScope DEFAULT = new PolicyScope(null);

  /** No stream can have this id. */
  private static final String DEFAULT_PARTITION = "_default";

  public PolicyScope {
    if (streamId != null) {
      Ids.require("streamId", streamId);
    }
  }

  /**
   * {@return the scope of one stream}
   *
   * @param streamId id of the stream
   */
  public static PolicyScope ofStream(String streamId) {
    return new PolicyScope(Ids.require("streamId", streamId));
  }

  /**
   * {@return the scope that keeps its policies in this partition}
   *
   * @param partition as {@link #partition} gave it
   */
  public static PolicyScope ofPartition(String partition) {
    return partition.equals(DEFAULT_PARTITION) ? DEFAULT : ofStream(partition);
  }

  /** {@return where a store keeps its policies: the stream's id, or one that no stream can have} */
  public String partition() {
    return streamId == null ? DEFAULT_PARTITION : streamId;
  }

  /** Such as {@code default} or {@code stream my-stream}. */
  @Override
  public String toString() {
    return streamId == null ? "default" : "stream " + streamId;
  }
}
