package io.spillway.core.policy.trial;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying policies on the past.
 *
 * @param cases how many were tried
 * @param unmoderated messages left out, since no classifier ever scored them
 * @param unscored cases among those tried of which only what words and links said is known
 * @param continueTo when there were more cases than wanted: a window that ends here goes on with
 *     the next; null when all of them were tried
 * @param trials the policy in force first, then the candidates as they were given
 */
public record TrialResult(
    int cases, int unmoderated, int unscored, @Nullable Instant continueTo, List<Trial> trials) {

  public TrialResult {
    trials = List.copyOf(trials);
  }
}
