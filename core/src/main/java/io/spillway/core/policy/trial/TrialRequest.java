package io.spillway.core.policy.trial;

import io.spillway.core.InputCheck;
import io.spillway.ports.Ids;
import io.spillway.ports.policy.PolicyDraft;
import java.util.List;

/**
 * Request for a trial: candidate policies and a window of a stream's past. Numbers out of bounds
 * are refused with an {@link io.spillway.InvalidInputException} that names each.
 *
 * @param streamId the stream's id
 * @param window the part of the stream's past
 * @param isDefault whether the candidates replace the default policy, under the stream's own;
 *     otherwise they replace the stream's own
 * @param candidates the candidates, 1 to {@value #MAX_CANDIDATES}
 * @param maxExamples the most examples of each candidate, 0 to {@value #MAX_EXAMPLES}
 */
public record TrialRequest(
    String streamId,
    TrialWindow window,
    boolean isDefault,
    List<PolicyDraft> candidates,
    int maxExamples) {

  /** Most candidates of one request. */
  public static final int MAX_CANDIDATES = 3;

  /** Most examples of each candidate. */
  public static final int MAX_EXAMPLES = 100;

  /** Default number of examples. */
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
