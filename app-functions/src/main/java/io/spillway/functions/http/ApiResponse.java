package io.spillway.functions.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * HTTP response of a function.
 *
 * @param status the HTTP status
 * @param contentType the content type of the body
 * @param body a text, or bytes
 * @param headers the headers other than the content type
 */
public record ApiResponse(
    int status, String contentType, Object body, Map<String, String> headers) {

  public ApiResponse {
    headers = Map.copyOf(headers);
  }

  /** Returns a JSON response without further headers. */
  public static ApiResponse json(int status, JsonNode body) {
    return new ApiResponse(status, "application/json", Json.text(body), Map.of());
  }

  /** Returns bytes as an attachment, never to be rendered or run by a browser. */
  public static ApiResponse download(byte[] bytes, String fileName) {
    return new ApiResponse(200, "application/octet-stream", bytes, Map.of())
        .with("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
        .with("X-Content-Type-Options", "nosniff");
  }

  /** Returns this response with one more header. */
  public ApiResponse with(String header, String value) {
    if (headers.isEmpty()) {
      return new ApiResponse(status, contentType, body, Map.of(header, value));
    }
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ApiResponse(status, contentType, body, more);
  }
}
