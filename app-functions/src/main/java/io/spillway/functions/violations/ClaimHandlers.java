package io.spillway.functions.violations;

import io.spillway.Claims;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Query;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;

/** Handlers for moderators' claims on violations. */
final class ClaimHandlers {

  private final Claims claims;

  ClaimHandlers(Claims claims) {
    this.claims = claims;
  }

  ApiResponse claim(Call call) {
    Body body = Body.orEmpty(call.request());
    Integer seconds = body.fields().wholeNumber("seconds");
    String token = body.fields().text("claimToken");
    body.orThrow();
    ViolationId id = ViolationResponses.parse(call.path("violationId"));
    return ViolationResponses.answer(claims.claim(id, call.caller().name(), seconds, token));
  }

  ApiResponse release(Call call) {
    Body body = Body.of(call.request());
    String token = body.fields().text("claimToken");
    body.orThrow();
    return ViolationResponses.answer(
        claims.release(ViolationResponses.parse(call.path("violationId")), token));
  }

  ApiResponse claimNext(Call call) {
    Body body = Body.orEmpty(call.request());
    Integer seconds = body.fields().wholeNumber("seconds");
    body.orThrow();
    Query query = call.query();
    ViolationFilter filter = ViolationResponses.filter(query, call.caller());
    query.orThrow();
    return ViolationResponses.answer(claims.claimNext(filter, call.caller().name(), seconds));
  }
}
