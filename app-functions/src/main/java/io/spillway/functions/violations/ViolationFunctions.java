package io.spillway.functions.violations;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.violation.ReviewResult;
import io.spillway.core.violation.ViolationReview;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.ETag;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.ports.PageRequest;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.wire.PageJson;
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
          ViolationFilter filter = ViolationAnswers.filter(query);
          PageRequest page = query.page();
          query.orThrow();
          return Answer.json(
              200, PageJson.write(violations.list(filter, page), ViolationAnswers::json));
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
                .find(ViolationAnswers.parse(violationId))
                .map(ViolationAnswers::answer)
                .orElseThrow(ViolationAnswers::notFound));
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
        request,
        context,
        Role.MODERATOR,
        caller -> ViolationAnswers.answer(decide(request, violationId, caller)));
  }

  @FunctionName("UndoDecision")
  public HttpResponseMessage undo(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "violations/{violationId}/undo")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("violationId") String violationId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> ViolationAnswers.answer(undo(request, violationId, caller)));
  }

  private ReviewResult decide(
      HttpRequestMessage<Optional<String>> request, String violationId, Caller caller) {
    ViolationId id = ViolationAnswers.parse(violationId);
    String version = ETag.required(request);
    return review.decide(id, version, ReviewRequests.one(request, caller));
  }

  private ReviewResult undo(
      HttpRequestMessage<Optional<String>> request, String violationId, Caller caller) {
    ViolationId id = ViolationAnswers.parse(violationId);
    String version = ETag.required(request);
    Body body = Body.orEmpty(request);
    String note = body.fields().text("note");
    String token = body.fields().text("claimToken");
    body.orThrow();
    return review.undo(id, version, note, caller.name(), token);
  }
}
