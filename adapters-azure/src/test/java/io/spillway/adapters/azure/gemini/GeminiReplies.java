package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.ScriptedServer.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spillway.adapters.azure.ScriptedServer.Reply;
import io.spillway.adapters.azure.ScriptedServer.Request;
import io.spillway.adapters.azure.gemini.GeminiSettings.Thinking;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Responses of Gemini's API, and settings for tests. */
final class GeminiReplies {

  static final String KEY = "key-that-nobody-may-see";
  static final String CLEAN = "{\"scores\":[]}";

  private static final ObjectMapper JSON = new ObjectMapper();

  private GeminiReplies() {}

  /** Returns settings with a long timeout and a single attempt. */
  static GeminiSettings oneTry(URI endpoint) {
    return settings(endpoint, Duration.ofSeconds(20), Duration.ofSeconds(20), 1);
  }

  static GeminiSettings settings(URI endpoint, Duration timeout, Duration budget, int maxTries) {
    return new GeminiSettings(
        KEY, GeminiSettings.DEFAULT_MODEL, Thinking.LEAST, endpoint, timeout, budget, maxTries);
  }

  /** Returns a response with this text. */
  static Reply says(String text) {
    return finishes("STOP", text);
  }

  /** Returns a response with this text and finish reason. */
  static Reply finishes(String reason, String text) {
    return answer(
        200,
        write(
            Map.of(
                "candidates",
                List.of(
                    Map.of(
                        "content",
                        Map.of("role", "model", "parts", List.of(Map.of("text", text))),
                        "finishReason",
                        reason)))));
  }

  /** Returns a response that blocks the prompt. */
  static Reply blocks(String reason) {
    return answer(200, write(Map.of("promptFeedback", Map.of("blockReason", reason))));
  }

  /** Returns an error for an invalid request. */
  static Reply refuses(String message) {
    return answer(
        400,
        write(
            Map.of(
                "error", Map.of("code", 400, "message", message, "status", "INVALID_ARGUMENT"))));
  }

  /** Returns whether a request is a probe. */
  static boolean isProbe(Request request) {
    return request.body().contains("\\n" + Prober.TEXT + "\\n");
  }

  /** Returns an error response. */
  static Reply fails(int status, String code, Object... details) {
    return answer(
        status,
        write(
            Map.of(
                "error",
                Map.of("code", status, "message", "words", "status", code, "details", details))));
  }

  static JsonNode body(Request request) {
    try {
      return JSON.readTree(request.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the request is not JSON: " + request.body(), e);
    }
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
