package io.spillway.core.moderation;

import static io.spillway.core.moderation.PolicyBuilder.policy;
import static io.spillway.ports.moderation.Category.HARASSMENT;
import static io.spillway.ports.moderation.Category.SPAM;
import static io.spillway.ports.moderation.Severity.LOW;
import static io.spillway.ports.moderation.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.Policy;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.WithheldName;
import io.spillway.ports.policy.PolicyAction;
import io.spillway.ports.policy.PolicyDraft;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of authors and actors under the local rules. */
class NameRulesTest {

  private static final Policy STANDARD = Policy.standard();

  private final NameRules rules = new NameRules(LocalClassifier.standard(Runnable::run));
  private final NameRules policyOnly = new NameRules(LocalClassifier.NONE);

  private static Category category(Optional<WithheldName> found) {
    return found.orElseThrow().category();
  }

  @ParameterizedTest
  @CsvSource({
    "i will kill you, HARASSMENT_THREATENING",
    "I W1LL K1LL YOU, HARASSMENT_THREATENING",
    "kys losers, SELF_HARM_INSTRUCTIONS",
    "KYS, SELF_HARM_INSTRUCTIONS",
    "https://evil.com join now, SPAM",
    "evil.com/win, SPAM",
    "free nitro here, SCAM"
  })
  void a_name_that_would_be_withheld_as_a_text_or_has_a_link_fails(String name, Category category) {
    assertThat(rules.check(STANDARD, name)).contains(new WithheldName(category, "standard-1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "AC/DC",
        "José",
        "O'Brien",
        "St. John",
        "J.R.R. Tolkien",
        "Dr.Disrespect",
        "xX_Sn1per_Xx",
        "Kill Bill fan",
        "user1234567",
        "山田太郎",
        "😀😀😀",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Dick Grayson",
        "Jack Assange",
        "🐸"
      })
  void an_ordinary_name_passes(String name) {
    assertThat(rules.check(STANDARD, name)).isEmpty();
  }

  @Test
  void a_streams_own_words_apply_to_names() {
    Policy own = policy().rule(HARASSMENT, 0.7, MEDIUM).banned("zorblax", HARASSMENT).build();

    assertThat(rules.check(own, "Z0RBLAX fan")).contains(new WithheldName(HARASSMENT, "test-1"));
    assertThat(rules.check(STANDARD, "Z0RBLAX fan")).isEmpty();
  }

  @Test
  void a_link_to_an_allowed_host_or_under_a_policy_that_scores_no_links_passes() {
    Policy allowing = policy().rule(SPAM, 0.8, LOW).links(0.5, "twitch.tv").build();
    Policy unscored = policy().rule(SPAM, 0.8, LOW).links(0).build();

    assertThat(rules.check(allowing, "twitch.tv/ada")).isEmpty();
    assertThat(category(rules.check(allowing, "evil.tv/ada"))).isEqualTo(SPAM);
    assertThat(rules.check(unscored, "evil.tv/ada")).isEmpty();
  }

  @Test
  void a_name_that_is_only_marked_or_ignored_passes() {
    Policy marking =
        STANDARD.with(
            PolicyDraft.EMPTY.withRules(
                Map.of(SPAM, new PolicyDraft.Rule(null, null, PolicyAction.MARK))),
            "marking-1");

    assertThat(rules.check(marking, "https://evil.com")).isEmpty();
  }

  @Test
  void the_policys_thresholds_apply_to_the_local_classifier() {
    Policy lenient = policy().rule(HARASSMENT, 1.0, MEDIUM).build();

    assertThat(rules.check(lenient, "you are a worthless idiot")).isEmpty();
    assertThat(category(rules.check(STANDARD, "you are a worthless idiot"))).isEqualTo(HARASSMENT);
  }

  @Test
  void without_a_local_classifier_the_policys_words_and_links_remain() {
    assertThat(policyOnly.check(STANDARD, "i will kill you")).isEmpty();
    assertThat(policyOnly.check(STANDARD, "kys losers")).isPresent();
    assertThat(policyOnly.check(STANDARD, "https://evil.com")).isPresent();
  }

  @Test
  void a_local_classifier_that_crashes_withholds_nothing() {
    ContentClassifier broken =
        ContentClassifier.of(
            "broken",
            text -> {
              throw new IllegalStateException("a bug");
            });

    assertThat(new NameRules(LocalClassifier.of(broken)).check(STANDARD, "ada")).isEmpty();
  }

  @Test
  void a_teams_own_local_classifier_judges_names() {
    ContentClassifier own =
        ContentClassifier.of(
            "own", text -> Scores.of(HARASSMENT, text.contains("zorblax") ? 0.9 : 0.0));

    NameRules names = new NameRules(LocalClassifier.of(own));

    assertThat(category(names.check(STANDARD, "the zorblax"))).isEqualTo(HARASSMENT);
    assertThat(names.check(STANDARD, "i will kill you")).isEmpty();
  }

  /** One such sign becomes 18 characters when it is normalised. */
  @ParameterizedTest
  @ValueSource(strings = {"\ufdfa", "👩\u200d👩\u200d👧", "a\u0301", "\u200b"})
  void the_longest_names_are_checked(String sign) {
    assertThat(rules.check(STANDARD, sign.repeat(100))).isEmpty();
  }
}
