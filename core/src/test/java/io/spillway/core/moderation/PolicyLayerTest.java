package io.spillway.core.moderation;

import static io.spillway.core.moderation.PolicyBuilder.policy;
import static io.spillway.ports.moderation.Category.HARASSMENT;
import static io.spillway.ports.moderation.Category.HATE;
import static io.spillway.ports.moderation.Category.PROFANITY;
import static io.spillway.ports.moderation.Category.SPAM;
import static io.spillway.ports.moderation.Category.UNSPECIFIED;
import static io.spillway.ports.moderation.Severity.HIGH;
import static io.spillway.ports.moderation.Severity.LOW;
import static io.spillway.ports.moderation.Severity.MEDIUM;
import static io.spillway.ports.policy.LinkStrictness.STRICT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.AuthorRules;
import io.spillway.CategoryRule;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.LinkRule;
import io.spillway.Policy;
import io.spillway.RateLimits;
import io.spillway.ReportRules;
import io.spillway.ShapeRules;
import io.spillway.StandingRules;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict.Allowed;
import io.spillway.ports.policy.CapitalsLimit;
import io.spillway.ports.policy.ExemptDraft;
import io.spillway.ports.policy.PolicyAction;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyDraft.Links;
import io.spillway.ports.policy.PolicyDraft.Rates;
import io.spillway.ports.policy.PolicyDraft.Rule;
import io.spillway.ports.policy.PolicyDraft.Words;
import io.spillway.ports.policy.RateLimit;
import io.spillway.ports.policy.ShapeDraft;
import io.spillway.ports.policy.StreamRepeats;
import io.spillway.testkit.Fixtures;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Overlays of policies by drafts, and the problems of drafts. */
class PolicyLayerTest {

  private static final Policy BASE =
      policy()
          .rule(HARASSMENT, 0.7, MEDIUM)
          .banned("kys", HATE)
          .suspect("free hats", SPAM)
          .links(0.5, "ok.example")
          .build();

  @Test
  void an_empty_draft_changes_only_the_version() {
    Policy same = BASE.with(PolicyDraft.EMPTY, "v-2");

    assertThat(same)
        .isEqualTo(
            Policy.of(
                "v-2",
                BASE.rules(),
                BASE.banned(),
                BASE.suspect(),
                BASE.links(),
                BASE.rates(),
                BASE.standing()));
  }

  @Test
  void standing_values_of_a_draft_replace_only_the_named_ones() {
    PolicyDraft.Standing named = new PolicyDraft.Standing(null, 2, null, 60, null);
    Policy policy = BASE.with(standing(named), "v-2");

    assertThat(policy.standing()).isEqualTo(new StandingRules(30, 2, 0, 60, 0));
  }

  @Test
  void all_problems_of_standing_are_reported() {
    PolicyDraft.Standing wrong = new PolicyDraft.Standing(0, -1, 101, 601, 101);

    assertThat(Policy.problems(standing(wrong)))
        .extracting(InvalidField::field)
        .containsExactlyInAnyOrder(
            "standing.strikeDays",
            "standing.warnAt",
            "standing.slowAt",
            "standing.slowSeconds",
            "standing.holdAt");
  }

  private static PolicyDraft standing(PolicyDraft.Standing standing) {
    return PolicyDraft.EMPTY.withStanding(standing);
  }

  @Test
  void the_draft_of_a_policy_recreates_it_on_any_other() {
    Policy standard = Policy.standard();

    assertThat(policy().build().with(standard.draft(), "standard-1")).isEqualTo(standard);
  }

  @Test
  void each_part_of_a_rule_is_inherited_unless_it_is_named() {
    assertThat(rule(new Rule(0.4, null, null))).isEqualTo(CategoryRule.withholding(0.4, MEDIUM));
    assertThat(rule(new Rule(null, HIGH, null))).isEqualTo(CategoryRule.withholding(0.7, HIGH));
    assertThat(rule(new Rule(null, null, PolicyAction.MARK)))
        .isEqualTo(new CategoryRule(0.7, MEDIUM, PolicyAction.MARK));
  }

  @Test
  void a_category_without_a_rule_below_gets_one_that_withholds() {
    Policy policy = BASE.with(rules(Map.of(PROFANITY, new Rule(null, LOW, null))), "v-2");

    assertThat(policy.rules()).containsEntry(PROFANITY, CategoryRule.withholding(0.7, LOW));
  }

  @Test
  void a_category_that_is_ignored_withholds_nothing() {
    Rule ignored = new Rule(null, null, PolicyAction.IGNORE);
    Policy policy = BASE.with(rules(Map.of(HARASSMENT, ignored)), "v-2");

    assertThat(policy.judge(new Scores(Map.of(HARASSMENT, 1.0)), Fixtures.provenance()))
        .isInstanceOf(Allowed.class);
  }

