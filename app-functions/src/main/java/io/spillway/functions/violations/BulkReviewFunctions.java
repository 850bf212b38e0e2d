package io.spillway.functions.violations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.violation.BulkResult;
import io.spillway.core.violation.BulkResult.Applied;
import io.spillway.core.violation.BulkResult.Changed;
import io.spillway.core.violation.BulkResult.Outcome;
import io.spillway.core.violation.BulkResult.Preview;
import io.spillway.core.violation.BulkReview;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Refusal;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationState;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.util.Objects;
import java.util.Optional;

/** One decision about all violations that pass a filter: the listing's own. */
public final class BulkReviewFunctions {

  private final HttpEntry http;
  private final BulkReview bulk;

  public BulkReviewFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.bulk = spillway.reviewDesk().bulk();
  }

  @FunctionName("PreviewBulkDecision")
  public HttpResponseMessage preview(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "violations/bulk/preview")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          ViolationState to = ReviewRequests.previewed(request);
          return answer(bulk.preview(filter(request), to));
        });
  }

  @FunctionName("ApplyBulkDecision")
  public HttpResponseMessage apply(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "violations/bulk/apply")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          ReviewRequests asked = ReviewRequests.many(request, caller);
          return answer(
              bulk.apply(filter(request), asked.decision(), asked.count(), asked.bulkId()));
        });
  }

  private static ViolationFilter filter(HttpRequestMessage<?> request) {
    Query query = new Query(request);
    ViolationFilter filter = ViolationAnswers.filter(query);
    query.orThrow();
    return filter;
  }

  private static Answer answer(BulkResult result) {
    if (result instanceof Preview preview) {
      return Answer.json(200, json(Json.object(), preview));
    }
    if (result instanceof Applied applied) {
      return Answer.json(200, json(applied));
    }
    if (result instanceof Changed changed) {
      String detail = "The filter passes " + changed.now().count() + " now; look at them first";
      Problem problem = new Problem(409, "bulk-changed", "It is not what was previewed", detail);
      throw Refusal.of(json(problem.json(), changed.now()));
    }
    String detail = "A bulk decision is about " + BulkReview.MAX_VIOLATIONS + " at most";
    throw Refusal.of(new Problem(409, "bulk-too-large", "The filter passes too many", detail));
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
