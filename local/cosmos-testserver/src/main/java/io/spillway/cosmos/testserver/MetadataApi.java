package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Handles requests for the account, databases, containers and partition key ranges. */
final class MetadataApi {
  private static final String RANGES_ETAG = "\"one-range-forever\"";

  private final Account account;
  private final String endpoint;

  MetadataApi(Account account, String endpoint) {
    this.account = account;
    this.endpoint = endpoint;
  }

  Response answer(CosmosRoute route, CosmosRequest request) {
    return switch (route.operation()) {
      case ACCOUNT -> Response.of(200, accountJson(), Charges.METADATA);
      case DATABASE -> database(route, request);
      case CONTAINER -> container(route, request);
      case PARTITION_RANGES -> ranges(account.container(route), request);
      default ->
          throw CosmosError.badRequest(
              "this test server does not know %s /%s"
                  .formatted(request.method(), String.join("/", request.path())));
    };
  }

  private Response database(CosmosRoute route, CosmosRequest request) {
    if (request.method().equals("POST")) {
      ObjectNode sent = ServerJson.readObject(request.body(), "the database");
      Account.Database created = account.createDatabase(Limits.checkedId(sent));
      return Response.of(201, created.json(), Charges.METADATA);
    }
    Account.Database database = account.database(route.database());
    if (request.method().equals("DELETE")) {
      account.deleteDatabase(database);
      return Response.of(204, null, Charges.METADATA);
    }
    return Response.of(200, database.json(), Charges.METADATA);
  }

  private Response container(CosmosRoute route, CosmosRequest request) {
    if (request.method().equals("POST")) {
      ObjectNode sent = ServerJson.readObject(request.body(), "the container");
      Account.Database database = account.database(route.database());
      return describe(201, account.createContainer(database, sent));
    }
    Container container = account.container(route);
    if (request.method().equals("DELETE")) {
      account.deleteContainer(account.database(route.database()), container);
      return Response.of(204, null, Charges.METADATA);
    }
    return describe(200, container);
  }

  private static Response describe(int status, Container container) {
    ContainerDefinition definition = container.definition();
    return Response.of(status, definition.body(), Charges.METADATA)
        .with("x-ms-alt-content-path", "dbs/" + definition.database())
        .with("x-ms-session-token", container.sessionToken());
  }

  private static Response ranges(Container container, CosmosRequest request) {
    if (RANGES_ETAG.equals(request.header("if-none-match"))) {
      return Response.of(304, null, Charges.METADATA).with("etag", RANGES_ETAG);
    }
    ContainerDefinition definition = container.definition();
    ObjectNode body = ServerJson.object().put("_rid", definition.rid()).put("_count", 1);
    body.putArray("PartitionKeyRanges")
        .addObject()
        .put("_rid", definition.rid())
        .put("_self", definition.self() + "pkranges/0/")
        .put("_etag", RANGES_ETAG)
        .put("_ts", 0)
        .put("id", "0")
        .put("minInclusive", "")
        .put("maxExclusive", "FF")
        .put("ridPrefix", 0)
        .put("throughputFraction", 1)
        .put("status", "online")
        .putArray("parents");
    return Response.of(200, body, Charges.METADATA).with("etag", RANGES_ETAG);
  }

  private ObjectNode accountJson() {
    ObjectNode body = ServerJson.object().put("id", "cosmos-testserver").put("_rid", "localhost");
    body.put("_self", "").put("media", "//media/").put("addresses", "//addresses/");
    body.put("_dbs", "//dbs/").put("enableMultipleWriteLocations", false);
    for (String list : new String[] {"writableLocations", "readableLocations"}) {
      body.putArray(list).addObject().put("name", "Local").put("databaseAccountEndpoint", endpoint);
    }
    body.putObject("userConsistencyPolicy").put("defaultConsistencyLevel", "Session");
    body.putObject("userReplicationPolicy").put("minReplicaSetSize", 1).put("maxReplicasetSize", 4);
    body.putObject("systemReplicationPolicy")
        .put("minReplicaSetSize", 1)
        .put("maxReplicasetSize", 4);
    body.putObject("readPolicy")
        .put("primaryReadCoefficient", 1)
        .put("secondaryReadCoefficient", 1);
    return body.put("queryEngineConfiguration", "{}");
  }
}
