package io.spillway.functions.violations;

import io.spillway.Reviews;
import io.spillway.functions.http.Answer;
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

/** What moderators see and decide. */
final class ViolationHandlers {

  private final ViolationStore violations;
  private final ViolationArchive archive;
  private final Reviews review;

  ViolationHandlers(ViolationStore violations, ViolationArchive archive, Reviews review) {
    this.violations = violations;
    this.archive = archive;
    this.review = review;
  }

  Answer list(Call call) {
    Query query = call.query();
    ViolationFilter filter = ViolationAnswers.filter(query);
    PageRequest page = query.page();
    query.orThrow();
    return Answer.json(200, PageJson.write(archive.list(filter, page), ViolationAnswers::json));
  }

  Answer get(Call call) {
    return violations
        .find(ViolationAnswers.parse(call.path("violationId")))
        .map(ViolationAnswers::answer)
        .orElseThrow(ViolationAnswers::notFound);
  }

  Answer decide(Call call) {
    ViolationId id = ViolationAnswers.parse(call.path("violationId"));
    String version = ETag.required(call.request());
    return ViolationAnswers.answer(
        review.decide(id, version, ReviewRequests.one(call.request(), call.caller())));
  }

  Answer undo(Call call) {
    ViolationId id = ViolationAnswers.parse(call.path("violationId"));
    String version = ETag.required(call.request());
    Body body = Body.orEmpty(call.request());
    String note = body.fields().text("note");
    String token = body.fields().text("claimToken");
    body.orThrow();
    return ViolationAnswers.answer(review.undo(id, version, note, call.caller().name(), token));
  }
}
