package io.spillway.core.policy.trial;

import static java.util.Objects.requireNonNull;

import io.spillway.core.policy.trial.PastCase.Judgement;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Computes the precision of automated flagging, using moderators' decisions as ground truth. */
public final class ModerationQuality {

  private final ViolationArchive violations;

  /**
   * Creates the report of a store.
   *
   * @param violations the listing of violations
   */
  public ModerationQuality(ViolationArchive violations) {
    this.violations = requireNonNull(violations, "violations");
  }

  /**
   * Source of a flag, and its category.
   *
   * @param category the flagged category
   * @param classifier the classifier's name; {@code local-floor} for words and links
   * @param model the classifier's model
   * @param promptVersion the version of the classifier's prompt
   */
  public record Source(Category category, String classifier, String model, String promptVersion) {

    private static final Comparator<Source> ORDER =
        Comparator.comparing(Source::category)
            .thenComparing(Source::classifier)
            .thenComparing(Source::model)
            .thenComparing(Source::promptVersion);

    static Source of(Violation violation) {
      Provenance provenance = violation.verdict().provenance();
      return new Source(
          violation.verdict().category(),
          provenance.classifier(),
          provenance.model(),
          provenance.promptVersion());
    }
  }

  /**
   * Precision by source.
   *
   * @param cases the number of violations counted
   * @param continueTo the end of the next window, if there were more violations than wanted; null
   *     if all were counted
   * @param bySource the counts of each source
   */
  public record Report(
      int cases, @Nullable Instant continueTo, Map<Source, PrecisionTally> bySource) {

    /** {@return the precision of each source, by category} */
    public List<Map.Entry<Source, PrecisionTally>> rows() {
      return List.copyOf(bySource.entrySet());
    }
  }

  /**
   * Counts the latest violations of a window.
   *
   * @param streamId the stream's id; null for all
   * @param window the part of the past
   * @return the precision of each source, and the end of the next window
   * @throws io.spillway.ports.PortException if the store failed
   */
  public Report report(@Nullable String streamId, TrialWindow window) {
    RecentTexts<Versioned<Violation>> withheld = WithheldCount.in(violations, streamId, window);
    Map<Source, PrecisionTally> bySource = new TreeMap<>(Source.ORDER);
    Instant last = null;
    for (int cases = 0; ; cases++) {
      Instant next = withheld.peek();
      if (next == null) {
        return new Report(cases, null, bySource);
      }
      if (cases >= window.maxCases() && !next.equals(last)) {
        return new Report(cases, last, bySource);
      }
      Violation violation = withheld.take().value();
      Judgement judgement = PastCases.judgement(violation);
      bySource.merge(Source.of(violation), PrecisionTally.flagged(judgement), PrecisionTally::plus);
      last = next;
    }
  }
}
