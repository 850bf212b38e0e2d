package io.spillway.functions.invocation;

import com.microsoft.azure.functions.HttpRequestMessage;
import java.util.Map;
import java.util.Optional;

/** Case-insensitive lookup of request headers. */
public final class Headers {

  private Headers() {}

  public static Optional<String> of(HttpRequestMessage<?> request, String name) {
    for (Map.Entry<String, String> header : request.getHeaders().entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return Optional.of(header.getValue());
      }
    }
    return Optional.empty();
  }
}
