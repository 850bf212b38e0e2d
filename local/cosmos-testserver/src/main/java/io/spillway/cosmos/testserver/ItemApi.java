package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Handles all requests below {@code /docs}. */
final class ItemApi {
  static final String PARTITION_KEY = "x-ms-documentdb-partitionkey";

  private final Account account;

  ItemApi(Account account) {
    this.account = account;
  }

  Response answer(CosmosRoute route, CosmosRequest request) {
    Container container = account.container(route);
    ContainerDefinition definition = container.definition();
    String intended = request.header("x-ms-cosmos-intended-collection-rid");
    if (intended != null && !intended.equals(definition.rid())) {
      throw new CosmosError(
          400, CosmosError.STALE_CONTAINER_RID, "the container was deleted and created again");
    }
    Response response =
        switch (route.operation()) {
          case QUERY_PLAN -> QueryApi.plan(container, request);
          case QUERY -> QueryApi.page(container, request, queryKey(request));
          case BATCH -> batch(container, request);
          case CHANGE_FEED ->
              ChangeFeedApi.page(
                  container, request, PartitionKey.fromHeader(request.header(PARTITION_KEY)));
          default -> item(container, route, request);
        };
    return response
        .with("x-ms-session-token", container.sessionToken())
        .with("x-ms-alt-content-path", "dbs/" + definition.database() + "/colls/" + definition.id())
        .with("x-ms-content-path", definition.rid());
  }

  private static Response item(Container container, CosmosRoute route, CosmosRequest request) {
    PartitionKey key = PartitionKey.fromHeader(request.header(PARTITION_KEY));
    Items.Result result =
        container.transact(key, t -> run(new Items(t, container.definition()), route, request));
    Document document = result.document();
    long read = route.operation() == Operation.CREATE ? 0 : 1;
    if (document == null) {
      return Response.of(result.status(), null, result.charge()).reading(read);
    }
    boolean minimal =
        result.status() == 304
            || (route.operation() != Operation.READ
                && "return=minimal".equals(request.header("prefer")));
    return Response.of(result.status(), minimal ? null : document.body(), result.charge())
        .reading(read)
        .with("etag", document.etag());
  }

  private static Items.Result run(Items items, CosmosRoute route, CosmosRequest request) {
    String id = route.item();
    Items.Conditions conditions = request.conditions();
    return switch (route.operation()) {
      case CREATE -> items.create(body(request));
      case UPSERT -> items.upsert(body(request), conditions);
      case READ -> items.read(id, conditions);
      case REPLACE -> items.replace(id, body(request), conditions);
      case DELETE -> items.delete(id, conditions);
      case PATCH -> items.patch(id, body(request), conditions);
      default -> throw new IllegalStateException("not an operation on one document");
    };
  }

  private static ObjectNode body(CosmosRequest request) {
    return ServerJson.readObject(request.body(), "the request's body");
  }

  private static Response batch(Container container, CosmosRequest request) {
    if (!request.isTrue("x-ms-cosmos-batch-atomic")) {
      throw CosmosError.badRequest("bulk is not supported: only atomic batches are");
    }
    Batch.Outcome outcome = Batch.run(container, request.header(PARTITION_KEY), request.body());
    return Response.of(outcome.status(), outcome.results(), outcome.charge())
        .reading(outcome.documentsRead());
  }

  /** Returns the partition to query, or null for all. */
  private static @Nullable PartitionKey queryKey(CosmosRequest request) {
    String header = request.header(PARTITION_KEY);
    if (header != null) {
      return PartitionKey.fromHeader(header);
    }
    // The SDK names the range from /pkranges; other clients enable cross-partition queries.
    if ("0".equals(request.header("x-ms-documentdb-partitionkeyrangeid"))
        || request.isTrue("x-ms-documentdb-query-enablecrosspartition")) {
      return null;
    }
    throw CosmosError.badRequest(
        "Cross partition query is required but disabled: give a partition key or enable it");
  }
}
