package io.spillway.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Moderators and operators who write policies on the version they last read, which may be old. */
final class Policymakers {

  static final List<PolicyScope> SCOPES =
      List.of(PolicyScope.DEFAULT, PolicyScope.ofStream("red"), PolicyScope.ofStream("blue"));

  private static final String[] NAMES = {"mia", "pat"};

  /** Number of the policy by which reports withhold. */
  static final int WEIGHING = 6;

  /** None of them allows toxic texts; one is invalid. */
  private static final List<String> POLICIES =
      List.of(
          "{}",
          "{\"words\":{\"banned\":{\"other\":\"spam\"}}}",
          "{\"words\":{\"suspect\":{\"some\":\"spam\"}},\"rules\":{\"spam\":{\"threshold\":0.3}}}",
          "{\"rates\":{\"messages\":{\"most\":2,\"seconds\":60}}}",
          "{\"standing\":{\"warnAt\":0,\"slowAt\":0,\"holdAt\":1}}",
          "{\"rules\":{\"spam\":{\"threshold\":7}}}",
          "{\"reports\":{\"withholdAt\":2}}",
          "{\"words\":{\"suspect\":{\"some\":\"spam\"}},"
              + "\"rules\":{\"spam\":{\"threshold\":0.3,\"action\":\"mark\"}}}");

  /**
   * Attempted change of a policy.
   *
   * @param number the revision's number; 0 if it was rejected
   * @param note a unique note; empty for an end, which has none
   */
  record Attempt(PolicyScope scope, String who, int number, String note) {}

  private final World world;
  private final Map<String, String> seen = new HashMap<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private int notes;

  Policymakers(World world) {
    this.world = world;
  }

  void write(ScriptStep step) {
    PolicyScope scope = SCOPES.get(step.a() % SCOPES.size());
    String note = "policy-" + ++notes;
    ObjectNode body = Json.object().put("note", note);
    body.set("policy", Json.readObject(POLICIES.get(step.b() % POLICIES.size())));
    SimulatedRequest request =
        onTopOf(lookedAt(step, scope), SimulatedRequest.of(name(step), body));
    recordAttempt(step, scope, note, ask(step, scope, request, HttpMethod.PUT));
  }

  /** Ends a stream's policy, so that the default applies. */
  void end(ScriptStep step) {
    PolicyScope scope = SCOPES.get(1 + step.a() % 2);
    SimulatedRequest request = onTopOf(lookedAt(step, scope), SimulatedRequest.empty(name(step)));
    recordAttempt(step, scope, "", ask(step, scope, request, HttpMethod.DELETE));
  }

  private static SimulatedRequest onTopOf(@Nullable String etag, SimulatedRequest request) {
    return etag == null ? request.whereNothingIs() : request.ifMatch(etag);
  }

  private @Nullable String lookedAt(ScriptStep step, PolicyScope scope) {
    String key = name(step) + scope;
    if (step.c() < 8 || !seen.containsKey(key)) {
      keep(key, ask(step, scope, SimulatedRequest.empty(name(step)), HttpMethod.GET));
    }
    return seen.get(key);
  }

  private void keep(String key, @Nullable Reply reply) {
    String etag = reply == null ? null : reply.getHeader("ETag");
    if (etag != null) {
      seen.put(key, etag);
    } else if (reply != null && reply.status() == 404) {
      seen.remove(key);
    }
  }

  private @Nullable Reply ask(
      ScriptStep step, PolicyScope scope, SimulatedRequest request, HttpMethod method) {
    String stream = scope.streamId();
    return world.ask(
        step.process(),
        stream == null
            ? request.to(method, "policies", "default")
            : request.to(method, "policies", "streams", stream));
  }

  private void recordAttempt(
      ScriptStep step, PolicyScope scope, String note, @Nullable Reply reply) {
    if (reply == null || reply.isUnsure()) {
      return;
    }
    keep(name(step) + scope, reply);
    int number = reply.isOk() ? reply.body().path("number").asInt() : 0;
    attempts.add(new Attempt(scope, name(step), number, note));
    if (reply.isOk()) {
      requireAudited(scope, name(step), number);
    }
  }

  private void requireAudited(PolicyScope scope, String name, int number) {
    String version = (scope.streamId() == null ? "default-" : "stream-") + number;
    world
        .audit()
        .require(
            AuditAction.CHANGE_POLICY,
            entry ->
                entry.who().equals(name)
                    && version.equals(entry.policyVersion())
                    && Objects.equals(entry.streamId(), scope.streamId()),
            false,
            version);
  }

  private static String name(ScriptStep step) {
    return NAMES[step.b() % NAMES.length];
  }

  List<Attempt> attempts() {
    return attempts;
  }
}
