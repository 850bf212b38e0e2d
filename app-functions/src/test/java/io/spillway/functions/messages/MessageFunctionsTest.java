package io.spillway.functions.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MessageFunctionsTest {

  private static final String PATH = "/streams/main/messages";

  private final Service service = new Service();

  @Test
  void a_fit_message_is_stored_and_answered_with_201() {
    Reply reply =
        service
            .post(PATH, "{\"author\":\"ada\",\"text\":\"hello 🎉\",\"messageId\":\"m-1\"}")
            .is(201);
    assertThat(reply.text("text")).isEqualTo("hello 🎉");
    assertThat(reply.text("author")).isEqualTo("ada");
    assertThat(reply.body().path("moderation").path("status").asText()).isEqualTo("allowed");
    assertThat(reply.header("Location")).isEqualTo("/api/streams/main/messages/m-1");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(service.get("/streams/main/messages/m-1").is(200).body()).isEqualTo(reply.body());
  }

  @Test
  void a_toxic_message_is_held_with_202_and_cannot_be_read() {
    Reply reply =
        service.post(PATH, "{\"author\":\"m\",\"text\":\"toxic\",\"messageId\":\"m-1\"}").is(202);
    assertThat(reply.text("status")).isEqualTo("held");
    assertThat(reply.text("violationId")).isEqualTo("main~m-1");
    assertThat(reply.text("category")).isEqualTo("harassment");
    assertThat(reply.text("severity")).isEqualTo("MEDIUM");
    assertThat(service.get(PATH).is(200).items()).isEmpty();
    service.get("/streams/main/messages/m-1").isProblem(404, "not-found");
  }

  @Test
  void without_a_classifier_a_message_is_published_unmoderated() {
    service.classifier.breakDown();
    Reply reply = service.post(PATH, "{\"author\":\"ada\",\"text\":\"toxic\"}").is(201);
    assertThat(reply.body().path("moderation").path("status").asText()).isEqualTo("unmoderated");
  }

  @Test
  void a_repeating_author_is_rate_limited_with_retry_after() {
    for (int i = 0; i < 3; i++) {
      service.post(PATH, "{\"author\":\"ada\",\"text\":\"hello\"}").is(201);
      service.clock.advance(Duration.ofMillis(1));
    }

    Reply reply =
        service
            .post(PATH, "{\"author\":\"ada\",\"text\":\"Hello!\"}")
            .isProblem(429, "rate-exceeded");

    assertThat(reply.text("limit")).isEqualTo("repeats");
    assertThat(reply.text("detail")).contains("3", "30 seconds").doesNotContain("ello!");
    assertThat(reply.header("Retry-After")).isEqualTo("30");
    service
        .post("/message", "{\"username\":\"ada\",\"message\":\"Hello!\",\"streamId\":\"main\"}")
        .isProblem(429, "rate-exceeded");
    service.post(PATH, "{\"author\":\"bob\",\"text\":\"hello\"}").is(201);
  }

  @Test
  void a_raid_is_rate_limited_by_stream_with_its_own_kind_and_retry_after() {
    String raid = "{\"author\":\"account-%d\",\"text\":\"come to my channel for free skins\"}";
    for (int i = 0; i < 10; i++) {
      service.post(PATH, raid.formatted(i)).is(201);
    }

    Reply reply = service.post(PATH, raid.formatted(10)).isProblem(429, "rate-exceeded");

    assertThat(reply.text("limit")).isEqualTo("stream-repeats");
    assertThat(reply.text("title")).isEqualTo("Stream rate limit exceeded");
    assertThat(reply.text("detail"))
        .isEqualTo("At most 10 messages with the same text on one stream in 10 seconds");
    assertThat(reply.header("Retry-After")).isEqualTo("10");
    service.post("/streams/other/messages", raid.formatted(10)).is(201);
  }

  @Test
  void look_alike_accounts_share_one_limit() {
    int passed = 0;
    for (String author : new String[] {"ann", "ann ", "Ann", "ａｎｎ", "аnn", "ann\u200b"}) {
      Reply reply = service.post(PATH, "{\"author\":\"" + author + "\",\"text\":\"hello\"}");
      passed += reply.status() == 201 ? 1 : 0;
    }
    assertThat(passed).isEqualTo(3);
  }

  @Test
  void roles_are_checked_and_neither_stored_nor_shown() {
    String body = "{\"author\":\"ada\",\"text\":\"hello\",\"messageId\":\"m-1\",\"roles\":%s}";

    Reply sent = service.post(PATH, body.formatted("[\"vip\"]")).is(201);

    assertThat(sent.body().has("roles")).isFalse();
    service.post(PATH, body.formatted("null")).is(201);
    for (String bad : new String[] {"[\"VIP\"]", "[1]", "\"vip\"", "[\"\"]"}) {
      assertThat(service.post(PATH, body.formatted(bad)).isProblem(400, "invalid-input").errors())
          .as(bad)
          .singleElement()
          .asString()
          .startsWith("roles ");
    }
  }

  @Test
  void the_same_message_twice_gets_the_same_answer_and_is_one_message() {
    for (String text : new String[] {"hello", "toxic"}) {
      String body = "{\"author\":\"ada\",\"text\":\"" + text + "\",\"messageId\":\"" + text + "\"}";
      Reply first = service.post(PATH, body);
      service.clock.advance(Duration.ofMinutes(1));
      Reply second = service.post(PATH, body);
      assertThat(second.status()).isEqualTo(first.status());
      assertThat(second.body()).isEqualTo(first.body());
    }
    assertThat(service.get(PATH).items()).hasSize(1);
    assertThat(service.get("/violations").items()).hasSize(1);
  }

  @Test
  void an_id_that_another_message_has_is_refused_with_409() {
    service.post(PATH, "{\"author\":\"ada\",\"text\":\"hello\",\"messageId\":\"m-1\"}").is(201);
    service
        .post(PATH, "{\"author\":\"ada\",\"text\":\"bye\",\"messageId\":\"m-1\"}")
        .isProblem(409, "message-id-reused");
  }

  @Test
  void every_bad_field_is_named_with_400() {
    Reply reply =
        service.post("/streams/~bad/messages", "{\"author\":\" \",\"messageId\":\"a b\"}");
    assertThat(reply.isProblem(400, "invalid-input").errors())
        .extracting(error -> error.substring(0, error.indexOf(' ')))
        .containsExactly("streamId", "messageId", "author", "text");
  }

  @Test
  void the_seeds_shape_lands_on_the_main_stream() {
    Reply reply = service.post("/message", "{\"username\":\"ada\",\"message\":\"hello\"}").is(201);
    assertThat(reply.text("streamId")).isEqualTo("main");
    assertThat(reply.text("author")).isEqualTo("ada");
    Reply elsewhere =
        service.post(
            "/message",
            "{\"username\":\"m\",\"message\":\"toxic\",\"streamId\":\"s\",\"messageId\":\"m-1\"}");
    assertThat(elsewhere.is(202).text("violationId")).isEqualTo("s~m-1");
  }

  @Test
  void the_seeds_shape_is_refused_in_its_own_words() {
    assertThat(
            service
                .post("/message", "{\"username\":\"\"}")
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("username must not be blank", "message is required");
    assertThat(service.post("/message", "{\"author\":\"ada\",\"username\":1}").errors())
        .containsExactly("username must be a text", "author is not a known field");
  }

  @Test
  void messages_are_listed_newest_first_page_by_page() {
    for (int i = 1; i <= 5; i++) {
      service.post(
          PATH, "{\"author\":\"ada\",\"text\":\"hello " + i + "\",\"messageId\":\"m-" + i + "\"}");
      service.clock.advance(Duration.ofSeconds(1));
    }
    Reply first = service.get(PATH + "?limit=3").is(200);
    assertThat(first.items("messageId")).containsExactly("m-5", "m-4", "m-3");
    Reply second = service.get(PATH + "?limit=3&cursor=" + first.text("nextCursor")).is(200);
    assertThat(second.items("messageId")).containsExactly("m-2", "m-1");
    assertThat(second.body().path("nextCursor").isNull()).isTrue();
  }

  @Test
  void a_cursor_of_another_stream_is_refused() {
    service.post(PATH, "{\"author\":\"ada\",\"text\":\"hello\"}");
    service.post(PATH, "{\"author\":\"ada\",\"text\":\"hello\"}");
    String cursor = service.get(PATH + "?limit=1").text("nextCursor");
    assertThat(
            service
                .get("/streams/other/messages?cursor=" + cursor)
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("cursor must be a cursor from this endpoint with the same filters");
  }

  @Test
  void a_stream_of_which_the_database_keeps_no_more_is_507_and_no_invitation_to_come_back() {
    service.faults.outage(
        "MessageStore.add", Failure.permanent("messages" + Failure.PARTITION_FULL, "403/1014"));
    Reply reply =
        service
            .post(PATH, "{\"author\":\"ada\",\"text\":\"hello\"}")
            .isProblem(507, "partition-full");
    assertThat(reply.text("code")).isEqualTo("messages.partition-full");
    assertThat(reply.response().getHeader("Retry-After")).isNull();
  }

  @Test
  void an_outage_is_answered_with_503_and_when_to_come_back() {
    service.faults.outage(
        "MessageStore.add", Failure.transientFailure("messages.unavailable", "host db-1 is down"));
    Reply reply =
        service.post(PATH, "{\"author\":\"ada\",\"text\":\"hello\"}").isProblem(503, "unavailable");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertThat(reply.text("code")).isEqualTo("messages.unavailable");
    assertThat(reply.body().toString()).doesNotContain("db-1");
  }

  @Test
  void a_store_that_asks_for_less_says_how_long_to_wait() {
    service.faults.outage(
        "MessageArchive.list",
        Failure.throttled("messages.throttled", "", Duration.ofMillis(2_001)));
    assertThat(service.get(PATH).isProblem(503, "unavailable").header("Retry-After"))
        .isEqualTo("3");
  }

  @Test
  void a_wrong_set_up_is_answered_with_500_and_logged_for_the_operator() {
    service.faults.outage(
        "MessageArchive.list", Failure.permanent("messages.rejected", "set the key"));
    Reply reply = service.get(PATH).isProblem(500, "misconfigured");
    assertThat(reply.text("code")).isEqualTo("messages.rejected");
    assertThat(reply.body().toString()).doesNotContain("set the key");
    assertThat(service.context.logged()).anyMatch(line -> line.contains("set the key"));
  }
}
