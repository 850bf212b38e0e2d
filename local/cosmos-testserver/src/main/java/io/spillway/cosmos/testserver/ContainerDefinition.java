package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Validated settings of a container, as sent by its creator.
 *
 * @param body the definition as returned by reads
 * @param defaultTtl seconds; 0 if expiry is off, -1 if only documents with their own ttl expire
 */
record ContainerDefinition(
    String id,
    String database,
    String rid,
    String self,
    String partitionKeyPath,
    IndexingPolicy indexing,
    int defaultTtl,
    ObjectNode body) {
  private static final Set<String> UNDERSTOOD =
      Set.of("id", "partitionKey", "indexingPolicy", "defaultTtl");

  /** Fields that the SDK may send and that have no effect while empty or standard. */
  private static final Set<String> HARMLESS =
      Set.of("conflictResolutionPolicy", "geospatialConfig");

  static ContainerDefinition parse(ObjectNode sent, String database, String rid, String parent) {
    refuseUnknown(sent);
    String id = Limits.checkedId(sent);
    ObjectNode body = sent.deepCopy();
    if (!body.has("indexingPolicy")) {
      body.set("indexingPolicy", IndexingPolicy.standard());
    }
    String self = parent + "colls/" + rid + "/";
    body.put("_rid", rid).put("_self", self).put("_etag", "\"" + rid + "\"").put("_ts", 0);
    body.put("_docs", "docs/");
    return new ContainerDefinition(
        id,
        database,
        rid,
        self,
        partitionKeyPath(sent.path("partitionKey")),
        IndexingPolicy.parse(body.path("indexingPolicy")),
        ttl(sent.path("defaultTtl"), "defaultTtl"),
        body);
  }

  /** Returns the expiry of a document written now: epoch seconds, or never. */
  long expiry(ObjectNode document, long now) {
    int own = ttl(document.path("ttl"), "ttl");
    int effective = defaultTtl == 0 || own == 0 ? defaultTtl : own;
    return effective <= 0 ? Long.MAX_VALUE : now + effective;
  }

  private static int ttl(JsonNode value, String name) {
    if (value.isMissingNode()) {
      return 0;
    }
    if (!value.canConvertToInt()
        || !value.isIntegralNumber()
        || value.asInt() < -1
        || value.asInt() == 0) {
      throw CosmosError.badRequest("'" + name + "' must be -1 or a positive number of seconds");
    }
    return value.asInt();
  }

  private static String partitionKeyPath(JsonNode partitionKey) {
    JsonNode paths = partitionKey.path("paths");
    String kind = partitionKey.path("kind").asText("Hash");
    if (paths.size() != 1 || !kind.equals("Hash")) {
      throw CosmosError.badRequest("a container needs a partition key of kind Hash and one path");
    }
    String path = paths.get(0).asText();
    if (!path.matches("(/[A-Za-z0-9_-]+)+")) {
      throw CosmosError.badRequest("not a partition key path this server knows: " + path);
    }
    return path;
  }

  private static void refuseUnknown(ObjectNode sent) {
    for (Iterator<Map.Entry<String, JsonNode>> i = sent.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> field = i.next();
      boolean known = UNDERSTOOD.contains(field.getKey()) || HARMLESS.contains(field.getKey());
      if (!known && !isEmpty(field.getValue())) {
        throw CosmosError.badRequest("container setting not supported: " + field.getKey());
      }
    }
  }

  private static boolean isEmpty(JsonNode value) {
    if (value.isContainerNode()) {
      for (JsonNode child : value) {
        if (!isEmpty(child)) {
          return false;
        }
      }
      return true;
    }
    return value.isNull();
  }
}
