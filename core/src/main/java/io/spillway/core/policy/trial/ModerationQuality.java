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

/** How right those were who flagged messages, by what moderators made of it. */
public final class ModerationQuality {

  private final ViolationArchive violations;

  /**
   * Quality by what is stored there.
   *
   * @param violations where decided violations are
   */
  public ModerationQuality(ViolationArchive violations) {
    this.violations = requireNonNull(violations, "violations");
  }

  /**
   * Who flagged, and for what.
   *
   * @param category for which it flagged
   * @param classifier {@code local-floor} for words and links
   * @param model the classifier's
   * @param promptVersion the classifier's
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
   * What was found.
   *
   * @param cases how many violations were looked at
   * @param continueTo when there were more than wanted: a window that ends here goes on with the
   *     next; null when all were looked at
   * @param bySource the counts of each source
   */
  public record Report(
      int cases, @Nullable Instant continueTo, Map<Source, PrecisionTally> bySource) {

    /** {@return how right each source is, by category} */
    public List<Map.Entry<Source, PrecisionTally>> rows() {
      return List.copyOf(bySource.entrySet());
    }
  }

  /**
   * Looks at the latest violations of a window.
   *
   * @param streamId null for all streams
   * @param window which of them
   * @return how right each source was, and where to go on
   * @throws io.spillway.ports.PortException when the store cannot be reached
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
