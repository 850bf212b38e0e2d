package io.spillway.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.queue.Payload;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header {@code Idempotency-Key} of requests that create something. */
class IdempotencyKeyTest {

  private static final String MESSAGES = "/streams/main/messages";
  private static final String EVENTS = "/streams/main/events";
  private static final String REDRIVE = "/dead-letters/redrive";
  private static final String HELLO = "{\"author\":\"ada\",\"text\":\"hello\"}";
  private static final String FOLLOW = "{\"type\":\"follow\",\"actor\":\"ada\"}";

  private final Service service = new Service();

  private Reply post(String path, String key, String body) {
    return service.call(
        HttpMethod.POST,
        path,
        Map.of("Content-Type", "application/json", "Idempotency-Key", key),
        body);
  }

  @ParameterizedTest
  @CsvSource({"hello, 201", "toxic, 202"})
  void a_repeated_message_gets_the_same_answer_and_is_one_message(String text, int status) {
    String body = "{\"author\":\"ada\",\"text\":\"" + text + "\"}";
    Reply first = post(MESSAGES, "key-1", body).is(status);
    service.clock.advance(Duration.ofMinutes(1));

    assertThat(post(MESSAGES, "key-1", body).is(status).body()).isEqualTo(first.body());
  }

  @Test
  void another_text_with_the_same_key_is_a_conflict() {
    post(MESSAGES, "key-1", HELLO).is(201);

    post(MESSAGES, "key-1", HELLO.replace("hello", "bye")).isProblem(409, "message-id-reused");
    assertThat(service.get(MESSAGES).items()).hasSize(1);
  }

  @Test
  void a_repeated_erasure_or_note_is_one_and_another_one_with_its_key_is_a_conflict() {
    String id = post("/erasures", "key-1", "{\"author\":\"ada\"}").is(202).text("erasureId");
    assertThat(post("/erasures", "key-1", "{\"author\":\" ada\"}").is(202).text("erasureId"))
        .isEqualTo(id);
    post("/erasures", "key-1", "{\"author\":\"bob\"}").isProblem(409, "idempotency-key-reused");

    String note = "{\"author\":\"bob\",\"text\":\"warned\"}";
    post("/authors/notes", "key-1", note).is(201);
    post("/authors/notes", "key-1", note).is(201);
    post("/authors/notes", "key-1", note.replace("warned", "warned twice"))
        .isProblem(409, "idempotency-key-reused");
    assertThat(service.get("/authors/notes?author=bob").items("text")).containsExactly("warned");
  }

  @Test
  void a_key_belongs_to_its_stream() {
    String one = post(MESSAGES, "key-1", HELLO).is(201).text("messageId");
    String other = post("/streams/other/messages", "key-1", HELLO).is(201).text("messageId");
    String next = post(MESSAGES, "key-2", HELLO).is(201).text("messageId");

    assertThat(one).matches("[0-9a-f]{48}").isNotEqualTo(other).isNotEqualTo(next);
  }

  @Test
  void the_seeds_shape_honours_the_key_of_its_stream() {
    String seed = "{\"username\":\"ada\",\"message\":\"hello\",\"streamId\":\"main\"}";
    Reply first = post("/message", "key-1", seed).is(201);

    assertThat(post("/message", "key-1", seed).is(201).body()).isEqualTo(first.body());
    assertThat(post(MESSAGES, "key-1", HELLO).is(201).body()).isEqualTo(first.body());
  }

  @Test
  void the_bodys_id_wins_over_the_key() {
    String named = "{\"author\":\"ada\",\"text\":\"hello\",\"messageId\":\"m-1\"}";

    assertThat(post(MESSAGES, "key-1", named).is(201).text("messageId")).isEqualTo("m-1");
    assertThat(post(MESSAGES, "key-1", HELLO).is(201).text("messageId")).isNotEqualTo("m-1");
  }

  @Test
  void a_repeated_event_gets_the_same_answer_and_is_counted_once() {
    Reply first = post(EVENTS, "key-1", FOLLOW).is(202);
    service.clock.advance(Duration.ofMinutes(1));

    assertThat(post(EVENTS, "key-1", FOLLOW).is(202).body()).isEqualTo(first.body());
    service.deliverAll();
    assertThat(service.get("/streams/main/stats").body().path("followers").asInt()).isOne();
  }

  @Test
  void a_repeated_order_is_one_redrive() {
    service.eventQueue.send(Payload.of("{\"type\":\"follow\",\"streamId\":\"main\"}"));
    service.deliverAll();
    service.clock.advance(Duration.ofSeconds(1));
    String order = "{\"streamId\":\"main\",\"reason\":\"mended\"}";
    String first = post(REDRIVE, "key-1", order).is(202).text("redriveId");

    assertThat(post(REDRIVE, "key-1", order).is(202).text("redriveId")).isEqualTo(first);
    assertThat(post(REDRIVE, "key-2", order).is(202).text("redriveId")).isNotEqualTo(first);
    assertThat(service.get("/dead-letters/redrives").items()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "é", "a\tb", "one, two"})
  void a_key_of_other_characters_is_refused_by_name_even_beside_an_id(String key) {
    String named = "{\"author\":\"ada\",\"text\":\"hello\",\"messageId\":\"m-1\"}";
    for (String body : new String[] {HELLO, named}) {
      assertThat(post(MESSAGES, key, body).isProblem(400, "invalid-input").errors())
          .containsExactly("Idempotency-Key must be 1 to 255 visible ASCII characters");
    }
    assertThat(service.get(MESSAGES).items()).isEmpty();
  }

  @Test
  void a_key_has_at_most_255_characters() {
    post(MESSAGES, "~".repeat(255), HELLO).is(201);
    post(MESSAGES, "~".repeat(256), HELLO).isProblem(400, "invalid-input");
  }
}
