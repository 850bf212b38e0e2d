package io.spillway.adapters.azure.gemini;

import com.google.genai.Models;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpResponse;
import io.spillway.ports.PortException;
import java.time.Duration;
import java.util.Set;

/** Sends single requests to Gemini. */
record GeminiCalls(Models models, String model, Prompt prompt) {

  /**
   * Sends a request about a text.
   *
   * @throws RefusedRequest if Gemini rejects the request as invalid
   * @throws PortException if there is no response
   */
  GeminiAnswer ask(String text, Duration timeout, Set<RequestOption> options) {
    try {
      GenerateContentResponse response =
          models.generateContent(
              model, prompt.about(text), prompt.config(timeout, options));
      return AnswerReader.read(response.sdkHttpResponse().flatMap(HttpResponse::body).orElse(""));
    } catch (RuntimeException e) {
      return GeminiFailures.answerIn(e, options);
    }
  }
}
