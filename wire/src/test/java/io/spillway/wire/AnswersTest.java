package io.spillway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Page;
import io.spillway.ports.event.StreamTotals;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.moderation.Verdict;
import io.spillway.testkit.Fixtures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {

  @Test
  void the_public_form_of_a_message_contains_only_the_status_of_its_verdict() {
    Verdict.Released released = new Verdict.Released("grace", Fixtures.NOW);
    Message message = Fixtures.message("main", "m-1").verdict(released).build();
    assertThat(Json.text(MessageJson.writePublic(message)))
        .contains("\"moderation\":{\"status\":\"released\"}")
        .doesNotContain("grace");
  }

  @Test
  void the_last_page_has_a_null_cursor() {
    Page<String> last = new Page<>(List.of("a"), null);
    assertThat(Json.text(PageJson.write(last, item -> Json.object().put("name", item))))
        .isEqualTo("{\"items\":[{\"name\":\"a\"}],\"nextCursor\":null}");
  }

  @Test
  void donations_are_written_with_the_decimals_of_their_currency() {
    StreamTotals totals =
        new StreamTotals(
            Map.of("follow", 3L, "subscription", 2L, "raid", 1L),
            Map.of("USD", 12_345L, "JPY", 500L, "KWD", 1L),
            Map.of("hype.train", 2L, StreamTotals.OTHER, 9L));
    assertThat(Json.text(StatsJson.write("main", totals, new MessageCounts(7, 1), 4)))
        .isEqualTo(
            "{\"streamId\":\"main\",\"followers\":3,\"subscriptions\":2,\"gifts\":0,\"bits\":0,"
                + "\"donations\":{\"JPY\":\"500\",\"KWD\":\"0.001\",\"USD\":\"123.45\"},"
                + "\"raids\":1,\"custom\":{\"hype.train\":2,\"other\":9},\"reversals\":0,"
                + "\"messages\":{\"accepted\":7,\"held\":4,\"unmoderated\":1}}");
  }

  @Test
  void gross_totals_are_shown_where_reversals_made_a_difference() {
    StreamTotals totals =
        new StreamTotals(
            Map.of("follow", 2L, "cheer", 100L, "reversal", 3L),
            Map.of("USD", 0L, "EUR", 500L),
            Map.of("hype.train", 1L, "quiz", 1L),
            new StreamTotals.Reversed(
                Map.of("follow", 1L), Map.of("USD", 1_999L), Map.of("quiz", 1L)));
    assertThat(Json.text(StatsJson.write("main", totals, new MessageCounts(0, 0), 0)))
        .contains("\"followers\":2,", "\"bits\":100,", "\"reversals\":3,")
        .contains("\"donations\":{\"EUR\":\"5.00\",\"USD\":\"0.00\"}")
        .contains(
            "\"gross\":{\"followers\":3,\"donations\":{\"USD\":\"19.99\"},\"custom\":{\"quiz\":2}}");
  }
}
