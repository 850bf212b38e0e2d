package io.spillway.core.policy;

import io.spillway.core.InputCheck;
import io.spillway.ports.Ids;
import io.spillway.ports.policy.PolicyDraft;
import java.util.List;

/**
 * Which policies are to be tried on which past.
 *
 * @param streamId whose messages and violations
 * @param isDefault whether the candidates are to be the default policy, below the stream's own;
 *     otherwise they are to be the stream's own
 * @param candidates 1 to {@value #MAX_CANDIDATES}
 * @param maxExamples most that are shown of each candidate; 0 to {@value #MAX_EXAMPLES}
 */
public record TrialRequest(
    String streamId,
    Window window,
    boolean isDefault,
    List<PolicyDraft> candidates,
    int maxExamples) {

  public static final int MAX_CANDIDATES = 3;
  public static final int MAX_EXAMPLES = 100;
  public static final int DEFAULT_EXAMPLES = 20;

  /** Throws {@link io.spillway.core.InvalidInputException} naming each number out of bounds. */
  public TrialRequest {
    Ids.require("streamId", streamId);
    candidates = List.copyOf(candidates);
    InputCheck check = new InputCheck();
    check.number("maxExamples", maxExamples, 0, MAX_EXAMPLES);
    if (candidates.isEmpty() || candidates.size() > MAX_CANDIDATES) {
      check.reject("candidates", "must be 1 to " + MAX_CANDIDATES);
    }
    check.orThrow();
  }
}
