package io.spillway.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordFinderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grampus",
        "you GRAMPUS!",
        "ｇｒａｍｐｕｓ",
        "ⓖⓡⓐⓜⓟⓤⓢ",
        "𝖌𝖗𝖆𝖒𝖕𝖚𝖘",
        "grámpüs",
        "g̶r̶a̶m̶p̶u̶s̶",
        "grаmрus",
        "gr\u200Bam\u00ADpus",
        "gr4mpu5",
        "gr@mpu$",
        "9rampus",
        "g r a m p u s",
        "g  r  a  m  p  u  s",
        "g.r.a.m.p.u.s",
        "g-r_a~m/p,u;s",
        "gram pus",
        "gr**am**pus",
        "**grampus**",
        "||grampus||",
        "_grampus_",
        "@grampus",
        "#grampus",
        "gr*mp*s",
        "grampusss",
        "ggrraammppuuss",
        "grammpus",
        "grampus123",
        "69grampus",
        "grampuses",
        "grampusing",
        "grampus's",
        "!grampus",
        "grampusgrampus",
        "这个grampus吗",
        "\u202Esupmarg\u202C",
        "grampus \u202Eabc"
      })
  void a_word_is_found_under_its_disguises(String text) {
    assertThat(find("grampus", text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"grampusian", "subgrampus", "gr-", "grmpus", "grampu", "g r a m p", "gr****s"})
  void other_words_are_not_found(String text) {
    assertThat(find("grampus", text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "god, good, false",
    "god, gooood, true",
    "god, ggodd, true",
    "lose, loose, false",
    "hell, he'll, false",
    "hell, h.e.l.l, true",
    "hell, h e l l, true",
    "hell, he ll, false",
    "hell, hel-l, true",
    "bos, b05, false",
    "as, a s, false",
    "pens, pen s, false",
    "act, act now, true",
    "act, acts, false",
    "act, acct, false",
    "boss, 8055, false",
    "ass, 45s left, false",
    "gate 7, g4te 7, true",
    "u2, u2, true",
    "u2, uz, false"
  })
  void short_words_are_found_in_fewer_disguises(String entry, String text, boolean isFound) {
    assertThat(find(entry, text)).hasSize(isFound ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "go away, goaway, true",
    "go away, go-away, true",
    "go away, 'go, away', true",
    "go away, g0 4way, true",
    "go away, g o a w a y, true",
    "go away, go right away, false",
    "go away, cargo away, false",
    "u r, ur, false"
  })
  void a_phrase_may_be_joined_and_separated_by_signs(String entry, String text, boolean isFound) {
    assertThat(find(entry, text)).hasSize(isFound ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "傻瓜, 你是傻瓜吗, true",
    "傻瓜, 傻 瓜, true",
    "傻瓜, 傻, false",
    "だめ, これはだめです, true",
    "ばか, はか, false",
    "ばか, ば か, true",
    "ﾊﾞｶ, バカ, true",
    "ห้าม, นี่ห้ามเข้า, true",
    "바보, 너 바보야, true",
    "바보, 바 보, true",
    "바보, 아바보, false",
    "كلب, يا كـلـب, true",
    "كلب, الكلب, true",
    "كلب, والكلب, true",
    "كلب, كلبهم, true",
    "كلب, مكلب, false",
    "дурак, ты ДУРАК!, true",
    "дурак, дypaк, true",
    "дурак, дуракам, false"
  })
  void words_of_other_scripts_are_found_by_their_own_rules(
      String entry, String text, boolean isFound) {
    assertThat(find(entry, text)).hasSize(isFound ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "straße, STRASSE, true",
    "STRASSE, straße, true",
    "straße, STRAẞE, true",
    "piç, PİÇ, true",
    "piç, p̶i̶ç, true",
    "piç, nice pic, false",
    "schön, schon, false",
    "año, ano, false",
    "élan, elan, true",
    "naïve, naive, true",
    "før, for, false",
    "for, før, true"
  })
  void a_mark_that_makes_another_letter_must_be_there(String entry, String text, boolean isFound) {
    assertThat(find(entry, text)).hasSize(isFound ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "kill*, killer move, true",
    "kill*, kill, true",
    "kill*, k1lling, true",
    "kill*, overkill, false",
    "*bad*, notbad, true",
    "*bad*, baddest, true",
    "*bad*, not b a d, true",
    "'\"kill\"', kill, true",
    "'\"kill\"', KILL!, true",
    "'\"kill\"', kills, false",
    "'\"kill\"', k.i.l.l, false",
    "'\"kill\"', kiiill, false",
    "kill, killer, false",
    "kill, kills, true"
  })
  void an_entry_states_the_part_of_a_word_that_it_covers(
      String entry, String text, boolean isFound) {
    assertThat(find(entry, text)).hasSize(isFound ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "you g r a m p u s ! > g r a m p u s",
        "'  a  gr**am**pus ' > gr**am**pus",
        "x ｇｒａｍｐｕｓ y > ｇｒａｍｐｕｓ",
        "grampuses > grampus",
        "🎉🎉grampus🎉 > grampus"
      })
  void a_find_has_its_place_in_the_text_as_written(String text, String part) {
    assertThat(find("grampus", text)).containsExactly(part);
  }

  @Test
  void no_number_of_repeated_letters_hides_a_word() {
    assertThat(find("grampus", "g".repeat(400) + "rampus")).hasSize(1);
    assertThat(find("grampus", "gr1|!".repeat(90) + " grampus")).hasSize(1);
    assertThat(find("grampus", "gram ".repeat(90) + "gr4mpu5")).hasSize(1);
  }

  @Test
  void a_reversed_part_is_found_where_it_is_written() {
    assertThat(find("grampus", "a \u202Esupmarg\u202C b")).containsExactly("supmarg");
  }

  @Test
  void each_of_many_entries_is_found() {
    List<String> words = Stream.of("alpha", "alphabet", "bet", "alpha bet").toList();
    List<Integer> found = new ArrayList<>();
    new WordFinder(words.stream().map(WordEntry::of).toList())
        .find(ReadText.of("alpha bet"), (entry, start, end) -> found.add(entry));

    assertThat(found).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  private static List<String> find(String entry, String text) {
    WordEntry read = WordEntry.of(entry);
    assertThat(read.problem()).isNull();
    List<String> found = new ArrayList<>();
    new WordFinder(List.of(read))
        .find(ReadText.of(text), (number, start, end) -> found.add(text.substring(start, end)));
    return found.stream().distinct().limit(1).toList();
  }
}
