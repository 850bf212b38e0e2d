package io.spillway.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;

/** Exception for a failed call, with problem details for scripts and a message for people. */
public final class CallFailed extends RuntimeException {

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
  public CallFailed(String message) {
    this(message, Json.object());
    problem.put("type", "about:blank").put("title", "Call failed").put("detail", message);
  }

  /** Creates an exception for problem details of the deployment. */
  public static CallFailed of(int status, ObjectNode problem) {
    return new CallFailed(text(status, problem), problem);
  }

  /** Returns the command's exit code: 2 for invalid input, else 1. */
  public int exitCode() {
    return problem.path("status").asInt() == BAD_REQUEST ? 2 : 1;
  }

  /** Returns the message. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** Returns the problem details, as received. */
  public ObjectNode problem() {
    return problem;
  }

  private static String text(int status, JsonNode problem) {
    String text = "status " + status + ": " + problem.path("title").asText();
    if (status == UNAUTHORIZED) {
      return text + ". Give a key by --key or SPILLWAY_KEY.";
    }
    if (status == FORBIDDEN) {
      String detail = problem.path("detail").asText().replaceFirst("\\. .*", "");
      return text + ". " + detail + ". Give another key by --key or SPILLWAY_KEY.";
    }
    StringBuilder all = new StringBuilder(text);
    problem.path("errors").forEach(error -> all.append("; ").append(line(error)));
    if (!problem.has("errors") && problem.hasNonNull("detail")) {
      all.append(" (").append(problem.path("detail").asText()).append(')');
    }
    if (problem.hasNonNull("decidedBy")) {
      all.append("; last step by ").append(problem.path("decidedBy").asText());
      all.append(" at ").append(Times.seconds(problem.path("decidedAt")));
    }
    if (problem.hasNonNull("claimedBy")) {
      all.append("; claimed by ").append(problem.path("claimedBy").asText());
    }
    return all.toString();
  }

  private static String line(JsonNode error) {
    return error.path("field").asText() + ' ' + error.path("message").asText();
  }
}
