package io.spillway.adapters.azure.gemini;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Looks at the one header that matters: the SDK's exceptions do not tell the headers of a refusal.
 * Seconds are read, as Google's APIs send them; a date is not.
 */
final class RetryAfterHeader implements Interceptor {

  /** Stands for a refusal that says when to come back. The SDK passes it on as a cause. */
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
