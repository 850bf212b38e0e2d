package io.spillway.functions.violations;

import io.spillway.InvalidInputException;
import io.spillway.Reviews;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.ETag;
import io.spillway.functions.http.Query;
import io.spillway.ports.PageRequest;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.wire.PageJson;

/** Handlers for listing and deciding violations. */
final class ViolationHandlers {

  private final ViolationStore violations;
  private final ViolationArchive archive;
  private final Reviews review;

  ViolationHandlers(ViolationStore violations, ViolationArchive archive, Reviews review) {
    this.violations = violations;
    this.archive = archive;
    this.review = review;
  }

  ApiResponse list(Call call) {
    Query query = call.query();
    ViolationFilter filter = ViolationResponses.filter(query, call.caller());
    PageRequest page = query.page();
    query.orThrow();
    return ApiResponse.json(
        200, PageJson.write(archive.list(filter, page), ViolationResponses::json));
  }

  ApiResponse get(Call call) {
    return violations
        .find(ViolationResponses.parse(call.path("violationId")))
        .map(ViolationResponses::answer)
        .orElseThrow(ViolationResponses::notFound);
  }

  ApiResponse decide(Call call) {
    ViolationId id = ViolationResponses.parse(call.path("violationId"));
    String version = ETag.require(call.request());
    return ViolationResponses.answer(
        review.decide(id, version, ReviewRequests.one(call.request(), call.caller())));
  }

  ApiResponse undo(Call call) {
    ViolationId id = ViolationResponses.parse(call.path("violationId"));
    String version = ETag.require(call.request());
    Body body = Body.orEmpty(call.request());
    String note = body.fields().text("note");
    String token = body.fields().text("claimToken");
    body.orThrow();
    return ViolationResponses.answer(review.undo(id, version, note, call.caller().name(), token));
  }

  ApiResponse assign(Call call) {
    ViolationId id = ViolationResponses.parse(call.path("violationId"));
    String version = ETag.require(call.request());
    Body body = Body.of(call.request());
    boolean hasAssignee = body.fields().names().contains("to");
    String assignee = body.fields().text("to");
    String note = body.fields().text("note");
    body.orThrow();
    if (!hasAssignee) {
      throw new InvalidInputException("to", "is required; null takes the assignment away");
    }
    return ViolationResponses.answer(
        review.assign(id, version, assignee, note, call.caller().name()));
  }
}
