package io.spillway.functions.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.InvalidField;
import io.spillway.wire.Json;
import java.util.List;
import java.util.Map;

/**
 * Problem details of a rejected request (RFC 9457). Types are stable, for programs.
 *
 * @param status the HTTP status
 * @param type the last segment of the problem's type, such as {@code invalid-input}
 * @param title the summary, the same for each problem of the type
 * @param detail the explanation of this occurrence; never contains a message's text, a secret or a
 *     stack trace
 */
public record Problem(int status, String type, String title, String detail) {

  /** Maximum number of fields in a response, which bounds its size relative to the request. */
  private static final int MAX_ERRORS = 100;

  /** Converts the problem to JSON, to which members may be added. */
  public ObjectNode json() {
    return Json.object()
        .put("type", "/problems/" + type)
        .put("title", title)
        .put("status", status)
        .put("detail", detail);
  }

  ApiResponse answer() {
    return answer(json());
  }

  /** Returns a response from problem details with additional members. */
  static ApiResponse answer(ObjectNode problem) {
    return new ApiResponse(
        problem.path("status").asInt(), "application/problem+json", Json.text(problem), Map.of());
  }

  static ApiResponse invalidInput(List<InvalidField> fields) {
    ObjectNode problem =
        new Problem(400, "invalid-input", "Invalid input", "See `errors` for the invalid fields")
            .json();
    ArrayNode errors = problem.putArray("errors");
    fields.stream().limit(MAX_ERRORS).forEach(bad -> add(errors, bad.field(), bad.message()));
    if (fields.size() > MAX_ERRORS) {
      add(errors, "body", "has " + (fields.size() - MAX_ERRORS) + " more invalid fields");
    }
    return answer(problem);
  }

  private static void add(ArrayNode errors, String field, String message) {
    errors.addObject().put("field", field).put("message", message);
  }
}
