package io.spillway.functions.policies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.Policies;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.ports.PageRequest;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.wire.PageJson;
import io.spillway.wire.PolicyRevisionJson;

/** Handlers for all past revisions of a policy, to which verdicts refer. */
final class PolicyVersionHandlers {

  private final Policies policies;

  PolicyVersionHandlers(Policies policies) {
    this.policies = policies;
  }

  ApiResponse listOfDefault(Call call) {
    Query query = call.query();
    PageRequest page = query.page();
    query.orThrow();
    return list(PolicyScope.DEFAULT, page);
  }

  ApiResponse getOfDefault(Call call) {
    return get(PolicyScope.DEFAULT, call.path("number"));
  }

  ApiResponse listOfStream(Call call) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    PageRequest page = query.page();
    query.orThrow();
    return list(PolicyScope.ofStream(stream), page);
  }

  ApiResponse getOfStream(Call call) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    query.orThrow();
    return get(PolicyScope.ofStream(stream), call.path("number"));
  }

  /** Lists revisions without their policies, which would make a page of megabytes. */
  private ApiResponse list(PolicyScope scope, PageRequest page) {
    return ApiResponse.json(
        200, PageJson.write(policies.history(scope, page), PolicyVersionHandlers::summary));
  }

  private ApiResponse get(PolicyScope scope, String number) {
    return policies
        .find(scope, PolicyResponses.number(number))
        .map(PolicyResponses::of)
        .orElseThrow(() -> ProblemException.notFound("No revision with this number"));
  }

  private static ObjectNode summary(PolicyRevision revision) {
    ObjectNode node = PolicyRevisionJson.write(revision);
    node.remove("policy");
    return node.put("ends", revision.policy() == null);
  }
}
