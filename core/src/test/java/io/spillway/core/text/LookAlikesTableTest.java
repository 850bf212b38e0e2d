package io.spillway.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookAlikesTableTest {

  private static final Path FILE =
      Path.of("src/main/resources/io/spillway/core/text/look-alikes.txt");
  private static final LookAlikesTable TABLE = new LookAlikesTable();

  @Test
  void the_file_is_what_unicode_data_gives() throws IOException {
    List<String> lines = new ArrayList<>(LookAlikesTable.head());
    lines.addAll(TABLE.lines());
    String expected = String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("spillway.write")) {
      Files.writeString(FILE, expected);
    }
    assertThat(Files.readString(FILE, UTF_8))
        .as("to write it anew: -Dtest=LookAlikesTableTest -Dspillway.write=true")
        .isEqualTo(expected);
  }

  @Test
  void the_product_reads_all_of_the_file() {
    TABLE.folds.forEach(
        (from, to) -> assertThat(Character.toString(LookAlikes.fold(from))).isEqualTo(to));
    TABLE.seen.forEach(
        (from, to) -> assertThat(Character.toString(LookAlikes.appearance(from))).isEqualTo(to));
    TABLE.expansions.forEach((from, to) -> assertThat(LookAlikes.expand(from)).isEqualTo(to));
  }

  @Test
  void letters_confusable_with_a_latin_one_have_a_reading_as_that_letter() {
    Map<String, Integer> latin = new HashMap<>();
    for (int letter = 'A'; letter <= 'z'; letter++) {
      if (Character.isLetter(letter)) {
        latin.put(TABLE.skeleton(letter), Character.toLowerCase(letter));
      }
    }
    for (int letter : TABLE.scope()) {
      Integer target = latin.get(TABLE.skeleton(letter));
      if (target != null && UCharacter.isLetter(letter)) {
        assertThat(readings(letter)).as(Character.toString(letter)).contains(target);
      }
    }
  }

  private static List<Integer> readings(int codePoint) {
    int folded = LookAlikes.fold(Character.toLowerCase(codePoint));
    char decorative = folded > Character.MAX_VALUE ? 0 : LookAlikes.decorative((char) folded);
    int seen = LookAlikes.appearance(codePoint);
    // Capital i and small l have one skeleton.
    int twin = folded == 'i' ? 'l' : 0;
    return IntStream.of(folded, seen, decorative, twin)
        .filter(reading -> reading != 0)
        .boxed()
        .toList();
  }

  @Test
  void confusable_small_letters_of_cyrillic_and_greek_have_a_reading_in_common() {
    TABLE.scope().stream()
        .filter(letter -> letter >= 'α' && letter <= 0x4FF && UCharacter.isLowerCase(letter))
        // Final sigma is read as the sigma that it is.
        .filter(letter -> letter != 'ς')
        .collect(groupingBy(TABLE::skeleton))
        .values()
        .forEach(
            letters ->
                letters.forEach(
                    letter ->
                        assertThat(readings(letter))
                            .as(letters.toString())
                            .containsAnyElementsOf(readings(letters.get(0)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "абвгдежзиклмнопрстуфхцчшщъыьэюя",
        "абвгдеєжзиіклмнопрстуфхцчшщьюя",
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        "αβγδεζηθικλμνξοπρστυφχψω",
      })
  void an_alphabet_keeps_its_letters_apart(String alphabet) {
    assertThat(alphabet.chars().map(LookAlikes::fold).boxed().collect(toSet()))
        .hasSize(alphabet.length());
  }

  @Test
  void ascii_stays_itself() {
    for (int sign = 0; sign < 0x80; sign++) {
      assertThat(LookAlikes.fold(sign)).isEqualTo(sign);
      assertThat(LookAlikes.expand(sign)).isEmpty();
      assertThat(LookAlikes.appearance(sign)).isEqualTo(sign == 'I' ? 'l' : (char) 0);
    }
  }

  @Test
  void folding_is_idempotent_and_the_same_for_both_cases() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      int folded = LookAlikes.fold(Character.toLowerCase(codePoint));
      if (folded != codePoint) {
        assertThat(LookAlikes.fold(folded)).isEqualTo(folded);
        assertThat(Character.toLowerCase(folded)).isEqualTo(folded);
      }
      if (codePoint > 0xFF && Character.isLetter(codePoint)) {
        String written = Character.toString(codePoint);
        String name = LookAlikes.foldName(written);
        assertThat(LookAlikes.foldName(name)).as(written).isEqualTo(name);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ا", "ו", "ס", "ه", "바", "保", "あ", "ア", "ค", "अ", "ყ", "。", "|", "∣", "○"})
  void letters_of_scripts_without_case_and_punctuation_stay_themselves(String sign) {
    assertThat(LookAlikes.fold(sign.codePointAt(0))).isEqualTo(sign.codePointAt(0));
  }

  @ParameterizedTest
  @CsvSource({
    "сука, СУКА",
    "barbie, BARBIE",
    "scheiße, SCHEISSE",
    "λόγος, ΛΟΓΟΣ",
    "ընկեր, ԸՆԿԵՐ",
    "ꮳꮃꭹ, ᏣᎳᎩ",
    "zorblax, 🅉🅞🅡🅱🅻🅐🆇",
    "zorblax, 🇿🇴🇷🇧🇱🇦🇽",
    "zorblax, ᴢᴏʀʙʟᴀx",
    "zorblax, ƶørɓłⱥӿ",
    "zorblax, ꓜꓳꓣꓐꓡꓮꓫ",
    "kys, ĸуѕ",
    "kill, kıll",
    "bitch, 🅱itch",
    "encyclopaedia, encyclopædia",
    "42, ❹❷",
  })
  void texts_that_look_alike_are_one(String one, String other) {
    assertThat(FoldedText.of(other).folded()).isEqualTo(FoldedText.of(one).folded());
  }

  @ParameterizedTest
  @CsvSource({"Ν, n", "ν, ", "Ι, l", "η, n", "Σ, e", "σ, o", "В, ", "Т, ", "г, ", "ш, "})
  void a_letter_may_have_a_second_reading(String letter, String reading) {
    char seen = LookAlikes.appearance(letter.charAt(0));
    assertThat(seen).isEqualTo(reading == null ? (char) 0 : reading.charAt(0));
  }

  @ParameterizedTest
  @CsvSource({"я, r", "и, n", "ш, w", "д, a", "λ, a", "ᗩ, a", "ж, x"})
  void a_letter_may_be_decoration(char letter, char latin) {
    assertThat(LookAlikes.decorative(letter)).isEqualTo(latin);
    assertThat(LookAlikes.fold(letter)).isEqualTo(letter);
  }
}
