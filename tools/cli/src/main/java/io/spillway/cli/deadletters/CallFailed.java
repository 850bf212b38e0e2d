package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;

/** Exception for a failed call, with problem details for scripts and a message for people. */
final class CallFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final transient ObjectNode problem;

  private CallFailed(String message, ObjectNode problem) {
    super(message);
    this.problem = problem;
  }

  /** Creates an exception for a failure on this machine or of the connection. */
  CallFailed(String message) {
    this(message, Json.object());
    problem.put("type", "about:blank").put("title", "Call failed").put("detail", message);
  }

  /** Creates an exception for problem details of the deployment. */
  static CallFailed of(int status, ObjectNode problem) {
    return new CallFailed(text(status, problem), problem);
  }

  /** Returns the command's exit code: 2 for invalid input, else 1. */
  int exitCode() {
    return problem.path("status").asInt() == BAD_REQUEST ? 2 : 1;
  }

  /** Returns the message. */
  String text() {
    return String.valueOf(getMessage());
  }

  /** Returns the problem details, as received. */
  ObjectNode problem() {
    return problem;
  }

  private static String text(int status, JsonNode problem) {
    String text = "status " + status + ": " + problem.path("title").asText();
    if (status == UNAUTHORIZED) {
      return text + ". Give an operator's key by --key or SPILLWAY_KEY.";
    }
    if (status == FORBIDDEN) {
      return text + ". The key of --key or SPILLWAY_KEY must be an operator's.";
    }
    StringBuilder all = new StringBuilder(text);
    problem.path("errors").forEach(error -> all.append("; ").append(line(error)));
    if (!problem.has("errors") && problem.hasNonNull("detail")) {
      all.append(" (").append(problem.path("detail").asText()).append(')');
    }
    return all.toString();
  }

  private static String line(JsonNode error) {
    return error.path("field").asText() + ' ' + error.path("message").asText();
  }
}
