package io.spillway.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookAlikesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        "ann ",
        "Ann",
        "ANN",
        "ａｎｎ",
        "аnn",
        "Αnn",
        "a\u200bnn",
        "\u202eann",
        "𝓪𝓷𝓷",
        "ⓐⓝⓝ",
        "a n n",
        "ᴀɴɴ",
      })
  void names_that_look_alike_are_one(String name) {
    assertThat(LookAlikes.foldName(name)).isEqualTo("ann");
  }

  @ParameterizedTest
  @CsvSource({"Bill, BiII", "bob0, вobo", "Сосо, Coco", "paypal, рауpaI", "x1, хl"})
  void letters_and_digits_that_look_alike_are_one(String one, String other) {
    assertThat(LookAlikes.foldName(one)).isEqualTo(LookAlikes.foldName(other));
  }

  @ParameterizedTest
  @CsvSource({"ann, anna", "José, Jose", "мина, мила", "मीना, मिना", "user2, user3", "さくら, サクラ"})
  void names_that_look_different_are_two(String one, String other) {
    assertThat(LookAlikes.foldName(one)).isNotEqualTo(LookAlikes.foldName(other));
  }

  @Test
  void folding_is_idempotent_and_leaves_something_of_every_visible_name() {
    for (String name : new String[] {"І|1l", "ΩMEGA", "ЁЖИК", "éé", "日本", "🎉", "\u0301"}) {
      String folded = LookAlikes.foldName(name);
      assertThat(folded).as(name).isNotEmpty();
      assertThat(LookAlikes.foldName(folded)).as(name).isEqualTo(folded);
      assertThat(Normalizer.isNormalized(folded, Normalizer.Form.NFC)).isTrue();
    }
  }
}
