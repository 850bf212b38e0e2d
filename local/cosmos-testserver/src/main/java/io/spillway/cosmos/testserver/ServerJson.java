package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads and writes JSON within Azure's limit of 128 nesting levels. */
final class ServerJson {
  private static final int MAX_NESTING = 128;
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ServerJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static JsonNode read(byte[] text, String what) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw invalid(what);
    }
  }

  static JsonNode read(String text, String what) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw invalid(what);
    }
  }

  static ObjectNode readObject(byte[] text, String what) {
    if (read(text, what) instanceof ObjectNode object) {
      return object;
    }
    throw CosmosError.badRequest(what + " must be a JSON object");
  }

  static byte[] write(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  private static CosmosError invalid(String what) {
    return CosmosError.badRequest(
        what + " is not valid JSON of at most " + MAX_NESTING + " levels");
  }
}
