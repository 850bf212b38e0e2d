package io.spillway.core.moderation;

import static io.spillway.core.moderation.PolicyBuilder.policy;
import static io.spillway.ports.moderation.Category.HARASSMENT;
import static io.spillway.ports.moderation.Category.HATE;
import static io.spillway.ports.moderation.Category.SEXUAL;
import static io.spillway.ports.moderation.Category.SPAM;
import static io.spillway.ports.moderation.Category.UNSPECIFIED;
import static io.spillway.ports.moderation.Category.VIOLENCE;
import static io.spillway.ports.moderation.Severity.CRITICAL;
import static io.spillway.ports.moderation.Severity.HIGH;
import static io.spillway.ports.moderation.Severity.LOW;
import static io.spillway.ports.moderation.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.CategoryRule;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.LinkRule;
import io.spillway.Policy;
import io.spillway.RateLimits;
import io.spillway.StandingRules;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict.Allowed;
import io.spillway.ports.moderation.Verdict.Flagged;
import io.spillway.ports.policy.RateLimit;
import io.spillway.ports.policy.StreamRepeats;
import io.spillway.testkit.Fixtures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyTest {

  private static final Policy POLICY =
      policy()
          .rule(SPAM, 0.5, LOW)
          .rule(HARASSMENT, 0.7, MEDIUM)
          .rule(SEXUAL, 0.7, MEDIUM)
          .rule(HATE, 0.9, CRITICAL)
          .build();

  @Test
  void below_every_threshold_it_is_allowed() {
    Scores scores = new Scores(Map.of(HARASSMENT, 0.69, HATE, 0.89));

    assertThat(POLICY.judge(scores, Fixtures.provenance()))
        .isEqualTo(new Allowed(scores, "test-1", Fixtures.provenance()));
  }

  @Test
  void at_the_threshold_it_is_flagged_with_severity_and_reason() {
    Scores scores = new Scores(Map.of(HARASSMENT, 0.7));

    assertThat(POLICY.judge(scores, Fixtures.provenance()))
        .isEqualTo(
            Flagged.of(
                HARASSMENT,
                MEDIUM,
                0.7,
                "harassment scored 0.70, threshold 0.70 (policy test-1)",
                scores,
                "test-1",
                Fixtures.provenance()));
  }

  @Test
  void the_worst_is_the_one_of_highest_severity() {
    assertThat(worst(Map.of(SPAM, 1.0, HARASSMENT, 0.8))).isEqualTo(HARASSMENT);
    assertThat(worst(Map.of(SPAM, 1.0, HARASSMENT, 1.0, HATE, 0.9))).isEqualTo(HATE);
  }

  @Test
  void of_one_severity_the_worst_is_the_one_of_highest_score() {
    assertThat(worst(Map.of(HARASSMENT, 0.8, SEXUAL, 0.81))).isEqualTo(SEXUAL);
    assertThat(worst(Map.of(HARASSMENT, 0.82, SEXUAL, 0.81))).isEqualTo(HARASSMENT);
  }

  @Test
  void of_equals_the_worst_is_always_the_same() {
    assertThat(worst(Map.of(SEXUAL, 0.8, HARASSMENT, 0.8))).isEqualTo(HARASSMENT);
  }

  @Test
  void a_category_without_a_rule_withholds_nothing() {
    assertThat(POLICY.judge(new Scores(Map.of(VIOLENCE, 1.0)), Fixtures.provenance()))
        .isInstanceOf(Allowed.class);
  }

  @Test
  void the_standard_policy_has_a_rule_for_every_category_that_can_be_scored() {
    assertThat(Policy.standard().version()).isEqualTo("standard-1");
    assertThat(Policy.standard().rules().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Set.of(Category.values()).stream()
                .filter(category -> category != UNSPECIFIED)
                .collect(Collectors.toSet()));
  }

  @Test
  void all_problems_of_a_policy_are_reported_at_once() {
    PolicyBuilder bad =
        policy()
            .version("not valid")
            .rule(HARASSMENT, 0, LOW)
            .rule(HATE, 1.01, LOW)
            .rule(SPAM, Double.NaN, LOW)
            .rule(UNSPECIFIED, 0.5, HIGH)
            .banned("...", HATE)
            .suspect("one two three four five six", HATE)
            .suspect("nobody", UNSPECIFIED)
            .links(1.5, "Example.com", "https://example.com", "com", "co.uk");

    assertThat(fieldsAtFault(bad))
        .containsExactlyInAnyOrder(
            "version",
            "rules.harassment.threshold",
            "rules.hate.threshold",
            "rules.spam.threshold",
            "rules.unspecified",
            "banned",
            "suspect",
            "suspect",
            "links.score",
            "links.allowedHosts",
            "links.allowedHosts",
            "links.allowedHosts",
            "links.allowedHosts");
  }

  @Test
  void a_public_suffix_is_no_allowed_host() {
    assertThatThrownBy(() -> policy().links(1, "co.uk").build())
        .hasMessageContaining("must not be a suffix under which anyone can register names: co.uk");
  }

  @Test
  void rates_and_standing_that_are_out_of_range_make_no_policy() {
    RateLimits rates =
        new RateLimits(
            new RateLimit(-1, 1), new RateLimit(101, 1), new RateLimit(1, 0), StreamRepeats.NONE);
    StandingRules standing = new StandingRules(366, 101, 0, 0, -1);
    Policy made = Policy.standard();

    assertThatThrownBy(
            () ->
                Policy.of(
                    "test-1",
                    made.rules(),
                    made.banned(),
                    made.suspect(),
                    made.links(),
                    rates,
                    standing))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.fields())
                    .extracting(InvalidField::field)
                    .containsExactly(
                        "rates.messages.most",
                        "rates.repeats.most",
                        "rates.links.seconds",
                        "standing.strikeDays",
                        "standing.warnAt",
                        "standing.slowSeconds",
                        "standing.holdAt"));
  }

  @Test
  void a_score_for_links_is_not_negative() {
    assertThat(fieldsAtFault(policy().links(-0.1))).containsExactly("links.score");
    assertThat(policy().links(0).build().links().score()).isZero();
    assertThat(policy().links(1).build().links().score()).isOne();
  }

  @Test
  void a_threshold_may_be_as_high_as_a_score() {
    assertThat(policy().rule(HATE, 1, LOW).build().rules()).containsKey(HATE);
  }

  @Test
  void a_word_has_one_category_however_it_is_written() {
    assertThat(fieldsAtFault(policy().banned("Éclair", HATE).banned("eclair", SPAM)))
        .containsExactly("banned");
    assertThat(policy().banned("Éclair", HATE).banned("eclair", HATE).build().banned())
        .containsExactly(Map.entry("eclair", HATE));
  }

  @Test
  void phrases_have_at_most_five_words_and_a_hundred_characters() {
    assertThat(policy().banned("a b c d e", HATE).build().banned()).containsKey("a b c d e");
    assertThat(policy().banned("x".repeat(100), HATE).build().banned()).hasSize(1);
    assertThat(fieldsAtFault(policy().banned("x".repeat(101), HATE))).containsExactly("banned");
  }

  @Test
  void lists_are_bounded() {
    PolicyBuilder full = policy();
    IntStream.range(0, Policy.MAX_PHRASES).forEach(i -> full.suspect("word" + i, SPAM));
    assertThat(full.build().suspect()).hasSize(Policy.MAX_PHRASES);
    assertThat(fieldsAtFault(full.suspect("one more", SPAM))).containsExactly("suspect");

    policy().links(1, hosts(LinkRule.MAX_ALLOWED_HOSTS)).build();
    assertThat(fieldsAtFault(policy().links(1, hosts(LinkRule.MAX_ALLOWED_HOSTS + 1))))
        .containsExactly("links.allowedHosts");
  }

  @Test
  void a_policy_does_not_change_after_it_was_made() {
    Map<Category, CategoryRule> rules = new HashMap<>();
    Map<String, Category> banned = new HashMap<>();
    LinkRule links = new LinkRule(0, Set.of());
    Policy policy =
        Policy.of("v1", rules, banned, Map.of(), links, RateLimits.NONE, StandingRules.OFF);
    rules.put(HATE, CategoryRule.withholding(0.5, LOW));
    banned.put("word", HATE);

    assertThat(policy.rules()).isEmpty();
    assertThat(policy.banned()).isEmpty();
  }

  private static String[] hosts(int count) {
    return IntStream.range(0, count).mapToObj(i -> "h" + i + ".com").toArray(String[]::new);
  }

  private static Category worst(Map<Category, Double> scores) {
    return ((Flagged) POLICY.judge(new Scores(scores), Fixtures.provenance())).category();
  }

  private static List<String> fieldsAtFault(PolicyBuilder policy) {
    return catchThrowableOfType(InvalidInputException.class, policy::build).fields().stream()
        .map(InvalidField::field)
        .toList();
  }
}
