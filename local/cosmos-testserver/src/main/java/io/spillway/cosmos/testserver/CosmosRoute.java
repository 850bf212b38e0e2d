package io.spillway.cosmos.testserver;

import java.util.List;

/** Resource of a path: names or resource ids as given, empty where absent. */
record CosmosRoute(Operation operation, String database, String container, String item) {

  static CosmosRoute of(CosmosRequest request) {
    List<String> path = request.path();
    return new CosmosRoute(operation(request), at(path, 1), at(path, 3), at(path, 5));
  }

  private static Operation operation(CosmosRequest request) {
    String call = request.method() + " " + shape(request.path());
    return switch (call) {
      case "GET /" -> Operation.ACCOUNT;
      case "POST /dbs", "GET /dbs/*", "DELETE /dbs/*" -> Operation.DATABASE;
      case "POST /dbs/*/colls", "GET /dbs/*/colls/*", "DELETE /dbs/*/colls/*" ->
          Operation.CONTAINER;
      case "GET /dbs/*/colls/*/pkranges" -> Operation.PARTITION_RANGES;
      case "POST /dbs/*/colls/*/docs" -> postedToDocuments(request);
      case "GET /dbs/*/colls/*/docs" ->
          request.header("a-im") == null ? Operation.UNKNOWN : Operation.CHANGE_FEED;
      case "GET /dbs/*/colls/*/docs/*" -> Operation.READ;
      case "PUT /dbs/*/colls/*/docs/*" -> Operation.REPLACE;
      case "DELETE /dbs/*/colls/*/docs/*" -> Operation.DELETE;
      case "PATCH /dbs/*/colls/*/docs/*" -> Operation.PATCH;
      default -> Operation.UNKNOWN;
    };
  }

  private static Operation postedToDocuments(CosmosRequest request) {
    if (request.isTrue("x-ms-cosmos-is-query-plan-request")) {
      return Operation.QUERY_PLAN;
    }
    if (request.isTrue("x-ms-cosmos-is-batch-request")) {
      return Operation.BATCH;
    }
    if (request.isTrue("x-ms-documentdb-isquery")) {
      return Operation.QUERY;
    }
    return request.isTrue("x-ms-documentdb-is-upsert") ? Operation.UPSERT : Operation.CREATE;
  }

  /** Returns the path with an asterisk for every name; types and names alternate. */
  private static String shape(List<String> path) {
    StringBuilder shape = new StringBuilder(path.isEmpty() ? "/" : "");
    for (int i = 0; i < path.size(); i++) {
      shape.append('/').append(i % 2 == 0 ? path.get(i) : "*");
    }
    return shape.toString();
  }

  private static String at(List<String> path, int index) {
    return index < path.size() ? path.get(index) : "";
  }
}
