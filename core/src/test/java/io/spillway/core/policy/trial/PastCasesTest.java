package io.spillway.core.policy.trial;

import static io.spillway.core.policy.Drafts.banning;
import static io.spillway.core.policy.trial.Disposition.PUBLISHED;
import static io.spillway.core.policy.trial.Disposition.WITHHELD;
import static io.spillway.ports.moderation.Category.HATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.Policy;
import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.adapters.inmemory.InMemoryPolicyStore;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.core.policy.StoredPolicies;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Separation of recorded scores into those of the past policy's words and those of the classifier.
 */
class PastCasesTest {

  private static final String STREAM = "s-1";
  private static final PolicyScope SCOPE = PolicyScope.ofStream(STREAM);

  private final InMemoryViolationStore violations = new InMemoryViolationStore();
  private final StoredPolicies policies =
      new StoredPolicies(
          new InMemoryPolicyStore(), Policy.standard(), new SettableClock(), Runnable::run);

  @Test
  void a_score_that_the_policy_of_then_gave_for_a_word_is_gone_with_the_word() {
    ban("hats");
    withheldForHate("v-1", "my hats", policies.inForce(STREAM).version());
    ban("hats");

    TrialResult result = withoutWords();

    assertThat(result.unscored()).isOne();
    assertThat(result.trials().get(0).version()).isEqualTo("stream-2.standard-1");
    assertThat(result.trials().get(1).changes()).isEqualTo(Map.of(WITHHELD, Map.of(PUBLISHED, 1)));
  }

  @Test
  void the_words_that_count_are_those_of_the_policy_of_then_and_not_of_the_one_in_force() {
    ban("hats");
    String banningHats = policies.inForce(STREAM).version();
    ban("caps");
    withheldForHate("v-1", "my hats", banningHats);
    withheldForHate("v-2", "my caps", banningHats);

    TrialResult result = withoutWords();

    // The hats were scored by the list alone; the caps, not in the list then, by a classifier.
    assertThat(result.unscored()).isOne();
    assertThat(result.trials().get(1).changes())
        .isEqualTo(Map.of(PUBLISHED, Map.of(PUBLISHED, 1), WITHHELD, Map.of(WITHHELD, 1)));
  }

  @Test
  void the_words_in_force_count_for_a_verdict_of_a_policy_that_the_stream_never_had() {
    ban("caps");
    withheldForHate("v-1", "my hats", "of-another-house");
    withheldForHate("v-2", "my caps", "of-another-house");

    TrialResult result = withoutWords();

    assertThat(result.unscored()).isOne();
    assertThat(result.trials().get(1).count(WITHHELD)).isOne();
  }

  /** Verdicts of an empty policy on all stored cases. */
  private TrialResult withoutWords() {
    TrialWindow ever = new TrialWindow(null, null, 100);
    return new PolicyTrials(new InMemoryMessageStore(), violations, policies)
        .run(new TrialRequest(STREAM, ever, false, List.of(PolicyDraft.EMPTY), 10));
  }

  private void ban(String word) {
    @Nullable Integer seen = policies.current(SCOPE).map(PolicyRevision::number).orElse(null);
    policies.write(SCOPE, seen, banning(word), "", "grace");
  }

  private void withheldForHate(String id, String text, String policyVersion) {
    Verdict.Flagged verdict =
        Verdict.Flagged.of(
            HATE,
            Severity.HIGH,
            1.0,
            "certain",
            new Scores(Map.of(HATE, 1.0)),
            policyVersion,
            Fixtures.provenance());
    violations.add(Fixtures.violation(STREAM, id).text(text).verdict(verdict).build());
  }
}
