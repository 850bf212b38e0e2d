package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.functions.http.Problem;
import io.spillway.wire.Json;

/** Problems of requests that the host rejects before routing. */
final class Problems {

  static final String CONTENT_TYPE = "application/problem+json";

  private Problems() {}

  static Problem bodyTooLarge(int maxBytes) {
    return new Problem(
        413,
        "body-too-large",
        "The body is too large",
        "A body may have at most " + maxBytes + " bytes");
  }

  static Problem badEncoding() {
    return new Problem(
        400,
        "bad-encoding",
        "The text is not valid UTF-8",
        "The body, the path and the query must be valid UTF-8");
  }

  static Problem incompleteBody() {
    return new Problem(
        400,
        "incomplete-body",
        "The body is incomplete",
        "It ended, or nothing more of it came, before its Content-Length or last chunk");
  }

  static Problem slowBody() {
    return new Problem(
        408,
        "slow-body",
        "The body comes too slowly",
        "After "
            + BodyPace.GRACE.toSeconds()
            + " seconds it must come at "
            + BodyPace.LEAST_RATE
            + " bytes a second or faster");
  }

  static Problem foreignOrigin() {
    return new Problem(
        403,
        "foreign-origin",
        "Callers from elsewhere are refused",
        "Only programs of this machine and pages of this server may call: Host must name localhost "
            + "or a loopback address, and Origin, where it is sent, this server");
  }

  static Problem internal() {
    return new Problem(
        500,
        "internal",
        "Something went wrong here",
        "The request failed inside the service; the service's log has the details");
  }

  /** Returns the problem for an error of the HTTP server. */
  static Problem ofStatus(int status) {
    if (status == 503) {
      String detail = "Too many requests are running or waiting; try again shortly";
      return new Problem(503, "overloaded", "The service is busy", detail);
    }
    if (status == 500) {
      return internal();
    }
    String detail = "The request breaks a rule or a limit of HTTP";
    return new Problem(status, "bad-request", "This is not an acceptable request", detail);
  }

  static byte[] bytes(Problem problem) {
    return Json.text(problem.json()).getBytes(UTF_8);
  }
}
