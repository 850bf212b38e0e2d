package io.spillway.core.deadletter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.DelayedRetryPolicy;
import io.spillway.InvalidInputException;
import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Fixtures;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters that Spillway cannot have written. */
class DeadLetterCheckTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final String FINGERPRINT = "0123456789abcdef";

  private static DeadLetter letter(String id, @Nullable String eventId) {
    return letter(id, eventId, NOW, NOW, 0, FINGERPRINT);
  }

  private static DeadLetter letter(
      String id,
      @Nullable String eventId,
      Instant insertedAt,
      Instant deadLetteredAt,
      int generation,
      String fingerprint) {
    return DeadLetter.builder(
            id,
            Arrival.of("q", "m", insertedAt, Payload.of("x")).withContentType("text/plain"),
            Failure.permanent("event.invalid", ""),
            new DeadLetter.Origin("host", "1"))
        .event(null, eventId, null)
        .generation(generation)
        .attempts(1, deadLetteredAt, List.of())
        .deadLetteredAt(deadLetteredAt)
        .fingerprint(fingerprint)
        .build();
  }

  @Test
  void dead_letters_of_events_and_of_unreadable_payloads_are_accepted() {
    assertThatCode(
            () -> {
              DeadLetterCheck.check(letter("main~e-1", "e-1"), NOW);
              DeadLetterCheck.check(letter("main~~m-1", null), NOW);
              DeadLetterCheck.check(letter("_unknown~~m-1", null), NOW);
              // Edited, and failed again.
              DeadLetterCheck.check(letter("_unknown~~m-1", "e-1"), NOW);
              DeadLetterCheck.check(letter("main~e-1", "e-2"), NOW);
              DeadLetterCheck.check(Fixtures.deadLetter("main", "e-1").build(), NOW);
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00e9", " ", "a/b", "a?b", "a#b", "a b", "", "..", "~a~b"})
  void an_invalid_id_is_refused(String event) {
    assertThatThrownBy(() -> DeadLetterCheck.check(letter("main~" + event, null), NOW))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("deadLetterId");
  }

  @Test
  void an_id_of_300_characters_is_refused() {
    DeadLetter letter = letter("main~" + "x".repeat(300), null);

    assertThatThrownBy(() -> DeadLetterCheck.check(letter, NOW))
        .hasMessageContaining("deadLetterId");
  }

  @Test
  void an_invalid_event_id_is_refused() {
    assertThatThrownBy(() -> DeadLetterCheck.check(letter("main~e-1", ""), NOW))
        .hasMessageContaining("eventId must have 1 to 512");
  }

  @Test
  void an_invalid_stream_is_refused() {
    assertThatThrownBy(() -> DeadLetterCheck.check(letter("a/b~e-1", "e-1"), NOW))
        .hasMessageContaining("streamId must be 1 to 255");
  }

  @ParameterizedTest
  @CsvSource({
    "+1000000000-12-31T23:59:59.999999999Z, 2026-11-28T12:00:00Z, insertedAt",
    "9999-12-31T00:00:00Z, 2026-11-28T12:00:00Z, insertedAt",
    "2026-11-28T12:00:00Z, 2026-11-29T12:00:01Z, buriedAt",
    "2026-11-28T12:00:00Z, 1999-12-31T23:59:59Z, firstAttemptAt",
  })
  void an_impossible_time_is_refused(Instant inserted, Instant enqueued, String field) {
    DeadLetter letter = letter("main~e-1", "e-1", inserted, enqueued, 0, FINGERPRINT);

    assertThatThrownBy(() -> DeadLetterCheck.check(letter, NOW)).hasMessageContaining(field);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 200_001, Integer.MAX_VALUE})
  void a_generation_beyond_what_a_letter_can_reach_is_refused(int generation) {
    DeadLetter letter = letter("main~e-1", "e-1", NOW, NOW, generation, FINGERPRINT);

    assertThatThrownBy(() -> DeadLetterCheck.check(letter, NOW))
        .hasMessageContaining("generation must be 0 to 200000");
  }

  @Test
  void each_retry_of_a_week_of_automatic_retries_is_accepted_after_each_redrive() {
    long retries = DelayedRetryPolicy.LONGEST.dividedBy(DelayedRetryPolicy.STANDARD.maxPause());
    int most = (int) (RedriveOrder.MAX_GENERATION * (retries + 6));

    assertThatCode(
            () ->
                DeadLetterCheck.check(letter("main~e-1", "e-1", NOW, NOW, most, FINGERPRINT), NOW))
        .doesNotThrowAnyException();
  }

  @Test
  void a_fingerprint_in_another_form_is_refused() {
    DeadLetter letter = letter("main~e-1", "e-1", NOW, NOW, 0, "<script>");

    assertThatThrownBy(() -> DeadLetterCheck.check(letter, NOW))
        .hasMessageContaining("fingerprint must be 16 hexadecimal digits");
  }
}
