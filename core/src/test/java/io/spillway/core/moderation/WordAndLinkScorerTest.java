package io.spillway.core.moderation;

import static io.spillway.core.moderation.PolicyBuilder.policy;
import static io.spillway.ports.moderation.Category.HARASSMENT;
import static io.spillway.ports.moderation.Category.SCAM;
import static io.spillway.ports.moderation.Category.SPAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.Policy;
import io.spillway.core.text.ReadText;
import io.spillway.ports.moderation.Scores;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordAndLinkScorerTest {

  private static final Policy POLICY =
      policy()
          .banned("villain", HARASSMENT)
          .banned("Go Away Now", HARASSMENT)
          .banned("naïve", HARASSMENT)
          .suspect("giveaway", SCAM)
          .links(0.5, "example.com")
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "you villain",
        "VILLAIN!",
        "what a (villain).",
        "v1lla1n",
        "vi11ain",
        "v!llain!!!",
        "v|llain",
        "vill@in",
        "v1ll4in",
        "víllàïn",
        "you...villain...",
        "so: go  away,now",
        "G0 4w4y n0w",
        "naive",
        "NAÏVE",
        "#villain",
        "@villain",
        "villain's"
      })
  void a_banned_word_scores_one_however_it_is_written(String text) {
    assertThat(scores(text)).isEqualTo(new Scores(Map.of(HARASSMENT, 1.0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "villainous",
        "supervillain",
        "go away",
        "go away, right now",
        "v2llain",
        "811",
        ""
      })
  void similar_words_score_nothing(String text) {
    assertThat(scores(text)).isEqualTo(Scores.NONE);
  }

  @Test
  void a_plain_number_is_not_read_as_letters() {
    Policy policy = policy().banned("boss", HARASSMENT).build();

    assertThat(score(policy, "8055 points")).isEqualTo(Scores.NONE);
    assertThat(score(policy, "b055")).isEqualTo(Scores.NONE);
    assertThat(score(policy, "b0ss")).isNotEqualTo(Scores.NONE);
    assertThat(score(policy, "8oss")).isNotEqualTo(Scores.NONE);
  }

  @Test
  void a_number_in_a_phrase_stays_a_number_next_to_an_obfuscated_word() {
    Policy policy = policy().banned("gate 7", HARASSMENT).build();

    assertThat(score(policy, "g4te 7")).isNotEqualTo(Scores.NONE);
  }

  @Test
  void a_suspect_word_scores_less() {
    assertThat(scores("a giveaway today")).isEqualTo(new Scores(Map.of(SCAM, 0.6)));
  }

  @Test
  void the_higher_of_two_scores_for_one_category_counts() {
    Policy policy = policy().banned("spamword", SPAM).suspect("followers", SPAM).links(0.8).build();

    assertThat(score(policy, "followers")).isEqualTo(new Scores(Map.of(SPAM, 0.6)));
    assertThat(score(policy, "followers a.com")).isEqualTo(new Scores(Map.of(SPAM, 0.8)));
    assertThat(score(policy, "a.com followers spamword")).isEqualTo(new Scores(Map.of(SPAM, 1.0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://bad.example",
        "see HTTPS://Bad.Example/x?y",
        "https:\\\\bad.example",
        "http://localhost:8080",
        "http://10.0.0.1/",
        "www.bad.example",
        "bad.example/win",
        "(bad.com)",
        "bad.com.",
        "join discord.gg/abc",
        "one,two,bad.com,three",
        "https://example.com@bad.example/",
        "https://example.com:x@bad.example:80/",
        "https://example.com\\@bad.example https://bad.example",
        "notexample.com",
        "example.com.bad.net",
        "ok example.com but bad.tv too",
        "bücher.com"
      })
  void a_link_to_a_host_that_is_not_allowed_is_scored(String text) {
    assertThat(scores(text)).isEqualTo(new Scores(Map.of(SPAM, 0.5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://www.example.com:443/a/bad.html",
        "http://user@example.com/",
        "shop.example.com/x",
        "Example.com.",
        "ok.then",
        "and/or",
        "1.5/2",
        "e.g./i.e.",
        "mail me: ada@bad.com",
        "v1.2.3",
        "...",
        "www",
        "hello.world"
      })
  void allowed_hosts_and_plain_text_are_not_scored(String text) {
    assertThat(scores(text)).isEqualTo(Scores.NONE);
  }

  private static Scores scores(String text) {
    return score(POLICY, text);
  }

  private static Scores score(Policy policy, String text) {
    return WordAndLinkScorer.score(policy, ReadText.of(text));
  }
}
