package io.spillway.adapters.azure.gemini;

import com.google.genai.Client;
import io.spillway.ports.PortException;
import java.time.Duration;
import java.util.Set;

/** Single requests to Gemini. */
record GeminiCalls(Client client, String model, Prompt prompt) {

  /**
   * Asks about a text.
   *
   * @throws RefusedRequest for a request that Gemini finds invalid
   * @throws PortException when there is no answer
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
