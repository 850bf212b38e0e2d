package io.spillway.functions.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.ports.Page;
import io.spillway.wire.Json;
import java.util.Map;
import java.util.function.Function;

/** Pages of exports: a text of lines, with the next cursor in a header. */
public final class JsonLines {

  private static final String JSON_LINES = "application/x-ndjson";

  private JsonLines() {}

  /** Returns one JSON object per line. */
  public static <T> ApiResponse of(Page<T> page, Function<T, ? extends JsonNode> json) {
    StringBuilder lines = new StringBuilder();
    page.items().forEach(item -> lines.append(Json.text(json.apply(item))).append('\n'));
    return of(JSON_LINES, lines.toString(), page);
  }

  /** Returns lines of another type. */
  public static ApiResponse of(String contentType, String lines, Page<?> page) {
    ApiResponse answer = new ApiResponse(200, contentType, lines, Map.of());
    String next = page.nextCursor();
    return next == null ? answer : answer.with("Next-Cursor", next);
  }
}
