package io.spillway.core.policy.trial;

import io.spillway.ports.moderation.Category;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Result of one policy on past cases, compared with the policy in force.
 *
 * @param version the policy's version
 * @param changes the number of cases by outcome of the policy in force and outcome of this policy,
 *     unchanged ones included
 * @param byCategory the precision, for each category that the policy flags or that moderators
 *     upheld
 * @param examples the first cases whose outcome changes
 */
public record Trial(
    String version,
    Map<Disposition, Map<Disposition, Integer>> changes,
    Map<Category, PrecisionTally> byCategory,
    List<Example> examples) {

  /**
   * A case whose outcome changes.
   *
   * @param past the case
   * @param from the outcome by the policy in force
   * @param to the outcome by this policy
   * @param category the category for which this policy flags or marks the case; null if it
   *     publishes it
   * @param score the score of that category; 0 if the policy publishes the case
   */
  public record Example(
      PastCase past, Disposition from, Disposition to, @Nullable Category category, double score) {}

  /**
   * {@return the number of cases with an outcome by this policy}
   *
   * @param to the outcome
   */
  public int count(Disposition to) {
    return changes.values().stream().mapToInt(row -> row.getOrDefault(to, 0)).sum();
  }

  /** {@return the number of cases whose outcome changes} */
  public int changed() {
    int all = 0;
    for (Map.Entry<Disposition, Map<Disposition, Integer>> row : changes.entrySet()) {
      for (Map.Entry<Disposition, Integer> cell : row.getValue().entrySet()) {
        all += row.getKey() == cell.getKey() ? 0 : cell.getValue();
      }
    }
    return all;
  }
}
