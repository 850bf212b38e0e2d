package io.spillway.core.policy.trial;

import io.spillway.ports.moderation.Category;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one policy makes of past cases, beside the policy in force.
 *
 * @param version the policy's
 * @param changes how many cases go from which outcome by the policy in force to which by this one;
 *     those that stay are in it too
 * @param byCategory how right it is, for each category that it flags or that humans upheld
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
   * @param from what the policy in force makes of it
   * @param to what this one makes of it
   * @param category for which this policy flags or marks it; null when it publishes it
   * @param score of that category; 0 when it publishes it
   */
  public record Example(
      PastCase past, Disposition from, Disposition to, @Nullable Category category, double score) {}

  /**
   * {@return how many cases end so by this policy}
   *
   * @param to which end
   */
  public int count(Disposition to) {
    return changes.values().stream().mapToInt(row -> row.getOrDefault(to, 0)).sum();
  }

  /** {@return how many cases end otherwise than by the policy in force} */
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
