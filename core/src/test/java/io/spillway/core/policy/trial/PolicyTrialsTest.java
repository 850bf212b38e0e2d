package io.spillway.core.policy.trial;

import static io.spillway.core.policy.trial.Disposition.PUBLISHED;
import static io.spillway.core.policy.trial.Disposition.WITHHELD;
import static io.spillway.ports.moderation.Category.HARASSMENT;
import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static io.spillway.testkit.Fixtures.NOW;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.InvalidInputException;
import io.spillway.Policy;
import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.adapters.inmemory.InMemoryPolicyStore;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.core.policy.StoredPolicies;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Trials of policies on stored messages and violations. */
class PolicyTrialsTest {

  private final InMemoryMessageStore messages = new InMemoryMessageStore();
  private final InMemoryViolationStore violations = new InMemoryViolationStore();
  private final StoredPolicies policies =
      new StoredPolicies(
          new InMemoryPolicyStore(), Policy.standard(), new SettableClock(), Runnable::run);
  private final PolicyTrials trials = new PolicyTrials(messages, violations, policies);

  @Test
  void messages_and_violations_of_the_stream_are_tried_and_nothing_is_changed() {
    message("s-1", "m-1", 0.5, NOW);
    message("s-2", "m-1", 0.5, NOW);
    violation("v-1", HARASSMENT, 0.9, NOW.plusSeconds(1));

    TrialResult result = trials.run(request(ever(100), threshold(0.4)));

    assertThat(result.cases()).isEqualTo(2);
    assertThat(result.continueTo()).isNull();
    assertThat(result.trials().get(1).changes())
        .isEqualTo(Map.of(PUBLISHED, Map.of(WITHHELD, 1), WITHHELD, Map.of(WITHHELD, 1)));
    assertThat(result.trials().get(1).byCategory().get(HARASSMENT))
        .isEqualTo(new PrecisionTally(1, 0, 1, 0, 1));
    assertThat(violations.countWithheld("s-1")).isOne();
    assertThat(policies.inForce("s-1").version()).isEqualTo("standard-1");
  }

  @Test
  void unscored_messages_are_left_out_and_counted() {
    Verdict.Published unmoderated = Fixtures.unmoderated();
    messages.add(new Message("s-1", "m-1", "ada", "hello", NOW, unmoderated));
    messages.add(new Message("s-1", "m-2", "bo", "hello", NOW, unmoderated));
    messages.add(new Message("s-1", "v-1", "ada", "ok", NOW, new Verdict.Released("grace", NOW)));
    violations.add(ReviewedFixture.violation("v-1", HARASSMENT, 0.9, NOW, DISMISSED));

    TrialResult result = trials.run(request(ever(100), threshold(0.95)));

    assertThat(result.cases()).isOne();
    assertThat(result.unmoderated()).isEqualTo(2);
    assertThat(requireNonNull(result.trials().get(0).byCategory().get(HARASSMENT)).precision())
        .isEqualTo(new Proportion(0, 1));
    assertThat(result.trials().get(1).byCategory()).isEmpty();
  }

  @Test
  void a_candidate_for_the_default_lies_below_the_streams_own() {
    policies.write(PolicyScope.ofStream("s-1"), null, threshold(0.4), "", "grace");
    message("s-1", "m-1", 0.5, NOW);

    PolicyDraft lax = threshold(0.9);
    TrialResult asDefault = trials.run(new TrialRequest("s-1", ever(10), true, List.of(lax), 10));
    TrialResult asOwn = trials.run(request(ever(10), lax));

    assertThat(asDefault.trials().get(1).count(WITHHELD)).isOne();
    assertThat(asOwn.trials().get(1).count(PUBLISHED)).isOne();
  }

  @Test
  void a_window_is_what_lies_in_it() {
    for (int i = 0; i < 10; i++) {
      message("s-1", "m-" + i, 0.1 * i, NOW.plusSeconds(i));
      violation("v-" + i, HARASSMENT, 0.9, NOW.plusSeconds(i));
    }

    TrialWindow window = new TrialWindow(NOW.plusSeconds(3), NOW.plusSeconds(6), 100);

    assertThat(trials.run(request(window, threshold(0.5))).cases()).isEqualTo(6);
  }

