package io.spillway.functions.policies;

import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.Policy;
import io.spillway.functions.http.Body;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.wire.PolicyJson;
import java.util.List;

/** A policy in a request's body. */
record DraftField(PolicyDraft policy) {

  /** Refuses the body for all that is wrong in it, the policy's own rules included. */
  static DraftField required(Body body, String name) {
    boolean isThere = body.fields().has(name);
    PolicyDraft policy = PolicyJson.read(body.fields().object(name));
    body.orThrow(problems(policy, name));
    if (!isThere) {
      throw new InvalidInputException(name, "is required: a policy, which may be empty");
    }
    return new DraftField(policy);
  }

  /** What is wrong with a policy by its own rules, by the path in the body. */
  static List<InvalidField> problems(PolicyDraft policy, String name) {
    return Policy.problems(policy).stream()
        .map(bad -> new InvalidField(name + "." + bad.field(), bad.message()))
        .toList();
  }
}
