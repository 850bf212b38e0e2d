package io.spillway.core.policy.trial;

import static java.util.Objects.requireNonNull;

import io.spillway.Policy;
import io.spillway.core.moderation.Judge;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Simulates policies on past cases, without a classifier, because its scores are stored. Cases are
 * added one by one, and not kept. Not thread-safe.
 */
public final class PolicySimulation {

  private final Policy inForce;
  private final List<Run> runs = new ArrayList<>();
  private int cases;

  /** Running trial of one policy. */
  private static final class Run {
    private final Policy policy;
    private final int maxExamples;
    private final Map<Disposition, Map<Disposition, Integer>> changes =
        new EnumMap<>(Disposition.class);
    private final Map<Category, PrecisionTally> byCategory = new EnumMap<>(Category.class);
    private final List<Trial.Example> examples = new ArrayList<>();

    Run(Policy policy, int maxExamples) {
      this.policy = policy;
      this.maxExamples = maxExamples;
    }

    void add(PastCase past, Disposition before) {
      Verdict verdict = verdict(policy, past);
      Disposition after = Disposition.of(verdict);
      changes
          .computeIfAbsent(before, from -> new EnumMap<>(Disposition.class))
          .merge(after, 1, Integer::sum);
      @Nullable Category category = category(verdict);
      if (verdict instanceof Verdict.Flagged flagged) {
        count(flagged.category(), PrecisionTally.flagged(past.judgement()));
      }
      if (past.judgement() == PastCase.Judgement.BAD && past.category() != null) {
        boolean isCaught = after == Disposition.WITHHELD;
        count(past.category(), new PrecisionTally(0, 0, 0, isCaught ? 0 : 1, isCaught ? 1 : 0));
      }
      if (before != after && examples.size() < maxExamples) {
        examples.add(new Trial.Example(past, before, after, category, score(verdict)));
      }
    }

    private void count(Category category, PrecisionTally more) {
      byCategory.merge(category, more, PrecisionTally::plus);
    }
  }

  /**
   * Creates a simulation without cases.
   *
   * @param inForce the policy in force, the base of comparison, which is simulated as well
   * @param candidates the candidate policies, in order
   * @param maxExamples the most examples of each trial
   */
  public PolicySimulation(Policy inForce, List<Policy> candidates, int maxExamples) {
    this.inForce = requireNonNull(inForce, "inForce");
    runs.add(new Run(inForce, 0));
    candidates.forEach(candidate -> runs.add(new Run(candidate, maxExamples)));
  }

  /**
   * Adds a case to each trial.
   *
   * @param past the case
   */
  public void add(PastCase past) {
    Disposition before = Disposition.of(verdict(inForce, past));
    runs.forEach(run -> run.add(past, before));
    cases++;
  }

  /** {@return the number of cases so far} */
  public int cases() {
    return cases;
  }

  /** {@return the results so far: the policy in force first, then the candidates in order} */
  public List<Trial> trials() {
    return runs.stream()
        .map(
            run ->
                new Trial(
                    run.policy.version(),
                    Map.copyOf(run.changes),
                    new EnumMap<>(run.byCategory),
                    List.copyOf(run.examples)))
        .toList();
  }

  private static Verdict verdict(Policy policy, PastCase past) {
    return past.isRefused()
        ? Judge.rejudgeRefused(policy, past.text(), past.classified())
        : Judge.rejudge(policy, past.text(), past.isExempt(policy), past.classified());
  }

  private static @Nullable Category category(Verdict verdict) {
    if (verdict instanceof Verdict.Flagged flagged) {
      return flagged.category();
    }
    return verdict instanceof Verdict.Marked marked ? marked.category() : null;
  }

  private static double score(Verdict verdict) {
    if (verdict instanceof Verdict.Flagged flagged) {
      return flagged.score();
    }
    return verdict instanceof Verdict.Marked marked ? marked.score() : 0;
  }
}
