package io.spillway.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void a_cursor_returns_its_key_for_its_own_query() {
    assertThat(Cursor.lastKey("messages of s1", Cursor.after("messages of s1", "k~é😀")))
        .isEqualTo("k~é😀");
  }

  @Test
  void the_longest_sort_key_fits_into_a_cursor() {
    String id = "x".repeat(Ids.MAX_LENGTH);
    String longest = SortableTime.key(Instant.parse("9999-12-31T23:59:59Z"), id + "~~" + id);

    assertThat(Cursor.lastKey("q", Cursor.after("q", longest))).isEqualTo(longest);
  }

  @Test
  void a_missing_cursor_means_the_first_page() {
    assertThat(Cursor.lastKey("messages of s1", null)).isNull();
  }

  @Test
  void a_cursor_of_another_query_is_rejected() {
    String cursor = Cursor.after("messages of s1", "key");

    assertThatThrownBy(() -> Cursor.lastKey("messages of s2", cursor))
        .isInstanceOf(InvalidCursorException.class)
        .hasMessage("cursor belongs to another query");
  }

  @Test
  void a_cursor_is_url_safe() {
    assertThat(Cursor.after("q", "2026-11-23T12:00:00.000000Z~m?/&=")).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "not base64!", "AAAAAAAAAAA", "====", "ÄÖÜ"})
  void text_that_is_not_a_cursor_is_rejected(String text) {
    assertThatThrownBy(() -> Cursor.lastKey("q", text))
        .isInstanceOf(InvalidCursorException.class)
        .hasMessage("cursor is malformed");
  }

  @Test
  void a_cursor_that_is_too_long_or_has_no_text_is_rejected() {
    String tooLong = Cursor.after("q", "k".repeat(1_000));
    assertThatThrownBy(() -> Cursor.lastKey("q", tooLong))
        .isInstanceOf(InvalidCursorException.class);
    String cursor = Cursor.after("q", "k");
    String notUtf8 = cursor.substring(0, cursor.length() - 2) + "_w";
    assertThatThrownBy(() -> Cursor.lastKey("q", notUtf8))
        .isInstanceOf(InvalidCursorException.class);
  }
}
