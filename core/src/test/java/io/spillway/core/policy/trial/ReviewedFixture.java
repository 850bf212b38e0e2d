package io.spillway.core.policy.trial;

import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Violations that moderators have decided about, on the stream {@code s-1}. */
final class ReviewedFixture {

  private ReviewedFixture() {}

  /**
   * A violation under the standard policy.
   *
   * @param state the moderator's decision; null for none
   */
  static Violation violation(
      String id, Category category, double score, Instant at, @Nullable ViolationState state) {
    Verdict.Flagged verdict =
        Verdict.Flagged.of(
            category,
            Severity.MEDIUM,
            score,
            "over",
            new Scores(Map.of(category, score)),
            "standard-1",
            Fixtures.provenance());
    var violation = Fixtures.violation("s-1", id).heldAt(at).verdict(verdict);
    return (state == null ? violation : violation.thenTo(state)).build();
  }
}
