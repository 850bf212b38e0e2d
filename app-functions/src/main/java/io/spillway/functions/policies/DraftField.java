package io.spillway.functions.policies;

import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.Policy;
import io.spillway.functions.http.Body;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.wire.PolicyJson;
import java.util.List;

/** Policy in a request's body. */
record DraftField(PolicyDraft policy) {

  /**
   * Parses the policy. Rejects the body with every problem, including violations of the policy's
   * own rules.
   */
  static DraftField required(Body body, String name) {
    boolean isThere = body.fields().has(name);
    PolicyDraft policy = PolicyJson.read(body.fields().object(name));
    body.orThrow(problems(policy, name));
    if (!isThere) {
      throw new InvalidInputException(name, "is required: a policy, which may be empty");
    }
    return new DraftField(policy);
  }

  /** Returns the problems of a policy by its own rules, by their path in the body. */
  static List<InvalidField> problems(PolicyDraft policy, String name) {
    return Policy.problems(policy).stream()
        .map(bad -> new InvalidField(name + "." + bad.field(), bad.message()))
        .toList();
  }
}
