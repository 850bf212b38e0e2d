package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Partition key value as canonical JSON text; {@code {}} represents "undefined", as on the wire.
 */
record PartitionKey(String canonical) {
  private static final int MAX_BYTES = 2048;
  private static final PartitionKey UNDEFINED = new PartitionKey("{}");

  /** Reads the header {@code x-ms-documentdb-partitionkey}, a JSON array of one value. */
  static PartitionKey fromHeader(@Nullable String header) {
    if (header == null || header.isEmpty()) {
      throw CosmosError.badRequest("PartitionKey value must be supplied for this operation");
    }
    JsonNode values = ServerJson.read(header, "the partition key header");
    if (!values.isArray() || values.size() != 1) {
      throw CosmosError.badRequest("the partition key must be a JSON array of one value");
    }
    return of(values.get(0));
  }

  static PartitionKey ofDocument(ObjectNode document, String path) {
    JsonNode value = document;
    for (String step : path.substring(1).split("/", -1)) {
      value = value.path(step);
    }
    return value.isMissingNode() ? UNDEFINED : of(value);
  }

  private static PartitionKey of(JsonNode value) {
    if (value.isObject() && value.isEmpty()) {
      return UNDEFINED;
    }
    if (value.isContainerNode()) {
      throw CosmosError.badRequest("a partition key must be a string, a number, a boolean or null");
    }
    // Cosmos compares numeric keys as doubles: 1 and 1.0 are one partition.
    String text =
        value.isNumber() ? DoubleNode.valueOf(value.asDouble()).toString() : value.toString();
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES + 2) {
      throw CosmosError.badRequest("a partition key must not exceed " + MAX_BYTES + " bytes");
    }
    return new PartitionKey(text);
  }
}
