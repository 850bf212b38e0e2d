package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transactional batch: operations of one partition, applied in order, all or none. */
final class Batch {
  private static final int FAILED_DEPENDENCY = 424;

  private final Container container;
  private final String partitionKeyHeader;
  private final JsonNode operations;

  private Batch(Container container, String partitionKeyHeader, JsonNode operations) {
    this.container = container;
    this.partitionKeyHeader = partitionKeyHeader;
    this.operations = operations;
  }

  /**
   * Result of a batch.
   *
   * @param results one result for each operation
   * @param charge the sum of the charges
   * @param documentsRead the number of operations on an existing document
   */
  record Outcome(int status, ArrayNode results, double charge, long documentsRead) {}

  static Outcome run(Container container, @Nullable String partitionKeyHeader, byte[] body) {
    if (body.length > Limits.BATCH_BYTES) {
      throw CosmosError.tooLarge("a batch must not exceed " + Limits.BATCH_BYTES + " bytes");
    }
    JsonNode operations = ServerJson.read(body, "the batch");
    if (!operations.isArray() || operations.isEmpty()) {
      throw CosmosError.badRequest("a batch must be a JSON array of operations");
    }
    if (operations.size() > Limits.BATCH_OPERATIONS) {
      throw CosmosError.badRequest(
          "Batch request has more operations than what is supported: at most "
              + Limits.BATCH_OPERATIONS);
    }
    PartitionKey key = PartitionKey.fromHeader(partitionKeyHeader);
    return new Batch(container, String.valueOf(partitionKeyHeader), operations).run(key);
  }

  private Outcome run(PartitionKey key) {
    List<Items.Result> done = new ArrayList<>();
    try {
      container.transact(
          key,
          transaction -> {
            Items items = new Items(transaction, container.definition());
            operations.forEach(operation -> done.add(apply(items, operation)));
            return done;
          });
    } catch (CosmosError failure) {
      return toFailure(failure, done);
    }
    ArrayNode results = ServerJson.array();
    double charge = 0;
    long read = 0;
    for (int i = 0; i < done.size(); i++) {
      read += operations.get(i).path("operationType").asText().equals("Create") ? 0 : 1;
      results.add(describe(done.get(i), operations.get(i)));
      charge += done.get(i).charge();
    }
    return new Outcome(200, results, charge, read);
  }

  private Items.Result apply(Items items, JsonNode operation) {
    checkPartition(operation.path("partitionKey"));
    Items.Conditions conditions =
        new Items.Conditions(
            operation.path("ifMatch").textValue(), operation.path("ifNoneMatch").textValue());
    String id = operation.path("id").asText();
    String type = operation.path("operationType").asText();
    return switch (type) {
      case "Create" -> items.create(body(operation));
      case "Upsert" -> items.upsert(body(operation), conditions);
      case "Read" -> items.read(id, conditions);
      case "Replace" -> items.replace(id, body(operation), conditions);
      case "Delete" -> items.delete(id, conditions);
      case "Patch" -> items.patch(id, body(operation), conditions);
      default -> throw CosmosError.badRequest("batch operation not supported: " + type);
    };
  }

  private void checkPartition(JsonNode own) {
    if (own.isTextual()
        && !PartitionKey.fromHeader(own.asText())
            .equals(PartitionKey.fromHeader(partitionKeyHeader))) {
      throw CosmosError.badRequest("all operations of a batch must have the same partition key");
    }
  }

  private static ObjectNode body(JsonNode operation) {
    if (operation.path("resourceBody") instanceof ObjectNode body) {
      return body;
    }
    throw CosmosError.badRequest("a batch operation of this type needs a resourceBody");
  }

  private Outcome toFailure(CosmosError failure, List<Items.Result> done) {
    // Exhausted capacity is detected at the end, and attributed to the last operation.
    int culprit = Math.min(done.size(), operations.size() - 1);
    ArrayNode results = ServerJson.array();
    for (int i = 0; i < operations.size(); i++) {
      ObjectNode result = results.addObject();
      if (i == culprit) {
        result.put("statusCode", failure.status()).put("subStatusCode", failure.subStatus());
      } else {
        result.put("statusCode", FAILED_DEPENDENCY);
      }
      result.put("requestCharge", 0);
    }
    double charge = done.stream().mapToDouble(Items.Result::charge).sum();
    return new Outcome(207, results, charge + Charges.IN_VAIN, done.size());
  }

  private static ObjectNode describe(Items.Result result, JsonNode operation) {
    ObjectNode json = ServerJson.object();
    json.put("statusCode", result.status()).put("requestCharge", result.charge());
    Document document = result.document();
    if (document != null) {
      json.put("eTag", document.etag());
      String preference = operation.path("minimalReturnPreference").asText();
      if (!preference.equals("true") && result.status() != 304) {
        json.set("resourceBody", document.body());
      }
    }
    return json;
  }
}