  @Test
  void words_are_added_and_leave_their_previous_list() {
    Policy policy =
        BASE.with(words(Map.of("FREE hats", HATE, "new", SPAM), Map.of("KYS", SPAM)), "v-2");

    assertThat(policy.banned()).isEqualTo(Map.of("free hats", HATE, "new", SPAM));
    assertThat(policy.suspect()).isEqualTo(Map.of("kys", SPAM));
  }

  @Test
  void a_word_that_is_allowed_leaves_every_list() {
    Policy policy = BASE.with(words(Map.of(), Map.of(), "Kys", "Free  Hats"), "v-2");

    assertThat(policy.banned()).isEmpty();
    assertThat(policy.suspect()).isEmpty();
  }

  @Test
  void hosts_are_added_and_a_score_is_replaced() {
    Policy hosts = BASE.with(links(new Links(null, Set.of("new.example"))), "v-2");
    Policy score = BASE.with(links(new Links(0.9, Set.of())), "v-2");

    assertThat(hosts.links()).isEqualTo(new LinkRule(0.5, Set.of("ok.example", "new.example")));
    assertThat(score.links()).isEqualTo(new LinkRule(0.9, Set.of("ok.example")));
  }

  @Test
  void the_strictness_of_links_is_replaced_and_inherited() {
    Policy strict = BASE.with(links(new Links(null, Set.of(), STRICT)), "v-2");
    Policy hosts = strict.with(links(new Links(null, Set.of("new.example"))), "v-3");

    assertThat(strict.floor("hello.world")).isNotEqualTo(BASE.floor("hello.world"));
    assertThat(hosts.links().strictness()).isEqualTo(STRICT);
    assertThat(Policy.standard().but(draft -> strict.draft()).version())
        .isNotEqualTo(Policy.standard().but(draft -> BASE.draft()).version());
  }

  @Test
  void a_limit_replaces_the_inherited_one() {
    RateLimit slow = new RateLimit(1, 30);
    Policy policy = Policy.standard().with(rates(new Rates(slow, null, null, null)), "v-2");

    assertThat(policy.rates())
        .isEqualTo(
            new RateLimits(
                slow,
                RateLimits.STANDARD.repeats(),
                RateLimits.STANDARD.links(),
                RateLimits.STANDARD.streamRepeats()));
  }

  @Test
  void limits_of_shape_names_and_reports_replace_only_the_named_ones() {
    PolicyDraft draft =
        PolicyDraft.EMPTY
            .withShape(new ShapeDraft(null, new CapitalsLimit(0.7, 20), null, 40, null, 0))
            .withAuthors(new PolicyDraft.Authors(true))
            .withReports(new PolicyDraft.Reports(2.5));
    Policy policy = Policy.standard().with(draft, "v-2").with(PolicyDraft.EMPTY, "v-3");

    assertThat(policy.shape())
        .isEqualTo(new ShapeRules(0.8, new CapitalsLimit(0.7, 20), 0, 40, 30, 0));
    assertThat(policy.authors()).isEqualTo(new AuthorRules(true));
    assertThat(policy.reports()).isEqualTo(new ReportRules(2.5));
    assertThat(Policy.standard().with(policy.draft(), "v-3")).isEqualTo(policy);
  }

  @Test
  void each_new_part_of_a_policy_changes_its_hash() {
    Set<String> versions =
        Stream.of(
                PolicyDraft.EMPTY,
                PolicyDraft.EMPTY.withShape(new ShapeDraft(null, null, 9, null, null, null)),
                PolicyDraft.EMPTY.withExempt(new ExemptDraft(Set.of("ann"), Set.of())),
                PolicyDraft.EMPTY.withExempt(new ExemptDraft(Set.of(), Set.of("ann"))),
                PolicyDraft.EMPTY.withAuthors(new PolicyDraft.Authors(true)),
                PolicyDraft.EMPTY.withReports(new PolicyDraft.Reports(1.0)),
                rates(new Rates(null, null, null, StreamRepeats.NONE)))
            .map(draft -> Policy.standard().but(same -> draft).version())
            .collect(Collectors.toSet());

    assertThat(versions).hasSize(7);
  }

  @Test
  void exemptions_are_bounded_and_two_layers_fit() {
    assertThat(Policy.problems(exempt(200, 20))).isEmpty();
    assertThat(Policy.problems(exempt(201, 21)))
        .extracting(InvalidField::field)
        .containsExactly("exempt.authors", "exempt.roles");
    Policy once = Policy.standard().with(exempt(200, 20), "v-1");
    PolicyDraft others =
        PolicyDraft.EMPTY.withExempt(new ExemptDraft(numbered("b", 200), numbered("b", 20)));
    assertThat(once.with(others, "v-2").exempt().authors()).hasSize(400);
  }

