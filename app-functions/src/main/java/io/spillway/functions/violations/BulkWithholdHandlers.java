package io.spillway.functions.violations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.Withholding;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.violation.BulkWithholding;
import io.spillway.core.violation.BulkWithholding.Changed;
import io.spillway.core.violation.BulkWithholding.Outcome;
import io.spillway.core.violation.BulkWithholding.Preview;
import io.spillway.core.violation.BulkWithholding.Result;
import io.spillway.core.violation.BulkWithholding.Slice;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.ports.message.MessageFilter;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.util.Objects;

/** Handlers for withholding all published messages that match a filter. */
final class BulkWithholdHandlers {

  private final BulkWithholding bulk;

  BulkWithholdHandlers(BulkWithholding bulk) {
    this.bulk = bulk;
  }

  ApiResponse preview(Call call) {
    Query query = call.query();
    MessageFilter filter = filter(query);
    query.orThrow();
    return ApiResponse.json(200, json(Json.object(), bulk.preview(filter)));
  }

  ApiResponse apply(Call call) {
    Body body = Body.of(call.request());
    Withholding asked = WithholdHandlers.read(body, call.caller().name());
    Integer count = body.fields().wholeNumber("count");
    String bulkId = body.fields().text("bulkId");
    body.orThrow();
    Query query = call.query();
    MessageFilter filter = filter(query);
    String cursor = query.text("cursor");
    query.orThrow();
    return answer(bulk.apply(filter, asked, count, bulkId, cursor));
  }

  private static MessageFilter filter(Query query) {
    return MessageFilter.all()
        .inStream(query.id("streamId"))
        .byAuthor(query.name("author", MessageIntake.MAX_AUTHOR_LENGTH))
        .sentFrom(query.instant("from"))
        .sentBefore(query.instant("to"));
  }

  private static ApiResponse answer(Result result) {
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
    return node.put("count", preview.count())
        .put("bulkId", preview.bulkId())
        .put("to", Objects.requireNonNull(preview.filter().to()).toString());
  }

  private static ObjectNode json(Slice slice) {
    ObjectNode node =
        Json.object().put("complete", slice.isComplete()).put("nextCursor", slice.nextCursor());
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

  private static String code(Outcome outcome) {
    return Codes.code(outcome).replace('_', '-');
  }
}
