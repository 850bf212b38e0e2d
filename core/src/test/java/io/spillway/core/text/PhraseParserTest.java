package io.spillway.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          a              > a        > true
          a              > b        > false
          a b            > a b      > true
          a b            > b a      > false
          a b            > a        > false
          a|b            > b        > true
          a b|c          > c        > true
          a b|c          > a c      > false
          a (b|c d) e    > a c d e  > true
          a (b|c d) e    > a b e    > true
          a (b|c d) e    > a c e    > false
          a b? c         > a c      > true
          a b? c         > a b c    > true
          a (b|c)? d     > a c d    > true
          a b?           > a        > true
          a .. z         > a z      > true
          a .. z         > a 1 2 3 z > true
          a .. z         > a 1 2 3 4 z > false
          x? a           > a        > true
          x? a           > x a      > true
          stab+          > stabbing > true
          move+          > moving   > true
          kick+          > kickers  > true
          punch+         > punches  > true
          (hit|kick)+ me > hitting me > true
          @pet barks     > dog barks > true
          @pet barks     > pet barks > false
          a !b           > a        > true
          a !b           > a c      > true
          a !b           > a b      > false
          a !(b|c d)     > a c e    > true
          a !(b|c d)     > a c d    > false
          a !b c         > a c      > true
          a $            > a        > true
          a $            > a b      > false
          a $            > a, b     > true
          a $            > a. b     > true
          a $            > a 🙂 b   > true
          a $            > a-b      > false
          a !$ b         > a b      > true
          a !$ b         > a. b     > false
          ^ a            > a        > true
          ^? a           > a        > true
          (^|b) a        > b a      > true
          a # b          > a 12 b   > true
          a # b          > a 2nd b  > true
          a # b          > a c b    > false
          a #            > a        > false
          """)
  void a_phrase_matches_texts_of_its_pattern(String phrase, String text, boolean fits) {
    assertThat(fits(phrase, text)).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          ^ b      > 1 > a b        > false
          ^ b      > 1 > a, b       > true
          ^ b      > 1 > a (b)      > true
          (^|a) b  > 1 > c b        > false
          (^|a) b  > 1 > c: b       > true
          (^|a) b  > 0 > a b        > true
          """)
  void a_sentence_starts_behind_a_sign(String phrase, int from, String text, boolean fits) {
    assertThat(lengths(phrase, from, text) != 0).isEqualTo(fits);
  }

  @Test
  void signs_within_a_word_are_no_edges() {
    assertThat(lengths("stab $", 0, "s.t.a.b you")).isZero();
    assertThat(lengths("stab you $", 0, "s.t.a.b you. ok")).isNotZero();
  }

  @Test
  void a_phrase_may_begin_with_the_start_of_a_sentence_or_a_word() {
    Vocabulary vocabulary = new Vocabulary();
    Phrase phrase = PhraseParser.parse("(^|a) !b (c|d)", Map.of(), vocabulary);

    assertThat(phrase.firstWords().stream().mapToObj(vocabulary::word))
        .containsExactlyInAnyOrder("a", "c", "d");
  }

  @Test
  void a_phrase_knows_the_words_it_can_begin_with() {
    Vocabulary vocabulary = new Vocabulary();
    Phrase phrase = PhraseParser.parse("(a|b c)? (d|e) f", Map.of(), vocabulary);

    assertThat(phrase.firstWords().stream().mapToObj(vocabulary::word))
        .containsExactlyInAnyOrder("a", "b", "d", "e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a|", "|a", "(a", "a)", "()", "?", "a ??", "a & b", "@none", "(a b)+", "a !", "! | a"
      })
  void an_invalid_phrase_is_rejected(String text) {
    assertThatThrownBy(() -> PhraseParser.parse(text, Map.of(), new Vocabulary()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean fits(String phrase, String text) {
    return lengths(phrase, 0, text) != 0;
  }

  private static long lengths(String phrase, int from, String text) {
    Vocabulary vocabulary = new Vocabulary();
    Phrase pet = new Phrase.Word(vocabulary.numbers(Set.of("dog", "cat")));
    Phrase parsed = PhraseParser.parse(phrase, Map.of("@pet", pet), vocabulary);
    Letters letters = ReadText.of(text).readings().get(0);
    return parsed.lengths(FoundWords.in(letters, vocabulary.trie()), from);
  }
}
