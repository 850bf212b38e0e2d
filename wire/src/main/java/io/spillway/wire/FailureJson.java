package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * JSON of a failure: {@code {code, category, message, retryAfter?}}, with {@code retryAfter} in ISO
 * 8601.
 */
public final class FailureJson {

  private FailureJson() {}

  /**
   * {@return the failure as JSON}
   *
   * @param failure the failure
   */
  public static ObjectNode write(Failure failure) {
    ObjectNode node =
        Json.object()
            .put("code", failure.code())
            .put("category", failure.category().name())
            .put("message", failure.message());
    if (failure.retryAfter() != null) {
      node.put("retryAfter", failure.retryAfter().toString());
    }
    return node;
  }

  /**
   * {@return the failure}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static Failure read(JsonNode node) {
    String retryAfter = Stored.textOrNull(node, "retryAfter");
    return new Failure(
        Stored.text(node, "code"),
        Stored.code(node, "category", FailureCategory.class),
        Stored.text(node, "message"),
        retryAfter == null ? null : Duration.parse(retryAfter));
  }

  static void putIfAny(ObjectNode node, @Nullable Failure failure) {
    if (failure != null) {
      node.set("failure", write(failure));
    }
  }

  static @Nullable Failure readIfAny(JsonNode node) {
    return node.hasNonNull("failure") ? read(node.get("failure")) : null;
  }
}
