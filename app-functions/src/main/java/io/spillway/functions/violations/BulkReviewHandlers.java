package io.spillway.functions.violations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.violation.BulkResult;
import io.spillway.core.violation.BulkResult.Changed;
import io.spillway.core.violation.BulkResult.Outcome;
import io.spillway.core.violation.BulkResult.Preview;
import io.spillway.core.violation.BulkResult.Slice;
import io.spillway.core.violation.BulkReview;
import io.spillway.core.violation.BulkUndo;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationState;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.util.Objects;

/**
 * Handlers for one decision on all violations that match a filter, the same as the listing's, and
 * for its undo.
 */
final class BulkReviewHandlers {

  private final BulkReview bulk;
  private final BulkUndo undo;

  BulkReviewHandlers(BulkReview bulk, BulkUndo undo) {
    this.bulk = bulk;
    this.undo = undo;
  }

  ApiResponse preview(Call call) {
    ViolationState to = ReviewRequests.previewed(call.request());
    Query query = call.query();
    ViolationFilter filter = ViolationResponses.filter(query, call.caller());
    query.orThrow();
    return ApiResponse.json(
        200, json(Json.object(), bulk.preview(filter, to, call.caller().name())));
  }

  ApiResponse apply(Call call) {
    ReviewRequests asked = ReviewRequests.many(call.request(), call.caller());
    Query query = call.query();
    ViolationFilter filter = ViolationResponses.filter(query, call.caller());
    String cursor = query.text("cursor");
    query.orThrow();
    return answer(bulk.apply(filter, asked.decision(), asked.count(), asked.bulkId(), cursor));
  }

  ApiResponse undo(Call call) {
    Body body = Body.of(call.request());
    String bulkId = body.fields().text("bulkId");
    body.orThrow();
    Query query = call.query();
    String streamId = query.id("streamId");
    query.orThrow();
    BulkUndo.Result result = undo.undo(bulkId, call.caller().name(), streamId);
    ObjectNode node = Json.object().put("complete", result.isComplete());
    ObjectNode counts = node.putObject("counts");
    for (BulkUndo.Outcome outcome : BulkUndo.Outcome.values()) {
      counts.put(code(outcome), result.count(outcome));
    }
    return ApiResponse.json(200, node);
  }

  private static ApiResponse answer(BulkResult result) {
    if (result instanceof Changed changed) {
      String detail =
          "The filter matches " + changed.now().count() + " now; check the preview again";
      Problem problem =
          new Problem(409, "bulk-changed", "Selection changed since the preview", detail);
      throw ProblemException.of(json(problem.json(), changed.now()));
    }
    return ApiResponse.json(200, json((Slice) result));
  }

  private static ObjectNode json(ObjectNode node, Preview preview) {
    node.put("count", preview.count())
        .put("claimed", preview.claimed())
        .put("bulkId", preview.bulkId())
        .put("to", Objects.requireNonNull(preview.filter().to()).toString());
    return preview.hasMore() ? node.put("more", true) : node;
  }

  private static ObjectNode json(Slice slice) {
    ObjectNode node =
        Json.object()
            .put("complete", slice.isComplete())
            .put("nextCursor", slice.nextCursor())
            .put("remaining", slice.remaining());
    ObjectNode counts = node.putObject("counts");
    for (Outcome outcome : Outcome.values()) {
      counts.put(code(outcome), slice.count(outcome));
    }
    ArrayNode items = node.putArray("items");
    slice
        .items()
        .forEach(
            item ->
                items
                    .addObject()
                    .put("violationId", item.id().toString())
                    .put("outcome", code(item.outcome())));
    return node;
  }

  private static String code(Enum<?> outcome) {
    return Codes.code(outcome).replace('_', '-');
  }
}
