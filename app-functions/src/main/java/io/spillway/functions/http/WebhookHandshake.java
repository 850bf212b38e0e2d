package io.spillway.functions.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.InvalidField;
import io.spillway.functions.invocation.Headers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Handshake by which a sender of CloudEvents asks for permission to deliver to a webhook: OPTIONS
 * with {@code WebHook-Request-Origin}, by version 1.0 of the CloudEvents webhook specification. Any
 * sender gets permission, because each delivery needs a key. A callback that the sender offers is
 * not used, because the response gives permission at once.
 */
final class WebhookHandshake {

  private static final String ORIGIN = "WebHook-Request-Origin";
  private static final String RATE = "WebHook-Request-Rate";

  /** Paths that accept CloudEvents. */
  private static final Set<String> PATHS = Set.of("events", "streams/{streamId}/events");

  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern DNS_NAME =
      Pattern.compile("(?=.{1,253}$)" + LABEL + "(?:\\." + LABEL + ")*");
  private static final Pattern POSITIVE = Pattern.compile("0{0,9}[1-9][0-9]{0,8}");

  private WebhookHandshake() {}

  /**
   * Returns the response to a handshake; empty if the request is none, such as a browser's
   * preflight request.
   *
   * @param path the path of a matching route
   * @param allowed the methods for the header {@code Allow}
   */
  static Optional<ApiResponse> answer(HttpRequestMessage<?> request, String path, String allowed) {
    Optional<String> origin = Headers.of(request, ORIGIN);
    if (origin.isEmpty()
        || !PATHS.contains(path)
        || Headers.of(request, "access-control-request-method").isPresent()) {
      return Optional.empty();
    }
    String name = origin.get().strip();
    if (!DNS_NAME.matcher(name).matches()) {
      return Optional.of(
          Problem.invalidInput(
              List.of(new InvalidField(ORIGIN, "must be a DNS name of at most 253 characters"))));
    }
    Map<String, String> headers = new TreeMap<>(Map.of("Allow", allowed));
    headers.put("WebHook-Allowed-Origin", name);
    Headers.of(request, RATE).ifPresent(rate -> headers.put("WebHook-Allowed-Rate", allow(rate)));
    return Optional.of(new ApiResponse(200, "text/plain; charset=utf-8", "", headers));
  }

  /** Returns the allowed deliveries per minute: as many as asked for, by default any number. */
  private static String allow(String rate) {
    return POSITIVE.matcher(rate.strip()).matches() ? rate.strip() : "*";
  }
}
