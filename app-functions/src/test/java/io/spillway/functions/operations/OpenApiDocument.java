package io.spillway.functions.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.spillway.functions.Reply;
import io.spillway.functions.http.Route;
import io.spillway.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** OpenAPI document, for checks of the functions. */
public final class OpenApiDocument {

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final ObjectNode document = Json.readObject(ApiDescription.openApi().text());
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  /** Returns operations such as {@code GET /health}. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return operations;
  }

  public JsonNode operation(Route function) {
    String method = function.method().name().toLowerCase(Locale.ROOT);
    return document.path("paths").path(("/" + function.path())).path(method);
  }

  ObjectNode json() {
    return document;
  }

  /** Fails unless the document describes this response. */
  public void check(Route function, Reply reply) {
    String status = Integer.toString(reply.status());
    JsonNode response = resolve(operation(function).path("responses").path(status));
    assertThat(response.isMissingNode())
        .as(
            "%s %s may answer %s: %s",
            function.method(), ("/" + function.path()), status, reply.body())
        .isFalse();
    JsonNode schema = response.path("content").path(reply.header("Content-Type")).path("schema");
    assertThat(schema.isMissingNode()).as("schema of %s", reply).isFalse();
    boolean isLines = reply.header("Content-Type").equals("application/x-ndjson");
    for (JsonNode value : isLines ? reply.items() : List.of(reply.body())) {
      assertThat(errors(schema, value)).as("%s", value).isEmpty();
    }
    response
        .path("headers")
        .fields()
        .forEachRemaining(
            header -> {
              if (header.getValue().path("required").asBoolean(true)) {
                assertThat(reply.header(header.getKey())).as(header.getKey()).isNotEmpty();
              }
            });
  }

  /** Returns the schema violations of a value. */
  Set<ValidationMessage> errors(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(Json.text(schema), text -> compile(schema)).validate(value);
  }

  /** Resolves a reference. */
  public JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  private JsonSchema compile(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return FACTORY.getSchema(whole);
  }
}
