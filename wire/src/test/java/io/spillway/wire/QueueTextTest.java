package io.spillway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.queue.Payload;
import io.spillway.testkit.queue.QueueTexts;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueueTextTest {

  static List<QueueTexts.Row> rows() {
    return QueueTexts.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void every_text_of_the_table_is_decoded_as_listed(QueueTexts.Row row) {
    assertThat(QueueText.decode(row.text().getBytes(UTF_8))).isEqualTo(row.payload());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_decoded_and_reencoded_payload_decodes_to_the_same(QueueTexts.Row row) {
    // The local host passes payloads that its queue has decoded, in Base64; the result must be the
    // same.
    assertThat(again(QueueText.decode(row.text().getBytes(UTF_8)))).isEqualTo(row.payload());
  }

  @Test
  void encoding_any_bytes_is_reversible() {
    Random chance = new Random(16);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[chance.nextInt(40)];
      chance.nextBytes(bytes);
      assertThat(again(Payload.of(bytes))).isEqualTo(Payload.of(bytes));
    }
  }

  @Test
  void decoding_keeps_the_text_or_is_reversible_or_yields_json() {
    Random chance = new Random(17);
    String letters = "abcewxyz0189+/-_= \n{}[]\"";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = chance.nextInt(14); n > 0; n--) {
        text.append(letters.charAt(chance.nextInt(letters.length())));
      }
      Payload read = QueueText.decode(text.toString().getBytes(UTF_8));
      String inside = read.text().orElse("").strip();
      assertThat(
              read.equals(Payload.of(text.toString()))
                  || QueueText.encode(read).equals(text.toString())
                  || inside.matches("(?s)[{\\[].*[}\\]]"))
          .as("<%s>", text)
          .isTrue();
    }
  }

  @Test
  void incomplete_base64_is_not_decoded() {
    String text = QueueText.encode(Payload.of("{\"a\":1}"));
    Payload cut = Payload.of(text.substring(0, 5));
    assertThat(QueueText.decode(cut.bytes())).isEqualTo(cut);
  }

  private static Payload again(Payload payload) {
    return QueueText.decode(QueueText.encode(payload).getBytes(UTF_8));
  }
}
