package io.spillway.functions.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.functions.invocation.Headers;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Headers of answers to pages of other sites, by the CORS protocol. */
final class Cors {

  /** Request headers that a page may send, in addition to those that need no permission. */
  private static final String REQUEST_HEADERS =
      "authorization, content-type, idempotency-key, if-match, if-none-match, traceparent,"
          + " x-functions-key, x-spillway-key";

  /** Response headers that a page may read, in addition to those that need no permission. */
  private static final String RESPONSE_HEADERS =
      "Content-Disposition, ETag, Location, Next-Cursor, Retry-After, WWW-Authenticate";

  /** Time for which a browser keeps a permission; Chrome keeps none for longer. */
  private static final String MAX_AGE_SECONDS = "7200";

  private final Origins origins;

  Cors(Origins origins) {
    this.origins = origins;
  }

  boolean admits(HttpRequestMessage<?> request) {
    return origins.admit(request);
  }

  boolean allows(String origin) {
    return origins.allow(origin);
  }

  /** Returns the answer to a page of another origin, before anything is read or stored. */
  static ApiResponse refusal() {
    return new Problem(
            403,
            "foreign-origin",
            "Cross-origin request rejected",
            "The Origin is neither this server nor one of " + Origins.SETTING)
        .answer();
  }

  /** Returns an answer with the headers for the request's origin. */
  ApiResponse permit(HttpRequestMessage<?> request, ApiResponse answer) {
    if (origins.isEmpty()) {
      return answer;
    }
    Map<String, String> headers = new TreeMap<>(answer.headers());
    // Caches must not give one origin's answer to another.
    headers.merge("Vary", "Origin", (own, origin) -> own + ", " + origin);
    Optional<String> origin = Headers.of(request, "origin").filter(origins::allow);
    origin.ifPresent(
        allowed -> {
          headers.put("Access-Control-Allow-Origin", allowed);
          headers.put("Access-Control-Expose-Headers", RESPONSE_HEADERS);
        });
    String methods = answer.headers().get("Allow");
    if (origin.isPresent()
        && methods != null
        && Headers.of(request, "access-control-request-method").isPresent()) {
      headers.put("Access-Control-Allow-Methods", methods);
      headers.put("Access-Control-Allow-Headers", REQUEST_HEADERS);
      headers.put("Access-Control-Max-Age", MAX_AGE_SECONDS);
    }
    return new ApiResponse(answer.status(), answer.contentType(), answer.body(), headers);
  }
}
