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
          """)
  void a_phrase_matches_texts_of_its_pattern(String phrase, String text, boolean fits) {
    assertThat(fits(phrase, text)).isEqualTo(fits);
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
      strings = {"", "a|", "|a", "(a", "a)", "()", "?", "a ??", "a & b", "@none", "(a b)+"})
  void an_invalid_phrase_is_rejected(String text) {
    assertThatThrownBy(() -> PhraseParser.parse(text, Map.of(), new Vocabulary()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean fits(String phrase, String text) {
    Vocabulary vocabulary = new Vocabulary();
    Phrase pet = new Phrase.Word(vocabulary.numbers(Set.of("dog", "cat")));
    Phrase parsed = PhraseParser.parse(phrase, Map.of("@pet", pet), vocabulary);
    Letters letters = ReadText.of(text).readings().get(0);
    return parsed.lengths(FoundWords.in(letters, vocabulary.trie()), 0) != 0;
  }
}
