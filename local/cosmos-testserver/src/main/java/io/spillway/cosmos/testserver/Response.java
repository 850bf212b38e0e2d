package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Response to the client. */
final class Response {
  private final int status;
  private final byte[] body;
  private final double charge;
  private long documentsRead;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private Response(int status, byte[] body, double charge) {
    this.status = status;
    this.body = body;
    this.charge = charge;
  }

  static Response of(int status, @Nullable JsonNode body, double charge) {
    return new Response(status, body == null ? new byte[0] : ServerJson.write(body), charge);
  }

  static Response of(CosmosError error) {
    JsonNode body =
        ServerJson.object().put("code", code(error.status())).put("message", error.reason());
    Response response = of(error.status(), body, Charges.failure(error.status()));
    return response.with("x-ms-substatus", Integer.toString(error.subStatus()));
  }

  Response with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** Sets the number of documents that the request has read; 0 by default. */
  Response reading(long documents) {
    documentsRead = documents;
    return this;
  }

  long documentsRead() {
    return documentsRead;
  }

  int status() {
    return status;
  }

  double charge() {
    return charge;
  }

  void send(HttpExchange exchange) throws IOException {
    var out = exchange.getResponseHeaders();
    headers.forEach(out::set);
    out.set("Content-Type", "application/json");
    out.set("x-ms-activity-id", UUID.randomUUID().toString());
    out.set("x-ms-request-charge", Double.toString(Math.round(charge * 100) / 100.0));
    boolean bodiless = status == 204 || status == 304 || body.length == 0;
    exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static String code(int status) {
    return switch (status) {
      case 400 -> "BadRequest";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "NotFound";
      case 408 -> "RequestTimeout";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 412 -> "PreconditionFailed";
      case 413 -> "RequestEntityTooLarge";
      case 429 -> "TooManyRequests";
      case 449 -> "RetryWith";
      case 503 -> "ServiceUnavailable";
      case 507 -> "InsufficientStorage";
      default -> "InternalServerError";
    };
  }
}
