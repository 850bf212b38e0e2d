package io.spillway.adapters.azure.gemini;

import com.google.genai.ApiClient;
import com.google.genai.HttpApiClient;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * Factory of the SDK's client of the API, with the key, retries, timeouts and errors; a separate
 * class, so that okhttp is loaded by the first call, not with the classifier.
 *
 * <p>Not the SDK's {@code Client}, whose requests and responses are hundreds of types that Jackson
 * analyses, and which creates the clients of all other services: a fifth of a cold start.
 */
final class GeminiClient {

  private GeminiClient() {}

  static ApiClient of(GeminiSettings settings) {
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
    return new HttpApiClient(
        Optional.of(settings.apiKey()),
        Optional.of(http),
        Optional.of(ClientOptions.builder().customHttpClient(transport).build()));
  }
}
