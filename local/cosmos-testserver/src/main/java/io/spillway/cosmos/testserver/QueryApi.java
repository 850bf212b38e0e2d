package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handles queries: the plan, and one page of rows. */
final class QueryApi {
  private QueryApi() {}

  /**
   * Returns a plan that delegates everything to this server, which has one physical partition: the
   * SDK then sends the query unchanged and passes the rows on.
   */
  static Response plan(Container container, CosmosRequest request) {
    SqlQuery query = parse(container, ServerJson.readObject(request.body(), "the query"));
    ObjectNode plan = ServerJson.object().put("partitionedQueryExecutionInfoVersion", 2);
    ObjectNode info = plan.putObject("queryInfo");
    info.put("distinctType", "None").put("rewrittenQuery", "").put("hasNonStreamingOrderBy", false);
    info.put("hasSelectValue", query.projection().isValue());
    info.putNull("top").putNull("offset").putNull("limit");
    info.putObject("groupByAliasToAggregateType");
    for (String list :
        List.of("orderBy", "orderByExpressions", "groupByExpressions", "groupByAliases")) {
      info.putArray(list);
    }
    info.putArray("aggregates");
    plan.putArray("queryRanges")
        .addObject()
        .put("min", "")
        .put("max", "FF")
        .put("isMinInclusive", true)
        .put("isMaxInclusive", false);
    return Response.of(200, plan, Charges.METADATA);
  }

  static Response page(Container container, CosmosRequest request, @Nullable PartitionKey key) {
    if (request.header("x-ms-start-epk") != null || request.header("x-ms-end-epk") != null) {
      throw CosmosError.badRequest("a part of a feed range is not supported: query all of it");
    }
    ObjectNode body = ServerJson.readObject(request.body(), "the query");
    SqlQuery query = parse(container, body);
    String id = Integer.toHexString(List.of(body.toString(), String.valueOf(key)).hashCode());
    String token = request.header("x-ms-continuation");
    Continuation after =
        token == null || token.isEmpty()
            ? null
            : Continuation.decode(token, id, query.order().size());
    QueryPage page = QueryPage.of(query, container.documents(key), pageSize(request), after, id);
    ObjectNode answer = ServerJson.object().put("_rid", container.definition().rid());
    answer.set("Documents", page.rows());
    answer.put("_count", page.rows().size());
    Response response =
        Response.of(200, answer, Charges.query(page.bytes()))
            .reading(page.read())
            .with("x-ms-item-count", Integer.toString(page.rows().size()));
    Continuation next = page.continuation();
    return next == null ? response : response.with("x-ms-continuation", next.encode());
  }

  private static SqlQuery parse(Container container, ObjectNode body) {
    Map<String, JsonNode> parameters = new HashMap<>();
    for (JsonNode parameter : body.path("parameters")) {
      parameters.put(parameter.path("name").asText(), parameter.path("value"));
    }
    SqlQuery query = SqlParser.query(body.path("query").asText(), parameters);
    container.definition().indexing().check(query.order());
    return query;
  }

  static int pageSize(CosmosRequest request) {
    String header = request.header("x-ms-max-item-count");
    if (header == null) {
      return Limits.DEFAULT_PAGE;
    }
    if (!header.matches("-1|[1-9]\\d{0,8}")) {
      throw CosmosError.badRequest("x-ms-max-item-count must be -1 or positive, not " + header);
    }
    int wanted = Integer.parseInt(header);
    return wanted == -1 ? Limits.MAX_PAGE : Math.min(wanted, Limits.MAX_PAGE);
  }
}
