package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * End of a page: the ORDER BY values and the number of its last document. The next page begins
 * after that position, regardless of writes in between.
 *
 * @param query the query's fingerprint
 * @param taken the number of rows in earlier pages, for TOP and LIMIT
 */
record Continuation(String query, long taken, List<JsonNode> key, long number) {
  String encode() {
    ObjectNode json =
        ServerJson.object().put("query", query).put("taken", taken).put("number", number);
    ArrayNode values = json.putArray("key");
    for (JsonNode value : key) {
      // JSON has no "undefined": an empty array represents it.
      ArrayNode holder = values.addArray();
      if (!value.isMissingNode()) {
        holder.add(value);
      }
    }
    return Base64.getEncoder().encodeToString(ServerJson.write(json));
  }

  static Continuation decode(String token, String query, int keySize) {
    JsonNode json;
    try {
      json = ServerJson.read(Base64.getDecoder().decode(token), "the continuation token");
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
    if (!json.path("query").asText().equals(query) || json.path("key").size() != keySize) {
      throw invalid();
    }
    List<JsonNode> key = new ArrayList<>();
    json.path("key").forEach(holder -> key.add(holder.path(0)));
    return new Continuation(query, json.path("taken").asLong(), key, json.path("number").asLong());
  }

  private static CosmosError invalid() {
    return CosmosError.badRequest("Invalid continuation token: not one of this query's");
  }
}
