package io.spillway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testing.fuzz.Fuzz;
import io.spillway.testing.fuzz.Mutations;
import io.spillway.testkit.Fixtures;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Fuzz test: readers accept any input or reject it with a message of their own. */
class ReadersFuzzTest {

  private static final int MAX_MEBIBYTES = 16;

  @Test
  void json_is_rejected_or_survives_a_round_trip() {
    String valid = "{\"a\":[1,2.50,{\"b\":\"c\"}],\"d\":null,\"e\":true,\"f\":\"g\"}";
    Fuzz.cases(
        5_000,
        given -> {
          String text = given.json(valid);
          given.show(text);
          try {
            Fuzz.within(
                MAX_MEBIBYTES,
                () -> {
                  String written = Json.text(Json.readObject(text));
                  assertThat(Json.text(Json.readObject(written))).isEqualTo(written);
                });
          } catch (UnreadableJsonException e) {
            assertThat(e.problem()).matches("(is|must) [\\w ,()-]+").hasSizeLessThan(200);
          }
        });
  }

  @Test
  void events_are_read_or_rejected() {
    Fuzz.cases(
        5_000,
        given -> {
          Samples samples = new Samples(given.seed());
          Payload written = EventPayload.write(samples.event(), Fixtures.TRACE_PARENT);
          readOrRefused(given, text(written), EventPayload::read);
        });
  }

  @Test
  void events_are_identified_as_far_as_they_are_readable() {
    Fuzz.cases(
        5_000,
        given -> {
          Samples samples = new Samples(given.seed());
          String text = eventOfEitherForm(given, samples);
          Payload payload = Payload.of(text);
          Fuzz.within(MAX_MEBIBYTES, () -> assertIdentified(payload));
        });
  }

  private static void assertIdentified(Payload payload) {
    EventIdentifiers found = EventPayload.identify(payload);
    try {
      EventDraft read = EventPayload.read(payload).draft();
      assertThat(found).isEqualTo(EventIdentifiers.of(read.orFrom(StreamEvent.QUEUE)));
    } catch (UnreadablePayloadException refused) {
      if (refused.fields().isEmpty()) {
        assertThat(found).isEqualTo(EventIdentifiers.NONE);
      }
    }
  }

  @Test
  void sent_events_are_read_for_the_stream_of_the_path_or_refused_by_field() {
    Fuzz.cases(
        5_000,
        given -> {
          Samples samples = new Samples(given.seed());
          String text = eventOfEitherForm(given, samples);
          String streamId = given.once(2) ? samples.event().streamId() : null;
          try {
            Fuzz.within(
                MAX_MEBIBYTES,
                () -> {
                  ObjectNode object = Json.readObject(text);
                  IncomingEvent read = EventPayload.readSent(object, given.once(2), streamId);
                  if (streamId != null) {
                    assertThat(read.draft().streamId()).isEqualTo(streamId);
                  }
                });
          } catch (UnreadablePayloadException refused) {
            assertThat(refused.fields()).isNotEmpty();
            refused
                .fields()
                .forEach((field, must) -> assertThat(refused.failure().message()).contains(must));
          } catch (UnreadableJsonException refused) {
            assertThat(refused.problem()).isNotEmpty();
          }
        });
  }

  @Test
  void parked_events_are_rejected_or_survive_a_round_trip() {
    Fuzz.cases(
        2_000,
        given -> {
          String written =
              text(ParkedEventPayload.write(new LetterSamples(given.seed()).parkedEvent()));
          readOrRefused(
              given,
              written,
              payload -> {
                ParkedEvent read = ParkedEventPayload.read(payload).orElse(null);
                if (read != null) {
                  assertThat(ParkedEventPayload.read(ParkedEventPayload.write(read)))
                      .hasValueSatisfying(
                          again ->
                              assertThat(again.arrival().payload())
                                  .isEqualTo(read.arrival().payload()));
                }
              });
        });
  }

  @Test
  void dead_letters_are_rejected_or_fit_into_the_queue_again() {
    Fuzz.cases(
        2_000,
        given -> {
          String written =
              text(DeadLetterPayload.write(new LetterSamples(given.seed()).deadLetter()));
          readOrRefused(
              given,
              written,
              payload -> {
                DeadLetter read = DeadLetterPayload.read(payload);
                assertThat(DeadLetterPayload.write(read).size())
                    .isLessThanOrEqualTo(WorkQueue.MAX_PAYLOAD_BYTES);
              });
        });
  }

  @Test
  void policies_are_read_or_reported_as_invalid() {
    Fuzz.cases(
        5_000,
        given -> {
          String written = Json.text(PolicyJson.write(new Samples(given.seed()).policy()));
          String text = given.json(written);
          given.show(text);
          if (text.length() > WorkQueue.MAX_PAYLOAD_BYTES) {
            return;
          }
          try {
            Fuzz.within(
                MAX_MEBIBYTES,
                () -> {
                  JsonFields fields = new JsonFields(Json.readObject(text));
                  PolicyJson.read(fields);
                  fields.unknown();
                });
          } catch (UnreadableJsonException refused) {
            assertThat(refused.problem()).isNotEmpty();
          }
        });
  }

  /** Returns a changed event, in half of the cases without the version of a CloudEvent. */
  private static String eventOfEitherForm(Mutations given, Samples samples) {
    String valid = text(EventPayload.write(samples.event(), Fixtures.TRACE_PARENT));
    String text = given.json(given.once(2) ? valid.replace("specversion", "id") : valid);
    given.show(text);
    return text;
  }

  private static void readOrRefused(Mutations given, String valid, Consumer<Payload> read) {
    Payload payload = Payload.of(given.show(given.bytes(valid)));
    try {
      Fuzz.within(MAX_MEBIBYTES, () -> read.accept(payload));
    } catch (UnreadablePayloadException refused) {
      assertThat(refused.failure().message()).isNotEmpty();
    }
  }

  private static String text(Payload payload) {
    return payload.text().orElseThrow();
  }
}
