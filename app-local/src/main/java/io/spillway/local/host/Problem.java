package io.spillway.local.host;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpStatus;

/** What the host itself refuses, as RFC 9457 describes it. */
record Problem(HttpStatus status, String type, String title, String detail) {

  private static final JsonMapper JSON = new JsonMapper();

  static Problem notFound() {
    return new Problem(
        HttpStatus.NOT_FOUND,
        "/problems/not-found",
        "There is nothing here",
        "No route matches this path; GET /api/openapi.json lists them");
  }

  static Problem methodNotAllowed(String method, String allowed) {
    return new Problem(
        HttpStatus.METHOD_NOT_ALLOWED,
        "/problems/method-not-allowed",
        "This method is not allowed here",
        method + " is not allowed here; these are: " + allowed);
  }

  static Problem bodyTooLarge(int maxBytes) {
    return new Problem(
        HttpStatus.PAYLOAD_TOO_LARGE,
        "/problems/body-too-large",
        "The body is too large",
        "A body may have at most " + maxBytes + " bytes");
  }

  static Problem badEncoding() {
    return new Problem(
        HttpStatus.BAD_REQUEST,
        "/problems/bad-encoding",
        "The text is not valid UTF-8",
        "Bodies and query parameters must be valid UTF-8");
  }

  static Problem foreignCaller() {
    return new Problem(
        HttpStatus.FORBIDDEN,
        "/problems/foreign-origin",
        "Callers from elsewhere are refused",
        "No keys are configured, so only pages and programs of this machine may call: "
            + "Host, and Origin when it is sent, must name localhost or a loopback address");
  }

  static Problem internalError() {
    return new Problem(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "/problems/internal",
        "Something went wrong here",
        "The request failed inside the server; the server's log has the details");
  }

  /** For a status that the HTTP server itself decided on. */
  static Problem ofStatus(int status) {
    if (status == 500) {
      return internalError();
    }
    HttpStatus known = HttpStatus.valueOf(status);
    String type = status == 503 ? "overloaded" : status < 500 ? "bad-request" : "internal";
    String detail =
        status == 503
            ? "Too many requests are running or waiting; try again shortly"
            : "The server could not take this as an HTTP request";
    return new Problem(known, "/problems/" + type, title(known), detail);
  }

  byte[] json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("type", type).put("title", title);
    json.put("status", status.value()).put("detail", detail);
    return json.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  HttpResponse response() {
    return HttpResponse.with(status)
        .header("Content-Type", "application/problem+json")
        .body(json())
        .build();
  }

  private static String title(HttpStatus status) {
    String words = status.name().replace('_', ' ').toLowerCase(java.util.Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
