package io.spillway.core.policy.trial;

import static io.spillway.core.policy.trial.Disposition.MARKED;
import static io.spillway.core.policy.trial.Disposition.PUBLISHED;
import static io.spillway.core.policy.trial.Disposition.WITHHELD;
import static io.spillway.ports.moderation.Category.HARASSMENT;
import static io.spillway.ports.moderation.Category.HATE;
import static io.spillway.ports.moderation.Category.SCAM;
import static io.spillway.ports.moderation.Category.UNSPECIFIED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spillway.Policy;
import io.spillway.core.policy.trial.PastCase.Judgement;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.policy.ExemptDraft;
import io.spillway.ports.policy.PolicyAction;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyDraft.Rule;
import io.spillway.ports.policy.ShapeDraft;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicySimulationTest {

  /** The standard policy withholds harassment from 0.7 on. */
  private static final Policy STANDARD = Policy.standard();

  private static final Policy STRICT = with(HARASSMENT, new Rule(0.4, null, null), "strict");
  private static final Policy MARKING =
      with(HARASSMENT, new Rule(null, null, PolicyAction.MARK), "marking");

  @Test
  void each_case_is_judged_by_each_policy_and_compared_with_the_one_in_force() {
    PolicySimulation simulation = new PolicySimulation(STANDARD, List.of(STRICT, MARKING), 10);
    simulation.add(publishedCase("m-1", 0.1));
    simulation.add(publishedCase("m-2", 0.5));
    simulation.add(withheldCase("v-1", HARASSMENT, 0.9, Judgement.BAD));

    List<Trial> trials = simulation.trials();

    assertThat(simulation.cases()).isEqualTo(3);
    assertThat(trials)
        .extracting(Trial::version)
        .containsExactly("standard-1", "strict", "marking");
    assertThat(trials.get(0).changed()).isZero();
    assertThat(trials.get(1).changes())
        .isEqualTo(
            Map.of(PUBLISHED, Map.of(PUBLISHED, 1, WITHHELD, 1), WITHHELD, Map.of(WITHHELD, 1)));
    assertThat(trials.get(1).changed()).isEqualTo(1);
    assertThat(trials.get(1).count(WITHHELD)).isEqualTo(2);
    assertThat(trials.get(2).changes())
        .isEqualTo(Map.of(PUBLISHED, Map.of(PUBLISHED, 2), WITHHELD, Map.of(MARKED, 1)));
  }

  @Test
  void precision_and_recall_go_by_what_humans_decided() {
    Policy lax = with(HARASSMENT, new Rule(0.9, null, null), "lax");
    PolicySimulation simulation = new PolicySimulation(STANDARD, List.of(lax), 10);
    simulation.add(withheldCase("v-1", HARASSMENT, 0.95, Judgement.BAD));
    simulation.add(withheldCase("v-2", HARASSMENT, 0.8, Judgement.BAD));
    simulation.add(withheldCase("v-3", HARASSMENT, 0.75, Judgement.FINE));
    simulation.add(withheldCase("v-4", HARASSMENT, 0.93, Judgement.FINE));
    simulation.add(withheldCase("v-5", HARASSMENT, 0.91, Judgement.UNKNOWN));

    PrecisionTally inForce = simulation.trials().get(0).byCategory().get(HARASSMENT);
    PrecisionTally candidate =
        requireNonNull(simulation.trials().get(1).byCategory().get(HARASSMENT));

    assertThat(inForce).isEqualTo(new PrecisionTally(2, 2, 1, 0, 2));
    assertThat(candidate).isEqualTo(new PrecisionTally(1, 1, 1, 1, 1));
    assertThat(candidate.precision()).isEqualTo(new Proportion(1, 2));
    assertThat(candidate.recall()).isEqualTo(new Proportion(1, 2));
  }

  @Test
  void a_case_withheld_for_another_category_counts_as_caught() {
    Policy ignoring = with(HATE, new Rule(null, null, PolicyAction.IGNORE), "no-hate");
    PolicySimulation simulation = new PolicySimulation(STANDARD, List.of(ignoring), 10);
    Scores both = new Scores(Map.of(HATE, 0.9, HARASSMENT, 0.9));
    simulation.add(new PastCase("v-1", "text", both, HATE, false, Judgement.BAD));

    Map<Category, PrecisionTally> tallies = simulation.trials().get(1).byCategory();

    assertThat(tallies.get(HATE)).isEqualTo(new PrecisionTally(0, 0, 0, 0, 1));
    assertThat(tallies.get(HARASSMENT)).isEqualTo(new PrecisionTally(1, 0, 0, 0, 0));
  }

  @Test
  void a_candidates_words_are_looked_for_in_the_text() {
    PolicyDraft words =
        PolicyDraft.EMPTY.withWords(
            new PolicyDraft.Words(Map.of("free hats", SCAM), Map.of(), Set.of()));
    PolicySimulation simulation =
        new PolicySimulation(STANDARD, List.of(STANDARD.with(words, "hats")), 10);
    simulation.add(new PastCase("m-1", "FREE  hats!", Scores.NONE, null, false, Judgement.UNKNOWN));

    Trial.Example example = simulation.trials().get(1).examples().get(0);

    assertThat(example.to()).isEqualTo(WITHHELD);
    assertThat(example.category()).isEqualTo(SCAM);
    assertThat(example.score()).isEqualTo(1.0);
  }

  @Test
  void a_candidates_limits_of_shape_apply_to_the_text_unless_it_exempts_the_author() {
    PolicyDraft emoji = PolicyDraft.EMPTY.withShape(new ShapeDraft(1.0, null, null, 1, null, null));
    PolicyDraft exempting = emoji.withExempt(new ExemptDraft(Set.of("ann"), Set.of()));
    PolicySimulation simulation =
        new PolicySimulation(
            STANDARD, List.of(STANDARD.with(emoji, "a"), STANDARD.with(exempting, "b")), 10);
    for (String author : List.of("ann", "bob")) {
      simulation.add(
          new PastCase(author, "😀😀", Scores.NONE, null, false, Judgement.UNKNOWN, author));
    }

    assertThat(simulation.trials().get(0).count(WITHHELD)).isZero();
    assertThat(simulation.trials().get(1).count(WITHHELD)).isEqualTo(2);
    assertThat(simulation.trials().get(2).examples())
        .extracting(example -> example.past().id())
        .containsExactly("bob");
  }

  @Test
  void a_text_that_the_provider_refused_is_withheld_by_every_policy() {
    PolicySimulation simulation = new PolicySimulation(STANDARD, List.of(STRICT), 10);
    simulation.add(new PastCase("v-1", "text", Scores.NONE, UNSPECIFIED, true, Judgement.UNKNOWN));

    assertThat(simulation.trials()).allSatisfy(t -> assertThat(t.count(WITHHELD)).isOne());
  }

  @Test
  void examples_are_the_first_that_change_and_no_more_than_wanted() {
    PolicySimulation simulation = new PolicySimulation(STANDARD, List.of(STRICT), 2);
    simulation.add(publishedCase("m-1", 0.1));
    List.of("m-2", "m-3", "m-4").forEach(id -> simulation.add(publishedCase(id, 0.5)));

    assertThat(simulation.trials().get(1).examples())
        .extracting(example -> example.past().id())
        .containsExactly("m-2", "m-3");
  }

  @Test
  void scores_that_words_gave_are_not_taken_for_the_classifiers() {
    Scores recorded = new Scores(Map.of(HATE, 1.0, HARASSMENT, 0.8, SCAM, 0.7));
    Scores floor = new Scores(Map.of(HATE, 1.0, SCAM, 0.6));

    assertThat(PastCase.withoutFloor(recorded, floor))
        .isEqualTo(new Scores(Map.of(HARASSMENT, 0.8, SCAM, 0.7)));
  }

  @Test
  void few_cases_give_a_wide_interval() {
    assertThat(new Proportion(9, 10).value()).isEqualTo(0.9);
    assertThat(new Proportion(9, 10).low()).isCloseTo(0.596, within(0.001));
    assertThat(new Proportion(9, 10).high()).isCloseTo(0.982, within(0.001));
    assertThat(new Proportion(900, 1_000).low()).isCloseTo(0.880, within(0.001));
    assertThat(new Proportion(0, 0).value()).isNaN();
    assertThat(new Proportion(0, 0).low()).isZero();
    assertThat(new Proportion(0, 0).high()).isOne();
    assertThat(new Proportion(0, 3).low()).isZero();
    assertThat(new Proportion(3, 3).high()).isOne();
  }

  private static PastCase publishedCase(String id, double harassment) {
    Scores scores = new Scores(Map.of(HARASSMENT, harassment));
    return new PastCase(id, "text", scores, null, false, Judgement.UNKNOWN);
  }

  private static PastCase withheldCase(
      String id, @Nullable Category category, double harassment, Judgement judgement) {
    Scores scores = new Scores(Map.of(HARASSMENT, harassment));
    return new PastCase(id, "text", scores, category, false, judgement);
  }

  private static Policy with(Category category, Rule rule, String version) {
    return STANDARD.with(PolicyDraft.EMPTY.withRules(Map.of(category, rule)), version);
  }
}
