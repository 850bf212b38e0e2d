package io.spillway.core.policy.trial;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of a trial.
 *
 * @param cases the number of cases
 * @param unmoderated the number of messages left out because no classifier scored them, or a
 *     moderator kept them
 * @param unscored the number of cases with scores of local rules only
 * @param continueTo the end of the next window, if there were more cases than wanted; null if all
 *     were tried
 * @param trials the results: the policy in force first, then the candidates in order
 */
public record TrialResult(
    int cases, int unmoderated, int unscored, @Nullable Instant continueTo, List<Trial> trials) {

  public TrialResult {
    trials = List.copyOf(trials);
  }
}
