package io.spillway.adapters.azure.gemini;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Interceptor that reads the {@code Retry-After} header, because the SDK's exceptions omit headers.
 * Supports seconds, as sent by Google's APIs, but not dates.
 */
final class RetryAfterHeader implements Interceptor {

  /** Exception for a response with a requested delay. The SDK wraps it as a cause. */
  static final class Busy extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final Duration retryAfter;

    private Busy(int status, Duration retryAfter) {
      super("busy: " + status);
      this.status = status;
      this.retryAfter = retryAfter;
    }

    int status() {
      return status;
    }

    Duration retryAfter() {
      return retryAfter;
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    String seconds = response.header("Retry-After", "");
    if ((response.code() == 429 || response.code() == 503) && seconds.matches("\\d{1,6}")) {
      response.close();
      throw new Busy(response.code(), Duration.ofSeconds(Long.parseLong(seconds)));
    }
    return response;
  }
}
