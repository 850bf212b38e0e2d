package io.spillway.functions.authors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.AppealResult;
import io.spillway.AuthorHistory;
import io.spillway.Authors;
import io.spillway.StandingRules;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.violation.Appeals;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.ports.SortableTime;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import io.spillway.wire.JsonFields;
import io.spillway.wire.RestrictionJson;

/** Handlers for authors: standing and appeals. */
final class AuthorHandlers {

  private final Authors authors;

  AuthorHandlers(Authors authors) {
    this.authors = authors;
  }

  ApiResponse get(Call call) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    String name = query.pathName("author", MessageIntake.MAX_AUTHOR_LENGTH);
    query.orThrow();
    return ApiResponse.json(200, history(stream, name));
  }

  /** Answers as {@link #get} for any name, from the query. */
  ApiResponse getByQuery(Call call) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    String name = query.requiredName("author", MessageIntake.MAX_AUTHOR_LENGTH);
    query.orThrow();
    return ApiResponse.json(200, history(stream, name));
  }

  ApiResponse appeal(Call call) {
    Body body = Body.of(call.request());
    JsonFields fields = body.fields();
    String author = fields.text("author");
    String text = fields.text("text");
    body.orThrow();
    ViolationId violation =
        ViolationId.parse(call.path("violationId")).orElseThrow(AuthorHandlers::notFound);
    return answer(authors.appeal(violation, author, text));
  }

  private static ApiResponse answer(AppealResult result) {
    if (result instanceof AppealResult.Accepted accepted) {
      Violation violation = accepted.violation().value();
      return ApiResponse.json(
          202,
          Json.object()
              .put("violationId", violation.id().toString())
              .put("state", Codes.code(violation.state())));
    }
    if (result instanceof AppealResult.NotAllowed notAllowed) {
      throw ProblemException.of(
          new Problem(409, "appeal-not-allowed", "Appeal not allowed", notAllowed.reason()));
    }
    throw notFound();
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("This author has no violation with this id");
  }

  private ObjectNode history(String streamId, String author) {
    AuthorHistory history = authors.history(streamId, author);
    ObjectNode node = Json.object().put("streamId", streamId).put("author", author);
    node.setAll(standing(history));
    ArrayNode recent = node.putArray("recent");
    history.recent().forEach(found -> recent.add(summary(found.value())));
    return node;
  }

  /** Returns strikes, effect, restriction and rules. */
  static ObjectNode standing(AuthorHistory history) {
    ObjectNode node =
        Json.object()
            .put("strikes", history.standing().strikes())
            .put("effect", Codes.code(history.standing().effect()));
    if (history.standing().restriction() != null) {
      node.set("restriction", RestrictionJson.write(history.standing().restriction()));
    }
    StandingRules rules = history.rules();
    node.putObject("rules")
        .put("strikeDays", rules.strikeDays())
        .put("warnAt", rules.warnAt())
        .put("slowAt", rules.slowAt())
        .put("slowSeconds", rules.slowSeconds())
        .put("holdAt", rules.holdAt());
    return node;
  }

  private static ObjectNode summary(Violation violation) {
    return Json.object()
        .put("violationId", violation.id().toString())
        .put("heldAt", SortableTime.text(violation.heldAt()))
        .put("state", Codes.code(violation.state()))
        .put("category", violation.verdict().category().code())
        .put("severity", violation.verdict().severity().name())
        .put("text", violation.text())
        .put("appeals", Appeals.count(violation));
  }
}
