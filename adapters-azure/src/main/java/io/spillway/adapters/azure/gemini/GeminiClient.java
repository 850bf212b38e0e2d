package io.spillway.adapters.azure.gemini;

import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import java.util.List;
import okhttp3.OkHttpClient;

/**
 * Factory of the SDK's client; a separate class, so that okhttp is loaded by the first call, not
 * with the classifier.
 */
final class GeminiClient {

  private GeminiClient() {}

  static Client of(GeminiSettings settings) {
    HttpOptions http =
        HttpOptions.builder()
            .baseUrl(settings.endpoint().toString())
            // Resilience retries; the SDK's own retries take up to 49 seconds.
            .retryOptions(HttpRetryOptions.builder().attempts(1).httpStatusCodes(List.of()).build())
            .build();
    // The SDK would send the key to the target of a redirect.
    OkHttpClient transport =
        new OkHttpClient.Builder()
            .addInterceptor(new RetryAfterHeader())
            .followRedirects(false)
            .callTimeout(settings.timeout())
            .build();
    return Client.builder()
        .apiKey(settings.apiKey())
        .vertexAI(false)
        .httpOptions(http)
        .clientOptions(ClientOptions.builder().customHttpClient(transport).build())
        .build();
  }
}
