package io.spillway.ports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorNamesTest {

  private static final String NAME = "Jos\u00e9";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jose\u0301",
        "Jos\u00e9 ",
        " \u00a0\u3000Jos\u00e9\t",
        "Jos\u00e9\u200b",
        "\u202eJos\u00e9",
        "J\u00ados\ufeff\u00e9\u2066",
        "Jose\u034f\u0301",
        "\u200b Jos\u00e9\u200b \u200b",
        "\u2800Jos\u00e9\u3164",
      })
  void spellings_that_differ_only_invisibly_denote_one_author(String spelling) {
    assertThat(AuthorNames.key(spelling)).isEqualTo(NAME);
    assertThat(AuthorNames.same(NAME, spelling)).isTrue();
    assertThat(AuthorNames.foldedKey(spelling)).isEqualTo("jos\u00e9");
  }

  @ParameterizedTest
  @CsvSource({
    "ann, Ann",
    "ann, an n",
    "ann, \uff41nn",
    "ann, \u0430nn",
    "Jose, Jos\u00e9",
    "a_b, ab",
  })
  void names_that_differ_visibly_or_in_case_denote_two_authors(String one, String other) {
    assertThat(AuthorNames.same(one, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ann, ANN",
    "stra\u00dfe, STRASSE",
    "\u03c3\u03b1\u03c2, \u03a3\u0391\u03a3",
    "\u01f0, J\u030c",
    "\u0430\u043d\u043d\u0430, \u0410\u041d\u041d\u0410",
  })
  void the_folded_key_ignores_case(String one, String other) {
    assertThat(AuthorNames.foldedKey(one)).isEqualTo(AuthorNames.foldedKey(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        " ann",
        "\u01f0",
        "\u0130x",
        "e\u0301 ",
        "\u00b4a",
        " \u0301a",
        "\u1fef",
        "\u2126",
      })
  void keys_are_idempotent(String name) {
    String key = AuthorNames.key(name);
    String folded = AuthorNames.foldedKey(name);
    assertThat(AuthorNames.key(key)).isEqualTo(key);
    assertThat(AuthorNames.foldedKey(folded)).isEqualTo(folded);
    assertThat(AuthorNames.foldedKey(key)).isEqualTo(folded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u200b", "\u202e \u3164", "\u2800"})
  void a_name_without_anything_visible_has_an_empty_key(String name) {
    assertThat(AuthorNames.key(name)).isEmpty();
  }

  @Test
  void spaces_within_a_name_stay() {
    assertThat(AuthorNames.key(" ann  lee ")).isEqualTo("ann  lee");
  }
}
