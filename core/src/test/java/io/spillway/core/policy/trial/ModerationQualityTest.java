package io.spillway.core.policy.trial;

import static io.spillway.ports.moderation.Category.HARASSMENT;
import static io.spillway.ports.moderation.Category.HATE;
import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static io.spillway.testkit.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.core.policy.trial.ModerationQuality.Source;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.violation.ViolationState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Precision of each source, by moderators' decisions. */
class ModerationQualityTest {

  private final InMemoryViolationStore violations = new InMemoryViolationStore();
  private final ModerationQuality quality = new ModerationQuality(violations);

  @Test
  void reports_of_quality_that_go_on_where_one_ended_count_each_violation_once() {
    for (int i = 0; i < 20; i++) {
      hold("v-" + i, HARASSMENT, NOW.plusSeconds(i / 3), UPHELD);
    }
    int cases = 0;
    Instant to = null;
    do {
      ModerationQuality.Report report = quality.report("s-1", new TrialWindow(null, to, 4));
      assertThat(report.cases()).isBetween(1, 6);
      cases += report.cases();
      to = report.continueTo();
    } while (to != null);

    assertThat(cases).isEqualTo(20);
  }

  @Test
  void quality_counts_what_moderators_made_of_each_source_by_category() {
    hold("v-1", HARASSMENT, NOW, UPHELD);
    hold("v-2", HARASSMENT, NOW, UPHELD);
    hold("v-3", HARASSMENT, NOW, DISMISSED);
    hold("v-4", HATE, NOW, DISMISSED);
    hold("v-5", HATE, NOW, null);
    hold("v-6", HATE, NOW.minusSeconds(1), UPHELD);

    ModerationQuality.Report report = quality.report("s-1", new TrialWindow(NOW, null, 100));

    assertThat(report.cases()).isEqualTo(5);
    assertThat(report.rows())
        .containsExactly(
            Map.entry(source(HARASSMENT), new PrecisionTally(2, 1, 0, 0, 0)),
            Map.entry(source(HATE), new PrecisionTally(0, 1, 1, 0, 0)));
    assertThat(quality.report("s-2", new TrialWindow(null, null, 10)).rows()).isEmpty();
    assertThat(quality.report(null, new TrialWindow(null, null, 4)).continueTo()).isEqualTo(NOW);
  }

  private static Source source(Category category) {
    return new Source(category, "word-list", "test-list", "none");
  }

  private void hold(String id, Category category, Instant at, @Nullable ViolationState state) {
    violations.add(ReviewedFixture.violation(id, category, 0.9, at, state));
  }
}
