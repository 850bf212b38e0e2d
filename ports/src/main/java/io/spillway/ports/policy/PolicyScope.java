package io.spillway.ports.policy;

import io.spillway.ports.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Scope of a policy: all streams, or one stream with a policy that takes precedence.
 *
 * @param streamId the stream's id; null for all streams
 */
public record PolicyScope(@Nullable String streamId) {

  /** All streams. */
  public static final PolicyScope DEFAULT = new PolicyScope(null);

  /** Not a valid stream id. */
  private static final String DEFAULT_PARTITION = "_default";

  public PolicyScope {
    if (streamId != null) {
      Ids.require("streamId", streamId);
    }
  }

  /**
   * {@return the scope of one stream}
   *
   * @param streamId the stream's id
   */
  public static PolicyScope ofStream(String streamId) {
    return new PolicyScope(Ids.require("streamId", streamId));
  }

  /**
   * {@return the scope of a partition}
   *
   * @param partition the result of {@link #partition}
   */
  public static PolicyScope ofPartition(String partition) {
    return partition.equals(DEFAULT_PARTITION) ? DEFAULT : ofStream(partition);
  }

  /**
   * {@return the partition key in stores: the stream's id, or a value that is not a valid stream
   * id}
   */
  public String partition() {
    return streamId == null ? DEFAULT_PARTITION : streamId;
  }

  /** Returns, for example, {@code default} or {@code stream my-stream}. */
  @Override
  public String toString() {
    return streamId == null ? "default" : "stream " + streamId;
  }
}
