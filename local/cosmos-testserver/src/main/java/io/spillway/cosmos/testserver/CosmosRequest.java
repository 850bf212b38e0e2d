package io.spillway.cosmos.testserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HTTP request as read from the connection. */
final class CosmosRequest {
  private final String method;
  private final List<String> path;
  private final Headers headers;
  private final byte[] body;
  private final boolean tooLarge;

  private CosmosRequest(HttpExchange exchange, List<String> path, byte[] body, boolean tooLarge) {
    this.method = exchange.getRequestMethod();
    this.headers = exchange.getRequestHeaders();
    this.path = path;
    this.body = body;
    this.tooLarge = tooLarge;
  }

  static CosmosRequest read(HttpExchange exchange) throws IOException {
    List<String> path = new ArrayList<>();
    for (String segment : exchange.getRequestURI().getRawPath().split("/", -1)) {
      if (!segment.isEmpty()) {
        path.add(decode(segment));
      }
    }
    try (InputStream in = exchange.getRequestBody()) {
      byte[] body = in.readNBytes(Limits.REQUEST_BYTES);
      // Reads and discards the excess, because a client that is still sending does not read the
      // response.
      boolean tooLarge = in.transferTo(OutputStream.nullOutputStream()) > 0;
      return new CosmosRequest(exchange, path, body, tooLarge);
    }
  }

  String method() {
    return method;
  }

  /** Returns the decoded segments of the path. */
  List<String> path() {
    return path;
  }

  byte[] body() {
    return body;
  }

  /** Returns whether the body exceeds the server's limit. */
  boolean tooLarge() {
    return tooLarge;
  }

  @Nullable String header(String name) {
    return headers.getFirst(name);
  }

  boolean isTrue(String header) {
    return "true".equalsIgnoreCase(header(header));
  }

  Items.Conditions conditions() {
    return new Items.Conditions(header("if-match"), header("if-none-match"));
  }

  private static String decode(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
