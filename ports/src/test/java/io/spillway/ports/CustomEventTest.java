package io.spillway.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.ports.event.EventDetail.Custom;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamTotals;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomEventTest {

  private static void isRefused(Map<String, String> fields, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Custom("hype", fields))
        .withMessageContaining(message);
  }

  private static Map<String, String> fields(int count) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < count; i++) {
      fields.put("k" + i, "v");
    }
    return fields;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Hype", "hype train", "hype_train", ".hype", "-hype", "1", "hÿpe"})
  void a_type_in_another_format_is_rejected(String type) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Custom(type, Map.of()))
        .withMessage("type must be " + Custom.TYPE_FORM);
  }

  @Test
  void a_type_has_one_to_forty_characters() {
    assertThat(new Custom("t", Map.of()).type()).isEqualTo("t");
    assertThat(new Custom("t.-4" + "t".repeat(36), Map.of()).type()).hasSize(40);
    assertThat(Custom.typeProblem("t".repeat(41))).isEqualTo("must be " + Custom.TYPE_FORM);
  }

  @ParameterizedTest
  @EnumSource
  void the_name_of_a_built_in_type_is_rejected(EventType type) {
    assertThat(Custom.typeProblem(type.key())).isEqualTo("must not be other or a built-in type");
    assertThat(Custom.typeProblem(type.key() + ".x")).isNull();
  }

  @Test
  void the_name_under_which_further_types_are_counted_is_rejected() {
    assertThat(Custom.typeProblem(StreamTotals.OTHER)).isNotNull();
  }

  @Test
  void a_custom_event_has_at_most_twenty_fields() {
    assertThat(new Custom("hype", fields(20)).fields()).hasSize(20);
    isRefused(fields(21), "fields must be at most 20");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1st", "_x", ".x", "a b", "a/b", "a~b", "ä", "a\n"})
  void a_key_in_another_format_is_rejected(String key) {
    isRefused(Map.of(key, "v"), "fields must have keys of " + Custom.KEY_FORM);
  }

  @Test
  void a_key_has_one_to_forty_characters() {
    assertThat(new Custom("hype", Map.of("A._-9" + "k".repeat(35), "v")).fields()).hasSize(1);
    isRefused(Map.of("k".repeat(41), "v"), "fields must have keys of " + Custom.KEY_FORM);
  }

  @Test
  void a_value_that_cannot_be_stored_is_rejected() {
    isRefused(Map.of("k", "a\0"), "fields.k must not have the character U+0000");
    isRefused(Map.of("k", "a\uD83D"), "fields.k must be valid Unicode");
    isRefused(Map.of("k", "\uDE00a"), "fields.k must be valid Unicode");
    assertThat(new Custom("hype", Map.of("k", "\uD83D\uDE00\n")).fields()).hasSize(1);
  }

  @Test
  void keys_and_values_have_at_most_4096_bytes_in_total() {
    String most = "é".repeat(2_047);
    assertThat(new Custom("hype", Map.of("a", "", "b", most)).fields()).hasSize(2);
    isRefused(Map.of("a", "x", "b", most), "fields must have at most 4096 bytes in UTF-8");
    isRefused(Map.of("ab", "", "b", most), "fields must have at most 4096 bytes in UTF-8");
  }

  @Test
  void the_order_of_fields_does_not_matter() {
    Map<String, String> backwards = new LinkedHashMap<>();
    List.of("c", "b", "a").forEach(key -> backwards.put(key, "v"));
    Custom custom = new Custom("hype", backwards);
    backwards.clear();

    assertThat(custom).isEqualTo(new Custom("hype", Map.of("a", "v", "b", "v", "c", "v")));
    assertThat(custom).hasSameHashCodeAs(new Custom("hype", Map.of("b", "v", "a", "v", "c", "v")));
    assertThat(custom.fields().keySet()).containsExactly("a", "b", "c");
  }

  @Test
  void the_text_form_of_a_custom_event_contains_no_values() {
    assertThat(new Custom("hype", Map.of("k", "hunter2"))).hasToString("Custom[hype, 1 fields]");
  }

  @Test
  void the_types_of_a_stream_are_counted_by_name_up_to_the_limit() {
    StreamTotals totals = StreamTotals.NONE;
    for (int i = 0; i < StreamTotals.MAX_CUSTOM_TYPES + 3; i++) {
      totals = totals.plus(new Custom("t" + i, Map.of())).plus(new Custom("t" + i, Map.of()));
    }
    assertThat(totals.custom()).hasSize(StreamTotals.MAX_CUSTOM_TYPES + 1).containsEntry("t0", 2L);
    assertThat(totals.custom()).containsEntry(StreamTotals.OTHER, 6L);
    assertThat(totals.count(EventType.CUSTOM)).isEqualTo(2L * StreamTotals.MAX_CUSTOM_TYPES + 6);
    assertThat(Arrays.stream(EventType.values()).mapToLong(totals::count).sum())
        .isEqualTo(totals.count(EventType.CUSTOM));
  }
}
