package io.spillway.functions.policies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.policy.Policies;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Refusal;
import io.spillway.ports.PageRequest;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.wire.PageJson;
import io.spillway.wire.PolicyRevisionJson;
import java.util.Optional;

/** Every revision that a policy ever had: verdicts refer to them. */
public final class PolicyVersionFunctions {

  private final HttpEntry http;
  private final Policies policies;

  public PolicyVersionFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.policies = spillway.policies();
  }

  @FunctionName("ListDefaultPolicyVersions")
  public HttpResponseMessage listOfDefault(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "policies/default/versions")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Query query = new Query(request);
          PageRequest page = query.page();
          query.orThrow();
          return list(PolicyScope.DEFAULT, page);
        });
  }

  @FunctionName("GetDefaultPolicyVersion")
  public HttpResponseMessage getOfDefault(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "policies/default/versions/{number}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("number") String number,
      ExecutionContext context) {
    return http.answer(
        request, context, Role.MODERATOR, caller -> get(PolicyScope.DEFAULT, number));
  }

  @FunctionName("ListStreamPolicyVersions")
  public HttpResponseMessage listOfStream(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "policies/streams/{streamId}/versions")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Query query = new Query(request);
          String stream = query.pathId("streamId", streamId);
          PageRequest page = query.page();
          query.orThrow();
          return list(PolicyScope.ofStream(stream), page);
        });
  }

  @FunctionName("GetStreamPolicyVersion")
  public HttpResponseMessage getOfStream(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "policies/streams/{streamId}/versions/{number}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      @BindingName("number") String number,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Query query = new Query(request);
          String stream = query.pathId("streamId", streamId);
          query.orThrow();
          return get(PolicyScope.ofStream(stream), number);
        });
  }

  /** Without the policies themselves, which would make a page of megabytes. */
  private Answer list(PolicyScope scope, PageRequest page) {
    return Answer.json(
        200, PageJson.write(policies.history(scope, page), PolicyVersionFunctions::summary));
  }

  private Answer get(PolicyScope scope, String number) {
    return policies
        .find(scope, PolicyAnswers.number(number))
        .map(PolicyAnswers::of)
        .orElseThrow(() -> Refusal.notFound("There is no revision with this number"));
  }

  private static ObjectNode summary(PolicyRevision revision) {
    ObjectNode node = PolicyRevisionJson.write(revision);
    node.remove("policy");
    return node.put("ends", revision.policy() == null);
  }
}
