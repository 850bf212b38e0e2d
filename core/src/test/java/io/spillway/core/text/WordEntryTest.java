package io.spillway.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordEntryTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "Word, word",
        "  two   words , two words",
        "$hit, shit",
        "a$$, ass",
        "@ss, ass",
        "b!tch, bitch",
        "gg!, gg",
        "№1, no1",
        "k1ll, k1ll",
        "piç, piç",
        "naïve, naive",
        "Straße, strasse",
        "ｗｉｄｅ, wide",
        "don't, don t",
        "kill*, kill*",
        "*Bad*, *bad*",
        "\"Exact\", \"exact\"",
        "死, 死",
        "ばか, ばか"
      })
  void an_entry_is_read_as_a_text_is(String written, String reading) {
    WordEntry entry = WordEntry.of(written);

    assertThat(entry.problem()).isNull();
    assertThat(entry.reading()).isEqualTo(reading);
    assertThat(WordEntry.of(reading)).isEqualTo(entry);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "c++ > would be read as 'c', without +",
        "🐒 boy > would be read as 'boy', without 🐒",
        "/b[a4]d/ > would be read as 'b a4 d', without [",
        "#ad > would be read as 'ad', without #",
        "b*tch > has * inside: it may end an entry, for any ending, or be at both ends",
        "*end > has * inside: it may end an entry, for any ending, or be at both ends",
        "a > would be read as 'a', which everyday texts have",
        "あ > would be read as 'あ', which everyday texts have",
        "*as* > would match everyday words: with * it needs 3 letters",
        "as* > would match everyday words: with * it needs 3 letters"
      })
  void an_entry_that_would_match_something_else_is_refused(String written, String problem) {
    assertThat(WordEntry.of(written).problem()).isEqualTo(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "...", "🍆", "***", "\"\"", "\u200B"})
  void an_entry_without_letters_is_refused(String written) {
    assertThat(WordEntry.of(written)).isEqualTo(new WordEntry("", "has no letter or digit"));
  }

  @Test
  void words_are_counted() {
    assertThat(WordEntry.of("one two-three").words()).isEqualTo(3);
    assertThat(WordEntry.of("\"one two\"").words()).isEqualTo(2);
  }
}
