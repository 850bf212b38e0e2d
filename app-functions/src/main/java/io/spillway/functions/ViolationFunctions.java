package io.spillway.functions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.InvalidInputException;
import io.spillway.core.violation.ReviewResult;
import io.spillway.core.violation.ViolationReview;
import io.spillway.functions.entry.Answer;
import io.spillway.functions.entry.Body;
import io.spillway.functions.entry.Caller;
import io.spillway.functions.entry.ETag;
import io.spillway.functions.entry.HttpEntry;
import io.spillway.functions.entry.Problem;
import io.spillway.functions.entry.Query;
import io.spillway.functions.entry.Refusal;
import io.spillway.functions.entry.Role;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.wire.Codes;
import io.spillway.wire.PageJson;
import io.spillway.wire.ViolationJson;
import java.util.Optional;

/** What moderators see and decide. */
public final class ViolationFunctions {

  private final HttpEntry http;
  private final ViolationStore violations;
  private final ViolationReview review;

  public ViolationFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.violations = spillway.adapters().violations();
    this.review = spillway.violationReview();
  }

  @FunctionName("ListViolations")
  public HttpResponseMessage list(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "violations")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Query query = new Query(request);
          ViolationFilter filter = filter(query);
          PageRequest page = query.page();
          query.orThrow();
          return Answer.json(
              200, PageJson.write(violations.list(filter, page), ViolationFunctions::json));
        });
  }

  @FunctionName("GetViolation")
  public HttpResponseMessage get(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "violations/{violationId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("violationId") String violationId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller ->
            violations
                .find(parse(violationId))
                .map(ViolationFunctions::answer)
                .orElseThrow(ViolationFunctions::notFound));
  }

  @FunctionName("DecideViolation")
  public HttpResponseMessage decide(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.PATCH,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "violations/{violationId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("violationId") String violationId,
      ExecutionContext context) {
    return http.answer(
        request, context, Role.MODERATOR, caller -> answer(decide(request, violationId, caller)));
  }

  private ReviewResult decide(
      HttpRequestMessage<Optional<String>> request, String violationId, Caller caller) {
    ViolationId id = parse(violationId);
    String version = ETag.required(request);
    Body body = Body.of(request);
    String state = body.fields().text("state");
    String note = body.fields().text("note");
    body.orThrow();
    ViolationState to =
        Codes.parse(ViolationState.class, state == null ? "" : state)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "state", "must be upheld, dismissed, reopened or escalated"));
    return review.decide(id, version, to, note == null ? "" : note, caller.name());
  }

  private static ViolationFilter filter(Query query) {
    return new ViolationFilter(
        query.code("state", ViolationState.class),
        query.id("streamId"),
        query.one("category", Category::ofCode, "the categories' names, such as harassment"),
        query.code("severity", Severity.class),
        query.text("author", 200),
        query.text("q", ViolationFilter.MAX_TEXT_LENGTH),
        query.instant("from"),
        query.instant("to"));
  }

  private static ViolationId parse(String id) {
    return ViolationId.parse(id).orElseThrow(ViolationFunctions::notFound);
  }

  private static Refusal notFound() {
    return Refusal.notFound("There is no violation with this id");
  }

  private static Answer answer(ReviewResult result) {
    if (result instanceof ReviewResult.Decided decided) {
      return answer(decided.violation());
    }
    if (result instanceof ReviewResult.Stale stale) {
      throw stale(stale.current());
    }
    if (result instanceof ReviewResult.NotAllowed notAllowed) {
      throw notAllowed(notAllowed);
    }
    throw notFound();
  }

  private static Answer answer(Versioned<Violation> found) {
    return Answer.json(200, json(found)).with("ETag", ETag.of(found.version()));
  }

  private static ObjectNode json(Versioned<Violation> found) {
    return ViolationJson.shown(found.value()).put("etag", ETag.of(found.version()));
  }

  private static Refusal stale(Versioned<Violation> current) {
    AuditEntry last = current.value().lastStep();
    Problem problem =
        new Problem(
            412,
            "version-stale",
            "Somebody else was first",
            last.who() + " changed it to " + Codes.code(last.to()) + " at " + last.at());
    return refusal(problem, current);
  }

  private static Refusal notAllowed(ReviewResult.NotAllowed notAllowed) {
    Problem problem =
        new Problem(
            409,
            "step-not-allowed",
            "The violation cannot go there from where it stands",
            notAllowed.reason());
    return refusal(problem, notAllowed.current());
  }

  private static Refusal refusal(Problem problem, Versioned<Violation> current) {
    AuditEntry last = current.value().lastStep();
    ObjectNode body =
        problem
            .json()
            .put("state", Codes.code(current.value().state()))
            .put("decidedBy", last.who())
            .put("decidedAt", last.at().toString());
    return Refusal.of(body).with("ETag", ETag.of(current.version()));
  }
}
