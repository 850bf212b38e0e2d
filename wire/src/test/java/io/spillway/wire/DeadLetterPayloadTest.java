package io.spillway.wire;

import static io.spillway.ports.queue.WorkQueue.MAX_PAYLOAD_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Fixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterPayloadTest {

  @Test
  void a_letter_is_written_as_a_cloud_event_and_reads_back_equal() {
    for (long seed = 0; seed < 400; seed++) {
      DeadLetter letter = new LetterSamples(seed).deadLetter();
      Payload written = DeadLetterPayload.write(letter);
      assertThat(DeadLetterPayload.read(written)).as("seed %d", seed).isEqualTo(letter);
    }
    ObjectNode envelope =
        envelope(DeadLetterPayload.write(Fixtures.deadLetter("main", "e-1").build()));
    assertThat(envelope.path("specversion").asText()).isEqualTo("1.0");
    assertThat(envelope.path("id").asText()).isEqualTo("main~e-1");
    assertThat(envelope.path("source").asText()).isEqualTo("/streams/main");
    assertThat(envelope.path("type").asText()).isEqualTo("io.spillway.dead-letter");
    assertThat(cuts(envelope)).isEmpty();
  }

  @Test
  void each_generation_is_a_separate_event() {
    DeadLetter again = Fixtures.deadLetter("main", "e-1").generation(2).build();
    assertThat(envelope(DeadLetterPayload.write(again)).path("id").asText())
        .isEqualTo("main~e-1~2");
    assertThat(DeadLetterPayload.read(DeadLetterPayload.write(again)).id()).isEqualTo("main~e-1");
  }

  @Test
  void a_truncated_letter_lists_its_cuts_when_it_is_read() {
    DeadLetter cut =
        DeadLetterPayload.read(DeadLetterPayload.write(Letters.heavy(Letters.random(49_152))));
    assertThat(cut.cuts()).contains("exception.stackTrace", DeadLetter.CUT_PAYLOAD);
    assertThat(DeadLetterPayload.read(DeadLetterPayload.write(cut)).cuts())
        .as("cuts of an earlier time are not forgotten")
        .containsAll(cut.cuts());
  }

  @Test
  void a_text_payload_is_written_as_text_and_bytes_as_base64() {
    Payload text = Payload.of("{\"type\":\"fol\"\n");
    assertThat(body(DeadLetterPayload.write(Letters.letter(text))).path("text").asText())
        .isEqualTo("{\"type\":\"fol\"\n");
    Payload bytes = Payload.of(new byte[] {(byte) 0xff, 0, 1});
    JsonNode body = body(DeadLetterPayload.write(Letters.letter(bytes)));
    assertThat(body.path("base64").asText()).isEqualTo("/wAB");
    assertThat(body.path("size").asInt()).isEqualTo(3);
    assertThat(body.path("sha256").asText()).isEqualTo(bytes.sha256());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "語", "🎉", "\"", "\u0001"})
  void a_letter_with_a_text_payload_of_any_characters_fits_without_cuts(String unit) {
    int most = MAX_PAYLOAD_BYTES / Payload.of(unit).size();
    for (int count = most; count > 0; count -= Math.max(1, count / 50)) {
      DeadLetter letter = Letters.bare(Payload.of(unit.repeat(count)));
      Payload written = DeadLetterPayload.write(letter);
      assertThat(written.size()).isLessThanOrEqualTo(MAX_PAYLOAD_BYTES);
      assertThat(DeadLetterPayload.read(written)).isEqualTo(letter);
    }
  }

  @Test
  void an_incompressible_payload_is_cut_where_it_no_longer_fits() {
    DeadLetter fits = Letters.bare(Letters.random(35_840));
    assertThat(DeadLetterPayload.read(DeadLetterPayload.write(fits))).isEqualTo(fits);

    Payload over = Letters.random(MAX_PAYLOAD_BYTES);
    Payload written = DeadLetterPayload.write(Letters.bare(over));
    assertThat(cuts(envelope(written))).containsExactly("arrival.payload");
    assertCutPayload(over, written);
  }

  @Test
  void a_payload_that_inflates_beyond_the_limit_is_a_damaged_letter() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bomb)) {
      out.write(new byte[1 << 20]);
    }
    ObjectNode letter = envelope(DeadLetterPayload.write(Letters.letter(Payload.of("x"))));
    ((ObjectNode) letter.at("/data/arrival/payload"))
        .put("deflated", Base64.getEncoder().encodeToString(bomb.toByteArray()))
        .remove("text");
    assertThat(refusal(Payload.of(Json.text(letter))).failure().code())
        .isEqualTo("dead-letter.unsupported");
  }

  @ParameterizedTest
  @CsvSource({"a, 1", "é, 2", "語, 3", "🎉, 4"})
  void a_letter_of_exactly_the_limit_stays_readable_and_one_character_more_is_deflated(
      String unit, int size) {
    int overhead = DeadLetterPayload.write(Letters.bare(Payload.of("x"))).size() - 1;
    // The size field grew from 1 to 5 digits.
    int room = MAX_PAYLOAD_BYTES - overhead - 4;
    String most = unit.repeat(room / size) + "x".repeat(room % size);
    Payload full = DeadLetterPayload.write(Letters.bare(Payload.of(most)));
    assertThat(full.size()).isEqualTo(MAX_PAYLOAD_BYTES);
    assertThat(DeadLetterPayload.read(full)).isEqualTo(Letters.bare(Payload.of(most)));

    Payload over = DeadLetterPayload.write(Letters.bare(Payload.of(most + unit)));
    assertThat(body(full).has("text")).isTrue();
    assertThat(body(over).has("deflated")).isTrue();
    assertThat(DeadLetterPayload.read(over)).isEqualTo(Letters.bare(Payload.of(most + unit)));
  }

  @Test
  void the_least_important_parts_are_cut_first() {
    List<String> seen = List.of();
    for (int size = 20_000; size <= MAX_PAYLOAD_BYTES; size += 500) {
      DeadLetter letter = Letters.heavy(Letters.random(size));
      Payload written = DeadLetterPayload.write(letter);
      assertThat(written.size()).isLessThanOrEqualTo(MAX_PAYLOAD_BYTES);
      List<String> cuts = cuts(envelope(written));
      assertThat(cuts.subList(0, seen.size())).isEqualTo(seen);
      assertThat(DeadLetterPayload.read(written).cuts()).isEqualTo(cuts);
      if (!cuts.contains("arrival.payload")) {
        assertThat(DeadLetterPayload.read(written).arrival()).isEqualTo(letter.arrival());
      }
      seen = cuts;
    }
    assertThat(seen)
        .containsExactly(
            "exception.stackTrace", "history", "messages", "activities", "arrival.payload");
  }

  @Test
  void no_more_is_cut_than_necessary() {
    DeadLetter letter = Letters.heavy(Letters.random(31_500));
    DeadLetter read = DeadLetterPayload.read(DeadLetterPayload.write(letter));
    int kept = read.history().size();
    assertThat(kept).isBetween(1, DeadLetter.MAX_HISTORY - 1);
    assertThat(read.history())
        .isEqualTo(letter.history().subList(DeadLetter.MAX_HISTORY - kept, DeadLetter.MAX_HISTORY));
    assertThat(read.failure()).isEqualTo(letter.failure());
    assertThat(read.activities()).isEqualTo(letter.activities());
  }

  @Test
  void the_largest_payload_of_a_queue_can_be_dead_lettered() {
    DeadLetter letter = Letters.letter(Letters.random(MAX_PAYLOAD_BYTES));
    Payload written = DeadLetterPayload.write(letter);
    assertThat(written.size()).isLessThanOrEqualTo(MAX_PAYLOAD_BYTES);
    assertThat(DeadLetterPayload.read(written).id()).isEqualTo(letter.id());
  }

  @Test
  void a_text_that_quoting_makes_longer_than_base64_is_deflated_without_loss() {
    Payload quotes = Payload.of("\"".repeat(30_000));
    Payload written = DeadLetterPayload.write(Letters.bare(quotes));
    assertThat(cuts(envelope(written))).isEmpty();
    assertThat(body(written).has("text")).isFalse();
    assertThat(DeadLetterPayload.read(written).arrival().payload()).isEqualTo(quotes);
  }

  @Test
  void a_failure_message_with_an_unpaired_surrogate_can_be_written() {
    Failure failure = Failure.permanent("some.code", "half of \uD83C something");
    DeadLetter letter = Fixtures.deadLetter("main", "e-1").failure(failure).build();
    assertThat(DeadLetterPayload.read(DeadLetterPayload.write(letter)).failure().message())
        .isEqualTo("half of ? something");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "what is this                        | dead-letter.not-json",
        "[]                                  | dead-letter.not-an-object",
        "{\"type\":\"follow\"}               | dead-letter.unsupported",
        "{\"type\":\"io.spillway.dead-letter\"} | dead-letter.unsupported",
        "{\"type\":\"io.spillway.dead-letter\",\"data\":{}} | dead-letter.unsupported"
      })
  void a_payload_that_is_not_a_letter_is_rejected(String text, String code) {
    assertThat(refusal(Payload.of(text)).failure().code()).isEqualTo(code);
  }

  @Test
  void a_letter_with_an_invalid_time_is_rejected() {
    String whole =
        DeadLetterPayload.write(Fixtures.deadLetter("main", "e-1").build()).text().orElseThrow();
    Payload damaged = Payload.of(whole.replace("2026-11-23", "2026-99-23"));
    assertThat(refusal(damaged).failure().code()).isEqualTo("dead-letter.unsupported");
    assertThat(refusal(Payload.of(new byte[] {(byte) 0xff})).failure().code())
        .isEqualTo("dead-letter.not-utf8");
  }

  private static UnreadablePayloadException refusal(Payload payload) {
    UnreadablePayloadException refusal =
        catchThrowableOfType(
            UnreadablePayloadException.class, () -> DeadLetterPayload.read(payload));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static void assertCutPayload(Payload whole, Payload written) {
    JsonNode body = body(written);
    assertThat(body.path("size").asInt()).isEqualTo(whole.size());
    assertThat(body.path("sha256").asText()).isEqualTo(whole.sha256());
    byte[] kept = DeadLetterPayload.read(written).arrival().payload().bytes();
    assertThat(kept).isEqualTo(Arrays.copyOf(whole.bytes(), kept.length));
    assertThat(kept.length).isBetween(MAX_PAYLOAD_BYTES / 2, whole.size() - 1);
  }

  private static ObjectNode envelope(Payload payload) {
    return Json.readObject(payload.text().orElseThrow());
  }

  private static JsonNode body(Payload payload) {
    return envelope(payload).path("data").path("arrival").path("payload");
  }

  private static List<String> cuts(ObjectNode envelope) {
    return StreamSupport.stream(envelope.path("data").path("cuts").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
