package io.spillway.functions.violations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.violation.BulkResult;
import io.spillway.core.violation.BulkResult.Applied;
import io.spillway.core.violation.BulkResult.Changed;
import io.spillway.core.violation.BulkResult.Outcome;
import io.spillway.core.violation.BulkResult.Preview;
import io.spillway.core.violation.BulkReview;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationState;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.util.Objects;

/** Handlers for one decision on all violations that match a filter, the same as the listing's. */
final class BulkReviewHandlers {

  private final BulkReview bulk;

  BulkReviewHandlers(BulkReview bulk) {
    this.bulk = bulk;
  }

  ApiResponse preview(Call call) {
    ViolationState to = ReviewRequests.previewed(call.request());
    return answer(bulk.preview(filter(call), to));
  }

  ApiResponse apply(Call call) {
    ReviewRequests asked = ReviewRequests.many(call.request(), call.caller());
    return answer(bulk.apply(filter(call), asked.decision(), asked.count(), asked.bulkId()));
  }

  private static ViolationFilter filter(Call call) {
    Query query = call.query();
    ViolationFilter filter = ViolationResponses.filter(query);
    query.orThrow();
    return filter;
  }

  private static ApiResponse answer(BulkResult result) {
    if (result instanceof Preview preview) {
      return ApiResponse.json(200, json(Json.object(), preview));
    }
    if (result instanceof Applied applied) {
      return ApiResponse.json(200, json(applied));
    }
    if (result instanceof Changed changed) {
      String detail =
          "The filter matches " + changed.now().count() + " now; check the preview again";
      Problem problem =
          new Problem(409, "bulk-changed", "Selection changed since the preview", detail);
      throw ProblemException.of(json(problem.json(), changed.now()));
    }
    String detail =
        "A bulk decision is limited to " + BulkReview.MAX_VIOLATIONS + "; narrow the filter";
    throw ProblemException.of(new Problem(409, "bulk-too-large", "Too many matches", detail));
  }

  private static ObjectNode json(ObjectNode node, Preview preview) {
    return node.put("count", preview.count())
        .put("claimed", preview.claimed())
        .put("bulkId", preview.bulkId())
        .put("to", Objects.requireNonNull(preview.filter().to()).toString());
  }

  private static ObjectNode json(Applied applied) {
    ObjectNode node = Json.object().put("complete", applied.isComplete());
    ObjectNode counts = node.putObject("counts");
    for (Outcome outcome : Outcome.values()) {
      counts.put(code(outcome), applied.count(outcome));
    }
    ArrayNode items = node.putArray("items");
    applied
        .items()
        .forEach(
            item ->
                items
                    .addObject()
                    .put("violationId", item.id().toString())
                    .put("outcome", code(item.outcome())));
    return node;
  }

  private static String code(Outcome outcome) {
    return Codes.code(outcome).replace('_', '-');
  }
}
