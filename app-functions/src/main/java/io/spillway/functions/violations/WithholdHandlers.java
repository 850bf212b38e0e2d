package io.spillway.functions.violations;

import io.spillway.ReviewResult;
import io.spillway.Reviews;
import io.spillway.Withholding;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationId;
import io.spillway.wire.Codes;

/** Handlers for withholding published messages. */
final class WithholdHandlers {

  private final Reviews reviews;

  WithholdHandlers(Reviews reviews) {
    this.reviews = reviews;
  }

  ApiResponse withhold(Call call) {
    Body body = Body.of(call.request());
    Withholding asked = read(body, call.caller().name());
    body.orThrow();
    Query query = call.query();
    String stream = query.pathId("streamId");
    String message = query.pathId("messageId");
    query.orThrow();
    ReviewResult result = reviews.withhold(new ViolationId(stream, message), asked);
    if (result instanceof ReviewResult.NotFound) {
      throw ProblemException.notFound("No message with this id");
    }
    return ViolationResponses.answer(result);
  }

  /** Reads reason, note, category and severity; the caller checks the body. */
  static Withholding read(Body body, String moderator) {
    ReasonCode reason = body.code("reason", ReasonCode::ofCode, "is not a known reason code");
    Category category = body.code("category", Category::ofCode, "is not a known category");
    Severity severity =
        body.code(
            "severity",
            text -> Codes.parse(Severity.class, text),
            "must be low, medium, high or critical");
    return new Withholding(reason, body.fields().text("note"), moderator, category, severity);
  }
}