  private static PolicyDraft exempt(int authors, int roles) {
    return PolicyDraft.EMPTY.withExempt(
        new ExemptDraft(numbered("a", authors), numbered("a", roles)));
  }

  private static Set<String> numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.toSet());
  }

  @Test
  void all_problems_are_reported_at_once_with_their_paths() {
    PolicyDraft bad =
        new PolicyDraft(
            Map.of(
                HARASSMENT, new Rule(0.0, null, null),
                HATE, new Rule(Double.NaN, null, null),
                UNSPECIFIED, new Rule(0.5, null, null)),
            new Words(
                Map.of("...", HATE, "twice", SPAM, "Éclair", HATE, "eclair", SPAM),
                Map.of("TWICE", SPAM, "one two three four five six", HATE),
                Set.of("twice")),
            new Links(1.5, Set.of("Not.A.Host")),
            new Rates(
                new RateLimit(101, 0),
                new RateLimit(-1, 601),
                null,
                new StreamRepeats(new RateLimit(1, 0), 501)),
            PolicyDraft.Standing.INHERITED,
            new ShapeDraft(1.1, new CapitalsLimit(-0.1, 0), 501, -1, 501, 501),
            new ExemptDraft(Set.of("\u200b", "a".repeat(101)), Set.of("VIP", "")),
            new PolicyDraft.Authors(null),
            new PolicyDraft.Reports(100.1));

    assertThat(Policy.problems(bad))
        .extracting(InvalidField::field)
        .containsExactlyInAnyOrder(
            "rules.harassment.threshold",
            "rules.hate.threshold",
            "rules.unspecified",
            "words.banned",
            "words.banned",
            "words.suspect",
            "words.suspect",
            "words.allowed",
            "words.allowed",
            "links.score",
            "links.allowedHosts",
            "rates.messages.most",
            "rates.messages.seconds",
            "rates.repeats.most",
            "rates.repeats.seconds",
            "rates.streamRepeats.seconds",
            "rates.streamRepeats.minLength",
            "shape.score",
            "shape.capitals.most",
            "shape.capitals.letters",
            "shape.run",
            "shape.emoji",
            "shape.lineBreaks",
            "shape.marks",
            "exempt.authors",
            "exempt.roles",
            "reports.withholdAt");
    assertThatThrownBy(() -> BASE.with(bad, "v-2")).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void the_standard_policy_accepts_two_layers_of_the_largest_size() {
    Policy once = Policy.standard().with(largest("a"), "v-1");

    Policy twice = once.with(largest("b"), "v-2");

    assertThat(twice.banned()).hasSizeGreaterThan(2 * PolicyLayer.MAX_PHRASES);
    assertThat(Policy.problems(words(many("x", PolicyLayer.MAX_PHRASES + 1), Map.of())))
        .extracting(InvalidField::field)
        .containsExactly("words.banned");
  }

  private static PolicyDraft largest(String prefix) {
    Set<String> hosts =
        IntStream.range(0, PolicyLayer.MAX_ALLOWED_HOSTS)
            .mapToObj(i -> prefix + i + ".example")
            .collect(Collectors.toSet());
    return PolicyDraft.EMPTY
        .withWords(
            new Words(
                many(prefix, PolicyLayer.MAX_PHRASES),
                many(prefix + "s", PolicyLayer.MAX_PHRASES),
                Set.of()))
        .withLinks(new Links(null, hosts))
        .withRates(PolicyDraft.EMPTY.rates());
  }

  private static Map<String, Category> many(String prefix, int count) {
    Map<String, Category> words = new HashMap<>();
    IntStream.range(0, count).forEach(i -> words.put(prefix + "w" + i, SPAM));
    return words;
  }

  private static CategoryRule rule(Rule named) {
    return requireNonNull(
        BASE.with(rules(Map.of(HARASSMENT, named)), "v-2").rules().get(HARASSMENT));
  }

  private static PolicyDraft rules(Map<Category, Rule> rules) {
    return PolicyDraft.EMPTY.withRules(rules);
  }

  private static PolicyDraft words(
      Map<String, Category> banned, Map<String, Category> suspect, String... allowed) {
    Words words = new Words(banned, suspect, Set.of(allowed));
    return PolicyDraft.EMPTY.withWords(words);
  }

  private static PolicyDraft links(Links links) {
    return PolicyDraft.EMPTY.withLinks(links);
  }

  private static PolicyDraft rates(Rates rates) {
    return PolicyDraft.EMPTY.withRates(rates);
  }
}
