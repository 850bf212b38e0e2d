package io.spillway.adapters.azure.gemini;

import com.google.genai.ApiClient;
import com.google.genai.ApiResponse;
import com.google.genai.types.HttpOptions;
import io.spillway.ports.PortException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Sends single requests to Gemini. */
record GeminiCalls(ApiClient client, String model, Prompt prompt) {

  /**
   * Sends a request about a text.
   *
   * @throws RefusedRequest if Gemini rejects the request as invalid
   * @throws PortException if there is no response
   */
  GeminiAnswer ask(String text, Duration timeout, Set<RequestOption> options) {
    try {
      return AnswerReader.read(send(prompt.request(text, options), timeout));
    } catch (RuntimeException e) {
      return GeminiFailures.answerIn(e, options);
    }
  }

  private String send(String request, Duration timeout) {
    int millis = Math.toIntExact(Math.max(1, timeout.toMillis()));
    Optional<HttpOptions> limit = Optional.of(HttpOptions.builder().timeout(millis).build());
    String path = "models/" + model + ":generateContent";
    // The body of a refusal is an exception.
    try (ApiResponse response = client.request("POST", path, request, limit)) {
      return response.getBody().string();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
