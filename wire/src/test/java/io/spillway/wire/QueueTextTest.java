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
  void every_text_of_the_table_is_read_as_it_says(QueueTexts.Row row) {
    assertThat(QueueText.decode(row.text().getBytes(UTF_8))).isEqualTo(row.payload());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void what_was_read_once_and_written_again_is_read_the_same(QueueTexts.Row row) {
    // The local host hands over what its queue has decoded, in Base64: no text may tell that.
    assertThat(again(QueueText.decode(row.text().getBytes(UTF_8)))).isEqualTo(row.payload());
  }

  @Test
  void any_bytes_that_are_written_are_read_again() {
    Random chance = new Random(16);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[chance.nextInt(40)];
      chance.nextBytes(bytes);
      assertThat(again(Payload.of(bytes))).isEqualTo(Payload.of(bytes));
    }
  }

  @Test
  void any_text_is_kept_or_can_be_written_again_from_what_was_read_or_holds_json() {
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
  void half_of_what_base64_needs_is_no_base64() {
    String text = QueueText.encode(Payload.of("{\"a\":1}"));
    Payload cut = Payload.of(text.substring(0, 5));
    assertThat(QueueText.decode(cut.bytes())).isEqualTo(cut);
  }

  private static Payload again(Payload payload) {
    return QueueText.decode(QueueText.encode(payload).getBytes(UTF_8));
  }
}
