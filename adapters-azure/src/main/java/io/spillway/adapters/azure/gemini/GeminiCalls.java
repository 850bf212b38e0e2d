package io.spillway.adapters.azure.gemini;

import com.google.genai.Client;
import io.spillway.ports.PortException;
import java.time.Duration;
import java.util.Set;

/** Sends single requests to Gemini. */
record GeminiCalls(Client client, String model, Prompt prompt) {

  /**
   * Sends a request about a text.
   *
   * @throws RefusedRequest if Gemini rejects the request as invalid
   * @throws PortException if there is no response
   */
  GeminiAnswer ask(String text, Duration timeout, Set<RequestOption> options) {
    try {
      return AnswerReader.read(
          client.models.generateContent(
              model, prompt.about(text), prompt.config(timeout, options)));
    } catch (RuntimeException e) {
      return GeminiFailures.answerIn(e, options);
    }
  }
}
