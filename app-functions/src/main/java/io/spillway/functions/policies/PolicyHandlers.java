package io.spillway.functions.policies;

import io.spillway.Policies;
import io.spillway.Policy;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.ETag;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.wire.Json;
import io.spillway.wire.PolicyJson;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Handlers for current policies and their changes: the default's by operators, a stream's by
 * moderators.
 */
final class PolicyHandlers {

  private final Policies policies;

  PolicyHandlers(Policies policies) {
    this.policies = policies;
  }

  ApiResponse getDefault(Call call) {
    return current(call, PolicyScope.DEFAULT);
  }

  ApiResponse putDefault(Call call) {
    return write(call, () -> PolicyScope.DEFAULT);
  }

  ApiResponse getOfStream(Call call) {
    return current(call, scope(call));
  }

  ApiResponse putOfStream(Call call) {
    return write(call, () -> scope(call));
  }

  ApiResponse endOfStream(Call call) {
    String streamId = stream(call);
    int seen = PolicyResponses.number(ETag.require(call.request()));
    return PolicyResponses.of(policies.end(streamId, seen, "", call.caller().name()));
  }

  /** Returns a stream's effective policy, with all inherited parts. */
  ApiResponse getEffective(Call call) {
    String streamId = stream(call);
    Policy policy = policies.stored(streamId);
    return ApiResponse.json(
        200,
        Json.object()
            .put("streamId", streamId)
            .put("version", policy.version())
            .set("policy", PolicyJson.write(policy.draft())));
  }

  private ApiResponse current(Call call, PolicyScope scope) {
    call.query().orThrow();
    return policies
        .current(scope)
        .map(PolicyResponses::of)
        .orElseThrow(() -> ProblemException.notFound("No policy set; the default applies"));
  }

  private ApiResponse write(Call call, Supplier<PolicyScope> scope) {
    Optional<String> seen = ETag.requiredOrNew(call.request());
    Body body = Body.of(call.request());
    String note = body.fields().text("note");
    DraftField draft = DraftField.required(body, "policy");
    @Nullable Integer number = seen.map(PolicyResponses::number).orElse(null);
    return PolicyResponses.of(
        policies.write(scope.get(), number, draft.policy(), note, call.caller().name()));
  }

  private static PolicyScope scope(Call call) {
    return PolicyScope.ofStream(stream(call));
  }

  private static String stream(Call call) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    query.orThrow();
    return stream;
  }
}
