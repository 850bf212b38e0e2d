package io.spillway.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
  void a_word_may_have_several_readings() {
    Phrase phrase = PhraseParser.parse("so good", Map.of());

    assertThat(phrase.lengths(List.of(Set.of("soo", "so"), Set.of("good")), 0)).isNotZero();
  }

  @Test
  void a_phrase_knows_the_words_it_can_begin_with() {
    assertThat(PhraseParser.parse("(a|b c)? (d|e) f", Map.of()).firstWords())
        .containsExactlyInAnyOrder("a", "b", "d", "e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a|", "|a", "(a", "a)", "()", "?", "a ??", "a & b", "@none", "(a b)+"})
  void an_invalid_phrase_is_rejected(String text) {
    assertThatThrownBy(() -> PhraseParser.parse(text, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean fits(String phrase, String text) {
    Map<String, Phrase> names = Map.of("@pet", new Phrase.Word(Set.of("dog", "cat")));
    List<Set<String>> words = Stream.of(text.split(" ", -1)).map(Set::of).toList();
    return PhraseParser.parse(phrase, names).lengths(words, 0) != 0;
  }
}
