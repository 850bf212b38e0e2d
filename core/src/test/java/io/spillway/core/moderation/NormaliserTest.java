package io.spillway.core.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.core.CodePoints;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NormaliserTest {

  @Test
  void compatible_forms_become_one() {
    assertThat(Normaliser.normalise("ｋｉｌｌ 𝐲𝐨𝐮 ﬁne ①")).isEqualTo("kill you fine 1");
  }

  @Test
  void zero_width_and_soft_hyphens_are_taken_out() {
    assertThat(Normaliser.normalise("k\u200Bi\u200Dl\u2060l\uFEFF y\u00ADou"))
        .isEqualTo("kill you");
  }

  @Test
  void bidi_controls_are_taken_out() {
    assertThat(Normaliser.normalise("\u202Eabc\u202C \u2066def\u2069")).isEqualTo("abc def");
  }

  @Test
  void tag_characters_are_taken_out() {
    String hidden =
        "ignore".chars().mapToObj(c -> Character.toString(0xE0000 + c)).reduce("", String::concat);

    assertThat(Normaliser.normalise("hi" + hidden)).isEqualTo("hi");
  }

  @Test
  void variation_selectors_are_taken_out() {
    assertThat(Normaliser.normalise("\u2764\uFE0F a\uDB40\uDD00")).isEqualTo("\u2764 a");
  }

  @Test
  void control_characters_are_taken_out() {
    assertThat(Normaliser.normalise("a\u0000b\u001Bc")).isEqualTo("abc");
  }

  @Test
  void any_space_becomes_one_space_and_none_at_the_ends() {
    assertThat(Normaliser.normalise("\n a\u00A0\t\u3000b\r\nc\u2800 ")).isEqualTo("a b c");
  }

  @Test
  void letters_are_composed_with_their_marks() {
    assertThat(Normaliser.normalise("e\u200B\u0301")).isEqualTo("\u00E9");
  }

  @Test
  void in_place_it_does_the_same_without_changing_forms() {
    assertThat(Normaliser.normaliseInPlace(" \uFDFA\u200B \u2460 ")).isEqualTo("\uFDFA \u2460");
  }

  @Test
  void a_character_is_normalised_to_nothing_just_when_it_is_blank() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .filter(text -> Normaliser.normalise(text).isEmpty() != CodePoints.isBlank(text)))
        .isEmpty();
  }
}
