package io.spillway.core.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.queue.Payload;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameInPayloadTest {

  private static final String NAME = "Zo\u00eb \"Z\"";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zo\u00eb \\\"Z\\\"",
        "Zoe\u0308 \\\"Z\\\"",
        "Zo\\u00eb \\\"Z\\\"",
        "Zo\\u00EB \\u0022Z\\u0022",
        "\u200bZo\u00eb\\u200b \\\"Z\\\" ",
        "Zoe\\u0308 \\\"Z\\\""
      })
  void a_name_is_replaced_in_each_spelling_and_escape(String spelled) {
    assertThat(rewritten(NAME, "{\"a\": 1.50, \"actor\" : \"" + spelled + "\", \"x\":[\"y\"]}"))
        .isEqualTo("{\"a\": 1.50, \"actor\" : \"[erased]\", \"x\":[\"y\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"actor\":\"adam\"}",
        "{\"actor\":\"Ada\"}",
        "{\"text\":\"to ada\"}",
        "{\"ada\":\"bob\"}",
        "{\"streamId\":\"ada\",\"eventId\":\"ada\",\"type\":\"ada\"}",
        "ada",
        "{\"actor\":\"\"}"
      })
  void other_texts_field_names_and_ids_are_left(String json) {
    assertThat(new NameInPayload("ada").isIn(Payload.of(json))).isFalse();
    assertThat(rewritten("ada", json)).isEqualTo(json);
  }

  @Test
  void each_occurrence_is_replaced_also_in_lists_and_nested_objects() {
    assertThat(rewritten("ada", "{\"data\":{\"actor\":\"ada\",\"friends\":[\"bob\",\"ada\"]}}"))
        .isEqualTo("{\"data\":{\"actor\":\"[erased]\",\"friends\":[\"bob\",\"[erased]\"]}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"actor\":\"ada\",,}|{\"actor\":\"[erased]\",,}",
        "{\"actor\":\"ada|{\"actor\":\"[erased]",
        "{\"actor\":\"ad|{\"actor\":\"[erased]",
        "{\"actor\":\"ad\\|{\"actor\":\"[erased]\\",
        "{\"actor\":\"|{\"actor\":\""
      })
  void a_name_is_replaced_in_malformed_and_truncated_json(String json, String expected) {
    assertThat(rewritten("ada", json)).isEqualTo(expected);
  }

  @Test
  void a_name_is_replaced_in_base64_and_in_json_inside_a_text() {
    String inner = "{\"actor\":\"ada\",\"n\":\"a\\nb\"}";
    String base64 = Base64.getEncoder().encodeToString(inner.getBytes(UTF_8));
    String rest =
        Base64.getEncoder().encodeToString(inner.replace("ada", "[erased]").getBytes(UTF_8));

    assertThat(rewritten("ada", "{\"data_base64\":\"" + base64 + "\"}"))
        .isEqualTo("{\"data_base64\":\"" + rest + "\"}");
    assertThat(rewritten("ada", "{\"data_base64\":\"no base64!\"}"))
        .isEqualTo("{\"data_base64\":\"no base64!\"}");
    assertThat(
            rewritten("ada", "{\"text\":\"{\\\"actor\\\":\\\"ada\\\",\\\"n\\\":\\\"\u00eb\\\"}\"}"))
        .isEqualTo("{\"text\":\"{\\\"actor\\\":\\\"[erased]\\\",\\\"n\\\":\\\"\u00eb\\\"}\"}");
  }

  @Test
  void bytes_that_are_not_utf8_are_left() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("{\"x\":\"".getBytes(UTF_8));
    bytes.write(0xFF);
    bytes.writeBytes("\",\"actor\":\"ada\"}".getBytes(UTF_8));

    byte[] rest = new NameInPayload("ada").removedFrom(Payload.of(bytes.toByteArray())).bytes();

    assertThat(rest[6]).isEqualTo((byte) 0xFF);
    assertThat(new String(rest, UTF_8)).endsWith("\",\"actor\":\"[erased]\"}");
  }

  @Test
  void a_rewritten_payload_no_longer_has_the_name() {
    Payload payload = Payload.of("{\"actor\":\"ada\"}");
    NameInPayload name = new NameInPayload("ada");

    assertThat(name.isIn(payload)).isTrue();
    assertThat(name.isIn(name.removedFrom(payload))).isFalse();
  }

  @Test
  void a_large_payload_of_quotes_takes_no_deep_recursion() {
    String large = "[\"" + "\\\"a".repeat(20_000) + "\",\"ada\"]";

    assertThat(rewritten("ada", large)).endsWith("\"[erased]\"]");
  }

  private static String rewritten(String name, String json) {
    return new NameInPayload(name).removedFrom(Payload.of(json)).text().orElseThrow();
  }
}
