package io.spillway.ports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLengthTest {

  private static final String FAMILY =
      "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "e\u0301",
        "\uD83C\uDF89",
        FAMILY,
        "\uD83D\uDC4D\uD83C\uDFFD",
        "\uD83C\uDDE9\uD83C\uDDEA",
        "\u0915\u094D\u0937",
        "\u1112\u1161\u11AB"
      })
  void signs_that_people_see_as_one_count_as_one(String sign) {
    int each = sign.codePointCount(0, sign.length());
    int most = 700 / each;

    assertThat(TextLength.problem(sign.repeat(Math.min(most, 100)), 500)).isNull();
  }

  @Test
  void a_text_at_the_limit_fits_and_one_more_sign_does_not() {
    for (String sign : new String[] {"a", "e\u0301", "\uD83D\uDC4D\uD83C\uDFFD"}) {
      assertThat(TextLength.problem(sign.repeat(500), 500)).as(sign).isNull();
      assertThat(TextLength.problem(sign.repeat(501), 500))
          .as(sign)
          .isEqualTo("must have at most 500 characters");
    }
  }

  @Test
  void a_letter_with_a_tower_of_marks_is_bounded_in_code_points() {
    assertThat(TextLength.problem("a" + "\u0301".repeat(1_999), 500)).isNull();
    assertThat(TextLength.problem("a" + "\u0301".repeat(2_001), 500))
        .isEqualTo("must have at most 2000 Unicode code points");
  }

  @Test
  void a_hundred_families_are_a_text_but_no_name() {
    assertThat(TextLength.problem(FAMILY.repeat(100), 500)).isNull();
    assertThat(TextLength.problem(FAMILY.repeat(57), 100)).isNull();
    assertThat(TextLength.problem(FAMILY.repeat(58), 100))
        .isEqualTo("must have at most 400 Unicode code points");
  }
}
