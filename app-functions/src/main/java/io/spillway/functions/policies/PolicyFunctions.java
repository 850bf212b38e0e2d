package io.spillway.functions.policies;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.moderation.Policy;
import io.spillway.core.policy.Policies;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.ETag;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Refusal;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.wire.Json;
import io.spillway.wire.PolicyJson;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The policies in force, and their change: the default by operators, a stream's by moderators. */
public final class PolicyFunctions {

  private final HttpEntry http;
  private final Policies policies;

  public PolicyFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.policies = spillway.policies();
  }

  @FunctionName("GetDefaultPolicy")
  public HttpResponseMessage getDefault(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "policies/default")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request, context, Role.MODERATOR, caller -> current(request, PolicyScope.DEFAULT));
  }

  @FunctionName("PutDefaultPolicy")
  public HttpResponseMessage putDefault(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.PUT,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "policies/default")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> write(request, () -> PolicyScope.DEFAULT, caller));
  }

  @FunctionName("GetStreamPolicy")
  public HttpResponseMessage getOfStream(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "policies/streams/{streamId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      ExecutionContext context) {
    return http.answer(
        request, context, Role.MODERATOR, caller -> current(request, scope(request, streamId)));
  }

  @FunctionName("PutStreamPolicy")
  public HttpResponseMessage putOfStream(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.PUT,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "policies/streams/{streamId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> write(request, () -> scope(request, streamId), caller));
  }

  @FunctionName("EndStreamPolicy")
  public HttpResponseMessage endOfStream(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.DELETE,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "policies/streams/{streamId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          scope(request, streamId);
          int seen = PolicyAnswers.number(ETag.required(request));
          return PolicyAnswers.of(policies.end(streamId, seen, "", caller.name()));
        });
  }

  /** What a stream's messages are judged by, with all that is inherited. */
  @FunctionName("GetEffectivePolicy")
  public HttpResponseMessage getEffective(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "policies/streams/{streamId}/effective")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          scope(request, streamId);
          Policy policy = policies.stored(streamId);
          return Answer.json(
              200,
              Json.object()
                  .put("streamId", streamId)
                  .put("version", policy.version())
                  .set("policy", PolicyJson.write(policy.draft())));
        });
  }

  private Answer current(HttpRequestMessage<Optional<String>> request, PolicyScope scope) {
    new Query(request).orThrow();
    return policies
        .current(scope)
        .map(PolicyAnswers::of)
        .orElseThrow(() -> Refusal.notFound("Nobody wrote a policy here: the inherited one holds"));
  }

  private Answer write(
      HttpRequestMessage<Optional<String>> request, Supplier<PolicyScope> scope, Caller caller) {
    Optional<String> seen = ETag.requiredOrNew(request);
    Body body = Body.of(request);
    String note = body.fields().text("note");
    DraftField draft = DraftField.required(body, "policy");
    @Nullable Integer number = seen.map(PolicyAnswers::number).orElse(null);
    return PolicyAnswers.of(
        policies.write(scope.get(), number, draft.policy(), note, caller.name()));
  }

  private static PolicyScope scope(HttpRequestMessage<Optional<String>> request, String streamId) {
    Query query = new Query(request);
    String stream = query.pathId("streamId", streamId);
    query.orThrow();
    return PolicyScope.ofStream(stream);
  }
}
