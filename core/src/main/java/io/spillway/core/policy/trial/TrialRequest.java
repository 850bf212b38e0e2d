package io.spillway.core.policy.trial;

import io.spillway.core.InputCheck;
import io.spillway.ports.Ids;
import io.spillway.ports.policy.PolicyDraft;
import java.util.List;

/**
 * Which policies are to be tried on which past. Numbers out of bounds are refused with an {@link
 * io.spillway.InvalidInputException} that names each.
 *
 * @param streamId whose messages and violations
 * @param window which part of the stream's past
 * @param isDefault whether the candidates are to be the default policy, below the stream's own;
 *     otherwise they are to be the stream's own
 * @param candidates 1 to {@value #MAX_CANDIDATES}
 * @param maxExamples most that are shown of each candidate; 0 to {@value #MAX_EXAMPLES}
 */
public record TrialRequest(
    String streamId,
    TrialWindow window,
    boolean isDefault,
    List<PolicyDraft> candidates,
    int maxExamples) {

  /** Most policies that are tried at once. */
  public static final int MAX_CANDIDATES = 3;

  /** Most cases that may be shown for each. */
  public static final int MAX_EXAMPLES = 100;

  /** How many cases are shown when nobody says. */
  public static final int DEFAULT_EXAMPLES = 20;

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
