package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.stream.StreamActivity;

/** JSON of a stream's activity: {@code {streamId, lastActivityAt}}. */
public final class StreamActivityJson {

  private StreamActivityJson() {}

  /**
   * {@return the activity as JSON}
   *
   * @param activity the activity
   */
  public static ObjectNode write(StreamActivity activity) {
    ObjectNode node = Json.object().put("streamId", activity.streamId());
    Stored.put(node, "lastActivityAt", activity.lastActivityAt());
    return node;
  }

  /**
   * {@return the activity}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static StreamActivity read(JsonNode node) {
    return new StreamActivity(
        Stored.text(node, "streamId"), Stored.instant(node, "lastActivityAt"));
  }
}
