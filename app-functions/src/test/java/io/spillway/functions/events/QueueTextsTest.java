package io.spillway.functions.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.functions.Service;
import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.queue.QueueTexts;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Queue texts of Azure's host, which does not decode them. */
class QueueTextsTest {

  private final Service service = new Service();

  @ParameterizedTest
  @MethodSource("io.spillway.testkit.queue.QueueTexts#all")
  void each_text_of_the_table_counts_or_is_dead_lettered_as_listed(QueueTexts.Row row) {
    service.deliverEvent(row.text().getBytes(UTF_8), delivery());
    service.deliverAll();

    int followers = service.get("/stats/main").body().path("followers").asInt();
    var letters =
        service
            .adapters
            .stores()
            .deadLetters()
            .list(DeadLetterFilter.all(), PageRequest.first(2))
            .items();
    if (row.failure() == null) {
      assertThat(followers).isEqualTo(1);
      assertThat(letters).isEmpty();
    } else {
      assertThat(followers).isZero();
      assertThat(letters).hasSize(1);
      var letter = letters.get(0).value().letter();
      assertThat(letter.failure().code()).isEqualTo(row.failure());
      assertThat(letter.arrival().payload()).isEqualTo(row.payload());
    }
  }

  /** Texts of the maximum message length, longer than a valid payload. */
  @ParameterizedTest
  @MethodSource("largest")
  void the_longest_texts_lose_nothing(String text, boolean counts) {
    service.deliverEvent(text.getBytes(UTF_8), delivery());
    service.deliverAll();

    assertThat(service.get("/stats/main").body().path("followers").asInt())
        .isEqualTo(counts ? 1 : 0);
    assertThat(
            service
                .adapters
                .stores()
                .deadLetters()
                .list(DeadLetterFilter.all(), PageRequest.first(2))
                .items())
        .hasSize(counts ? 0 : 1);
  }

  static Stream<Arguments> largest() {
    String event = "{\"streamId\":\"main\",\"type\":\"follow\",\"user\":\"a\",\"id\":\"e-1\"}";
    String padded = event + " ".repeat(65_536 - event.length());
    return Stream.of(Arguments.of(padded, true), Arguments.of("x y".repeat(21_845), false));
  }

  private Delivery delivery() {
    return new Delivery("m-1", "r-1", Payload.of("x"), 1, service.clock.instant());
  }
}
