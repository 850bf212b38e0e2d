package io.spillway.functions.entry;

import com.microsoft.azure.functions.HttpRequestMessage;
import java.util.Map;
import java.util.Optional;

/** Headers of a request by name, in whatever case the host has them. */
final class Headers {

  private Headers() {}

  static Optional<String> of(HttpRequestMessage<?> request, String name) {
    return request.getHeaders().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
