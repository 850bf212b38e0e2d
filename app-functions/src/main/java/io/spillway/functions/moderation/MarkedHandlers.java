package io.spillway.functions.moderation;

import io.spillway.InvalidInputException;
import io.spillway.core.message.MarkedMessages;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.ports.PageRequest;
import io.spillway.ports.violation.ViolationId;
import io.spillway.wire.Json;
import io.spillway.wire.MessageJson;
import io.spillway.wire.PageJson;

/** Handlers for published messages that a policy flagged for moderators. */
final class MarkedHandlers {

  private static final String KEEP = "keep";
  private static final String WITHHOLD = "withhold";

  private final MarkedMessages marked;

  MarkedHandlers(MarkedMessages marked) {
    this.marked = marked;
  }

  ApiResponse list(Call call) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    PageRequest page = query.page();
    query.orThrow();
    return ApiResponse.json(200, PageJson.write(marked.list(stream, page), MessageJson::write));
  }

  ApiResponse decide(Call call) {
    Body body = Body.of(call.request());
    String decision = body.fields().text("decision");
    String note = body.fields().text("note");
    body.orThrow();
    if (!KEEP.equals(decision) && !WITHHOLD.equals(decision)) {
      throw new InvalidInputException("decision", "must be keep or withhold");
    }
    Query query = call.query();
    String stream = query.pathId("streamId");
    String message = query.pathId("messageId");
    query.orThrow();
    ViolationId id = new ViolationId(stream, message);
    boolean isDone =
        KEEP.equals(decision)
            ? marked.keep(id, note, call.caller().name())
            : marked.withhold(id, call.caller().name()).isPresent();
    if (!isDone) {
      throw ProblemException.notFound("No flagged message with this id");
    }
    return ApiResponse.json(
        200, Json.object().put("violationId", id.toString()).put("decision", decision));
  }
}
