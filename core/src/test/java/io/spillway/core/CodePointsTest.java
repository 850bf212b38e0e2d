package io.spillway.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodePointsTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x1B, 0x7F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180F, 0x200B,
        0x200D, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0x206F, 0x3164, 0xFE00, 0xFE0F, 0xFEFF,
        0xFFA0, 0xFFFB, 0x1BCA0, 0x1D173, 0x1D17A, 0xE0001, 0xE0041, 0xE007F, 0xE0100, 0xE01EF
      })
  void zero_width_characters_are_invisible(int codePoint) {
    assertThat(CodePoints.isInvisible(codePoint)).isTrue();
    assertThat(CodePoints.isSpace(codePoint)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {' ', '\t', '\n', '\r', 0xA0, 0x1680, 0x2000, 0x2028, 0x202F, 0x2800, 0x3000})
  void separators_are_space(int codePoint) {
    assertThat(CodePoints.isSpace(codePoint)).isTrue();
    assertThat(CodePoints.isInvisible(codePoint)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        'a', '0', '.', 0xAC, 0xAE, 0xE9, 0x301, 0x627, 0x201A, 0x2070, 0x4E2D, 0xAC00, 0xFE10,
        0xFE70, 0xFF21, 0xFFFC, 0x1F389, 0x1F3FD, 0xDFFFF, 0xE1000
      })
  void visible_characters_are_neither_space_nor_invisible(int codePoint) {
    assertThat(CodePoints.isInvisible(codePoint)).isFalse();
    assertThat(CodePoints.isSpace(codePoint)).isFalse();
  }

  @Test
  void a_text_of_spaces_and_invisible_characters_only_is_blank() {
    assertThat(CodePoints.isBlank("")).isTrue();
    assertThat(CodePoints.isBlank(" \u200B\u00A0\u3164\n\u2800")).isTrue();
    assertThat(CodePoints.isBlank("\u200B.\u200B")).isFalse();
  }
}
