package io.spillway.functions.policies;

import io.spillway.Policies;
import io.spillway.Policy;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.ETag;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Refusal;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.wire.Json;
import io.spillway.wire.PolicyJson;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The policies in force, and their change: the default by operators, a stream's by moderators. */
final class PolicyHandlers {

  private final Policies policies;

  PolicyHandlers(Policies policies) {
    this.policies = policies;
  }

  Answer getDefault(Call call) {
    return current(call, PolicyScope.DEFAULT);
  }

  Answer putDefault(Call call) {
    return write(call, () -> PolicyScope.DEFAULT);
  }

  Answer getOfStream(Call call) {
    return current(call, scope(call));
  }

  Answer putOfStream(Call call) {
    return write(call, () -> scope(call));
  }

  Answer endOfStream(Call call) {
    String streamId = stream(call);
    int seen = PolicyAnswers.number(ETag.required(call.request()));
    return PolicyAnswers.of(policies.end(streamId, seen, "", call.caller().name()));
  }

  /** What a stream's messages are judged by, with all that is inherited. */
  Answer getEffective(Call call) {
    String streamId = stream(call);
    Policy policy = policies.stored(streamId);
    return Answer.json(
        200,
        Json.object()
            .put("streamId", streamId)
            .put("version", policy.version())
            .set("policy", PolicyJson.write(policy.draft())));
  }

  private Answer current(Call call, PolicyScope scope) {
    call.query().orThrow();
    return policies
        .current(scope)
        .map(PolicyAnswers::of)
        .orElseThrow(() -> Refusal.notFound("Nobody wrote a policy here: the inherited one holds"));
  }

  private Answer write(Call call, Supplier<PolicyScope> scope) {
    Optional<String> seen = ETag.requiredOrNew(call.request());
    Body body = Body.of(call.request());
    String note = body.fields().text("note");
    DraftField draft = DraftField.required(body, "policy");
    @Nullable Integer number = seen.map(PolicyAnswers::number).orElse(null);
    return PolicyAnswers.of(
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
