package io.spillway.ports.source;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.queue.Payload;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Request to the webhook of an {@link EventSource}.
 *
 * @param headers the first value of each header; names in any case
 * @param body the body, byte for byte as received
 */
public record SourceRequest(Map<String, String> headers, Payload body) {

  public SourceRequest {
    Map<String, String> lowerCase = new TreeMap<>();
    headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(lowerCase);
    requireNonNull(body, "body");
  }

  /**
   * {@return the value of a header; empty if it is missing}
   *
   * @param name the header's name in any case
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Contains the size of the body, but neither headers nor content, which may be secret. */
  @Override
  public String toString() {
    return "SourceRequest[" + body.size() + " bytes]";
  }
}
