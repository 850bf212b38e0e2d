package io.spillway.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.spillway.wire.Json;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Response of a function. */
public record Reply(int status, JsonNode body, HttpResponseMessage response) {

  public static Reply of(HttpResponseMessage response) {
    // The document has no schema for bytes, pages and scripts.
    String type = String.valueOf(response.getHeader("Content-Type"));
    boolean isText = type.contains("json") && response.getBody() instanceof String;
    boolean isEmpty = response.getStatusCode() == 304;
    String text = isText && !isEmpty ? (String) response.getBody() : "{}";
    boolean isLines = type.equals("application/x-ndjson");
    JsonNode json = isLines ? lines(text) : Json.readObject(text);
    return new Reply(response.getStatusCode(), json, response);
  }

  /** Parses JSON lines as the items of an object. */
  private static JsonNode lines(String text) {
    ObjectNode body = Json.object();
    ArrayNode items = body.putArray("items");
    text.lines().map(Json::readObject).forEach(items::add);
    return body;
  }

  public String text(String field) {
    return body.path(field).asText();
  }

  public String header(String name) {
    String value = response.getHeader(name);
    assertThat(value).as("header %s", name).isNotNull();
    return value;
  }

  public @Nullable String headerOrNull(String name) {
    return response.getHeader(name);
  }

  public List<JsonNode> items() {
    return StreamSupport.stream(body.path("items").spliterator(), false).toList();
  }

  public JsonNode onlyItem() {
    assertThat(items()).hasSize(1);
    return items().get(0);
  }

  public List<String> items(String field) {
    return items().stream().map(item -> item.path(field).asText()).toList();
  }

  /** Returns the invalid fields with their rules. */
  public List<String> errors() {
    return StreamSupport.stream(body.path("errors").spliterator(), false)
        .map(error -> error.path("field").asText() + " " + error.path("message").asText())
        .toList();
  }

  public Reply isProblem(int status, String type) {
    assertThat(body.path("type").asText()).isEqualTo("/problems/" + type);
    assertThat(this.status).isEqualTo(status);
    assertThat(body.path("status").asInt()).isEqualTo(status);
    assertThat(header("Content-Type")).isEqualTo("application/problem+json");
    return this;
  }

  public Reply is(int status) {
    assertThat(this.status).as("%s", body).isEqualTo(status);
    return this;
  }
}
