package io.spillway.functions.violations;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.violation.ClaimResult;
import io.spillway.core.violation.ViolationClaims;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.ports.violation.ViolationFilter;
import java.util.Optional;

/** Lends violations to moderators. */
public final class ClaimFunctions {

  private final HttpEntry http;
  private final ViolationClaims claims;

  public ClaimFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.claims = spillway.reviewDesk().claims();
  }

  @FunctionName("ClaimViolation")
  public HttpResponseMessage claim(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "violations/{violationId}/claim")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("violationId") String violationId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> ViolationAnswers.answer(claim(request, violationId, caller)));
  }

  @FunctionName("ReleaseClaim")
  public HttpResponseMessage release(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "violations/{violationId}/claim/release")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("violationId") String violationId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Body body = Body.of(request);
          String token = body.fields().text("claimToken");
          body.orThrow();
          return ViolationAnswers.answer(
              claims.release(ViolationAnswers.parse(violationId), token));
        });
  }

  @FunctionName("ClaimNextViolation")
  public HttpResponseMessage claimNext(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "violations/claim-next")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Body body = Body.orEmpty(request);
          Integer seconds = body.fields().wholeNumber("seconds");
          body.orThrow();
          Query query = new Query(request);
          ViolationFilter filter = ViolationAnswers.filter(query);
          query.orThrow();
          return ViolationAnswers.answer(claims.claimNext(filter, caller.name(), seconds));
        });
  }

  private ClaimResult claim(
      HttpRequestMessage<Optional<String>> request, String violationId, Caller caller) {
    Body body = Body.orEmpty(request);
    Integer seconds = body.fields().wholeNumber("seconds");
    String token = body.fields().text("claimToken");
    body.orThrow();
    return claims.claim(ViolationAnswers.parse(violationId), caller.name(), seconds, token);
  }
}
