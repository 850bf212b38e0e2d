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
 * Tries policies on what was judged before: without a classifier, since its scores are known. Cases
 * are given one by one, and not kept. Not for use by many threads.
 */
public final class PolicySimulation {

  private final Policy inForce;
  private final List<Run> runs = new ArrayList<>();
  private int cases;

  /** One policy's trial as it goes on. */
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
   * A simulation that has seen no case yet.
   *
   * @param inForce to which the others are compared, and which is tried as well
   * @param candidates what is tried, in this order
   * @param maxExamples most that each trial shows
   */
  public PolicySimulation(Policy inForce, List<Policy> candidates, int maxExamples) {
    this.inForce = requireNonNull(inForce, "inForce");
    runs.add(new Run(inForce, 0));
    candidates.forEach(candidate -> runs.add(new Run(candidate, maxExamples)));
  }

  /**
   * Tries each policy on one more case.
   *
   * @param past what was judged before
   */
  public void add(PastCase past) {
    Disposition before = Disposition.of(verdict(inForce, past));
    runs.forEach(run -> run.add(past, before));
    cases++;
  }

  /** {@return how many cases there were so far} */
  public int cases() {
    return cases;
  }

  /**
   * {@return what came of it so far: the policy in force first, then the candidates as they were
   * given}
   */
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
        : Judge.rejudge(policy, past.text(), past.classified());
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
