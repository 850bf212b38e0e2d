package io.spillway.adapters.azure.gemini;

import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import java.util.List;
import okhttp3.OkHttpClient;

/** A class of its own, so that okhttp is loaded by the first call and not by the classifier. */
final class GeminiClient {

  private GeminiClient() {}

  static Client of(GeminiSettings settings) {
    HttpOptions http =
        HttpOptions.builder()
            .baseUrl(settings.endpoint().toString())
            // Resilience retries: the SDK's own way takes up to 49 seconds.
            .retryOptions(HttpRetryOptions.builder().attempts(1).httpStatusCodes(List.of()).build())
            .build();
    // The SDK would send the key wherever a redirect points.
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
