package io.spillway.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.moderation.Category;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordListTest {

  // The phrases are in ROT13: "zorb", "zorb cable", "you (are)? zorb" and so on.
  private static final WordList ZORB =
      WordList.of(
          "version: xx-1",
          "language: Test",
          "@lbh = lbh|h",
          "[harassment=0.8]",
          "@lbh ner? mbeo",
          "[harassment=0.5]",
          "mbeo",
          "[profanity=0.6]",
          "sybc+",
          "[harmless]",
          "mbeo pnoyr",
          "(qbag|abg) ..  sybc+");

  @ParameterizedTest
  @CsvSource({
    "zorb, 0.5",
    "you zorb, 0.8",
    "u are zorb, 0.8",
    "the zorb is here, 0.5",
    "the zorb cable is here, 0",
    "you zorb cable, 0",
    "zorb cable and zorb, 0.5",
    "a cable, 0"
  })
  void the_highest_score_applies_of_phrases_that_no_harmless_one_overlaps(
      String text, double score) {
    assertThat(score(ZORB, text, Category.HARASSMENT)).isEqualTo(score);
  }

  @Test
  void a_harmless_phrase_cancels_phrases_of_all_categories() {
    assertThat(score(ZORB, "flopping", Category.PROFANITY)).isEqualTo(0.6);
    assertThat(score(ZORB, "please dont ever flop", Category.PROFANITY)).isZero();
    assertThat(score(ZORB, "not zorb flops", Category.HARASSMENT)).isZero();
  }

  @Test
  void harmless_phrases_may_come_before_the_ones_that_they_cancel() {
    WordList list = WordList.of("[harmless]", "mbeo pnoyr", "[spam=0.9]", "mbeo");

    assertThat(score(list, "zorb", Category.SPAM)).isEqualTo(0.9);
    assertThat(score(list, "zorb cable", Category.SPAM)).isZero();
  }

  @Test
  void a_list_names_its_version_language_and_size() {
    assertThat(ZORB.version()).isEqualTo("xx-1");
    assertThat(ZORB.language()).isEqualTo("Test");
    assertThat(ZORB.size()).isEqualTo(5);
  }

  @Test
  void a_phrase_is_found_wherever_its_words_are() {
    String filler = "la ".repeat(80);

    assertThat(score(ZORB, filler + "you are zorb " + filler, Category.HARASSMENT)).isEqualTo(0.8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[nothing=0.5]", "[spam]", "[spam=much]"})
  void an_invalid_header_is_rejected(String header) {
    assertThatThrownBy(() -> WordList.of(header)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void the_bundled_list_states_what_it_is() {
    WordList list = WordList.bundled("en");

    assertThat(list.version()).startsWith("en-");
    assertThat(list.language()).isEqualTo("English");
    assertThat(list.size()).isGreaterThan(200);
  }

  private static double score(WordList list, String text, Category category) {
    Map<Category, Double> scores = list.score(ReadText.of(text)).byCategory();
    return scores.getOrDefault(category, 0.0);
  }
}
