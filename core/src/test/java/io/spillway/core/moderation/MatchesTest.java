package io.spillway.core.moderation;

import static io.spillway.core.moderation.PolicyBuilder.policy;
import static io.spillway.ports.moderation.Category.HARASSMENT;
import static io.spillway.ports.moderation.Category.SCAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.Policy;
import io.spillway.core.text.ReadText;
import io.spillway.ports.moderation.Match;
import io.spillway.ports.moderation.Verdict;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchesTest {

  private static final Policy POLICY =
      policy()
          .banned("villain", HARASSMENT)
          .banned("go away", HARASSMENT)
          .suspect("giveaway", SCAM)
          .suspect("go away now", SCAM)
          .links(0.5, "example.com")
          .build();

  private static List<Match> matches(String text) {
    return WordAndLinkScorer.matches(POLICY, ReadText.of(text));
  }

  private static List<String> find(String text) {
    return matches(text).stream().map(at -> text.substring(at.start(), at.end())).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "you villain > villain",
        "'  oh,  you V1LL4IN!!! >_< ' > V1LL4IN",
        "🎉🎉 vi11ain 🎉 > vi11ain",
        "so ｖｉｌｌａｉｎ it is > ｖｉｌｌａｉｎ",
        "the víllàïn there > víllàïn",
        "go  …   away please > go  …   away",
        "x https://bad.example/Win?a=1, y > https://bad.example/Win?a=1",
        "ok example.com, (BAD.com) > BAD.com",
        "ﬁne, a ﬁne ⑴ giveaway > giveaway"
      })
  void a_match_covers_the_original_text(String text, String part) {
    assertThat(find(text)).containsExactly(part);
  }

  @Test
  void obfuscation_is_inside_the_match_and_not_around_it() {
    String trick = "v\u200Bi\u202Ell\u00ADa\u0301i\uFE0Fn";
    assertThat(find("\u200B a\u200B " + trick + "\u200B\u202C!")).containsExactly(trick);
  }

  @Test
  void matches_have_their_rule_in_the_order_of_the_text() {
    assertThat(matches("giveaway villain at bad.tv"))
        .containsExactly(
            new Match(0, 8, Match.Rule.SUSPECT),
            new Match(9, 7, Match.Rule.BANNED),
            new Match(20, 6, Match.Rule.LINK));
  }

  @Test
  void the_more_severe_of_two_overlapping_matches_is_reported() {
    assertThat(matches("go away now")).containsExactly(new Match(0, 7, Match.Rule.BANNED));
  }

  @Test
  void matches_are_limited() {
    assertThat(matches("villain ".repeat(60))).hasSize(Verdict.Flagged.MAX_MATCHES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "…", "ΟΔΟΣ"})
  void there_are_no_matches_without_a_find(String text) {
    assertThat(matches(text)).isEmpty();
  }

  @Test
  void a_match_in_random_text_is_exact_or_missing() {
    Random random = new Random(7);
    int named = 0;
    for (int i = 0; i < 3_000; i++) {
      String text = noise(random) + " villain " + noise(random);
      List<String> found = find(text);
      named += found.contains("villain") ? 1 : 0;
    }
    // A mark or a letter right behind the space may belong to the word.
    assertThat(named).isGreaterThan(2_950);
  }

  /** Letters, accents, compatible forms, spaces, and invisible characters. */
  private static String noise(Random random) {
    int[] starts = {0x20, 0x61, 0xC0, 0x300, 0x391, 0x1100, 0x1161, 0x200B, 0x2460, 0x3000, 0xFB00};
    return random
        .ints(random.nextInt(12), 0, starts.length * 32)
        .map(n -> starts[n / 32] + n % 32)
        .filter(Character::isDefined)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
