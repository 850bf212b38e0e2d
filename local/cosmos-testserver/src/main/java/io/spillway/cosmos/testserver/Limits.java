package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** Azure's published limits that this server enforces. */
final class Limits {
  static final int DOCUMENT_BYTES = 2 * 1024 * 1024;
  static final long PARTITION_BYTES = 20L * 1024 * 1024 * 1024;
  static final int BATCH_BYTES = 2 * 1024 * 1024;
  static final int BATCH_OPERATIONS = 100;
  static final int PATCH_OPERATIONS = 10;
  static final int RESPONSE_BYTES = 4 * 1024 * 1024;
  static final int QUERY_CHARACTERS = 512 * 1024;
  static final int DEFAULT_PAGE = 100;
  static final int MAX_PAGE = 1000;
  static final int ID_BYTES = 1023;

  /** This server's own limit of one request; a longer one is drained and rejected. */
  static final int REQUEST_BYTES = 3 * 1024 * 1024;

  /** This server's own limit of databases, and of containers in each. */
  static final int RESOURCES = 500;

  private Limits() {}

  /** Returns the id of a document, database or container, validated by Azure's rules. */
  static String checkedId(ObjectNode body) {
    JsonNode id = body.path("id");
    if (!id.isTextual() || id.asText().isEmpty()) {
      throw CosmosError.badRequest("the required property 'id' must be a non-empty string");
    }
    String text = id.asText();
    if (text.getBytes(StandardCharsets.UTF_8).length > ID_BYTES) {
      throw CosmosError.badRequest("'id' must not exceed " + ID_BYTES + " bytes");
    }
    if (text.chars().anyMatch(c -> c == '/' || c == '\\' || c == '?' || c == '#')) {
      throw CosmosError.badRequest("'id' must not contain any of / \\ ? #");
    }
    return text;
  }
}
