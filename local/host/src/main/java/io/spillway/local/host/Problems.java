package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.functions.http.Origins;
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
        "Body too large",
        "The body may have at most " + maxBytes + " bytes");
  }

  static Problem badEncoding() {
    return new Problem(
        400,
        "bad-encoding",
        "Invalid UTF-8",
        "The body, the path and the query must be valid UTF-8");
  }

  static Problem incompleteBody() {
    return new Problem(
        400,
        "incomplete-body",
        "Incomplete body",
        "The body ended or stalled before its Content-Length or last chunk");
  }

  static Problem slowBody() {
    return new Problem(
        408,
        "slow-body",
        "Body too slow",
        "After "
            + BodyPace.GRACE.toSeconds()
            + " seconds it must arrive at "
            + BodyPace.LEAST_RATE
            + " bytes a second or faster");
  }

  static Problem foreignOrigin() {
    return new Problem(
        403,
        "foreign-origin",
        "Cross-origin request rejected",
        "Only programs of this machine and pages of this server may call: Host must name localhost "
            + "or a loopback address, and Origin, where it is sent, this server or one of "
            + Origins.SETTING);
  }

  static Problem internal() {
    return new Problem(
        500,
        "internal",
        "Internal error",
        "The request failed inside the service; the service's log has the details");
  }

  /** Returns the problem for an error of the HTTP server. */
  static Problem ofStatus(int status) {
    if (status == 503) {
      String detail = "Too many requests are running or waiting; try again shortly";
      return new Problem(503, "overloaded", "Service busy", detail);
    }
    if (status == 500) {
      return internal();
    }
    String detail = "The request violates HTTP or a limit of the server";
    return new Problem(status, "bad-request", "Bad request", detail);
  }

  static byte[] bytes(Problem problem) {
    return Json.text(problem.json()).getBytes(UTF_8);
  }
}