  @Test
  void windows_that_go_on_where_one_ended_show_each_case_once() {
    for (int i = 0; i < 50; i++) {
      message("s-1", "m-" + i, 0.8, NOW.plusSeconds(i / 3));
      violation("v-" + i, HARASSMENT, 0.8, NOW.plusSeconds(i / 4));
    }
    Set<String> seen = new HashSet<>();
    int cases = 0;
    Instant to = null;
    int windows = 0;
    do {
      TrialWindow window = new TrialWindow(null, to, 7);
      TrialResult result =
          trials.run(new TrialRequest("s-1", window, false, List.of(threshold(0.9)), 100));
      result.trials().get(1).examples().forEach(example -> seen.add(example.past().id()));
      cases += result.cases();
      to = result.continueTo();
      windows++;
    } while (to != null);

    assertThat(cases).isEqualTo(100);
    assertThat(seen).hasSize(100);
    assertThat(windows).isBetween(7, 15);
  }

  @Test
  void a_window_that_is_out_of_reach_is_refused() {
    for (int i = 0; i <= TrialWindow.MAX_READ; i++) {
      message("s-1", "m-" + i, 0.1, NOW.plusMillis(i));
    }

    assertThatThrownBy(() -> trials.run(request(new TrialWindow(null, NOW, 10), threshold(0.5))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("too long ago");
  }

  @Test
  void requests_are_bounded() {
    assertThatThrownBy(() -> ever(0)).hasMessageContaining("maxCases");
    assertThatThrownBy(() -> ever(TrialWindow.MAX_CASES + 1)).hasMessageContaining("maxCases");
    assertThatThrownBy(() -> request(ever(1))).hasMessageContaining("candidates");
    PolicyDraft none = PolicyDraft.EMPTY;
    assertThat(request(ever(1), none, none, none).candidates()).hasSize(3);
    assertThatThrownBy(() -> request(ever(1), none, none, none, none))
        .hasMessageContaining("candidates");
    assertThatThrownBy(() -> new TrialRequest("s-1", ever(1), false, List.of(none), 101))
        .hasMessageContaining("maxExamples");
  }

  @Test
  void a_message_that_was_marked_is_a_case_as_any_other() {
    Verdict.Published marked =
        new Verdict.Marked(
            HARASSMENT,
            Severity.MEDIUM,
            0.5,
            new Scores(Map.of(HARASSMENT, 0.5)),
            "standard-1",
            Fixtures.provenance());
    messages.add(new Message("s-1", "m-1", "ada", "hello", NOW, marked));

    TrialResult result = trials.run(request(ever(100), threshold(0.4)));

    assertThat(result.cases()).isOne();
    assertThat(result.unmoderated()).isZero();
    assertThat(result.trials().get(1).examples())
        .extracting(example -> example.past().id())
        .containsExactly("m-1");
  }

  private void message(String streamId, String id, double harassment, Instant at) {
    Scores scores = new Scores(Map.of(HARASSMENT, harassment));
    Verdict.Published allowed = new Verdict.Allowed(scores, "standard-1", Fixtures.provenance());
    messages.add(new Message(streamId, id, "ada", "hello", at, allowed));
  }

  private void violation(String id, Category category, double score, Instant at) {
    violations.add(ReviewedFixture.violation(id, category, score, at, UPHELD));
  }

  private static TrialRequest request(TrialWindow window, PolicyDraft... candidates) {
    return new TrialRequest("s-1", window, false, List.of(candidates), 10);
  }

  private static TrialWindow ever(int maxCases) {
    return new TrialWindow(null, null, maxCases);
  }

  private static PolicyDraft threshold(double harassment) {
    return PolicyDraft.EMPTY.withRules(
        Map.of(HARASSMENT, new PolicyDraft.Rule(harassment, null, null)));
  }
}
