package io.spillway.functions.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import io.spillway.ports.message.MessageFeed;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class FeedFunctionsTest {

  private static final String FEED = "/streams/main/feed";
  private static final String MESSAGES = "/streams/main/messages";

  private final Service service = new Service();
  private final MessageStore messages = service.adapters.stores().messages();

  private void send(int count) {
    for (int i = 1; i <= count; i++) {
      service.clock.advance(Duration.ofSeconds(1));
      service
          .post(
              MESSAGES,
              "{\"author\":\"ada\",\"text\":\"hi " + i + "\",\"messageId\":\"m-" + i + "\"}")
          .is(201);
    }
  }

  private static List<String> changes(Reply reply) {
    return StreamSupport.stream(reply.body().path("changes").spliterator(), false)
        .map(change -> change.path("type").asText() + " " + change.path("messageId").asText())
        .toList();
  }

  @Test
  void a_chat_client_learns_of_each_publication_release_and_withdrawal() {
    send(3);
    Reply first = service.get(FEED + "?limit=2").is(200);
    assertThat(changes(first)).containsExactly("published m-2", "published m-3");
    JsonNode shown = first.body().path("changes").get(0);
    assertThat(shown.path("text").asText()).isEqualTo("hi 2");
    assertThat(shown.path("moderation").toString()).isEqualTo("{\"status\":\"allowed\"}");

    service.post(MESSAGES, "{\"author\":\"m\",\"text\":\"toxic\",\"messageId\":\"t-1\"}").is(202);
    messages.withdraw("main", "m-2");
    messages.add(
        Fixtures.message("main", "r-1")
            .verdict(new Verdict.Released("grace", Fixtures.NOW))
            .build());

    Reply next = service.get(FEED + "?after=" + first.text("cursor")).is(200);
    assertThat(changes(next)).containsExactly("withdrawn m-2", "released r-1");
    JsonNode withdrawn = next.body().path("changes").get(0);
    assertThat(withdrawn.path("at").asText()).startsWith("2026-11-23T18:00:03");
    assertThat(withdrawn).hasSize(3);
    assertThat(next.body().toString()).doesNotContain("grace", "t-1");
    Reply end = service.get(FEED + "?after=" + next.text("cursor")).is(200);
    assertThat(changes(end)).isEmpty();
    assertThat(end.text("cursor")).isEqualTo(next.text("cursor"));
  }

  @Test
  void an_unchanged_feed_is_answered_with_304_and_may_be_cached_for_a_second() {
    send(1);
    String after = service.get(FEED).text("cursor");
    Reply first = service.get(FEED + "?after=" + after).is(200);
    assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=2");
    assertThat(first.header("ETag")).matches("\"[0-9a-f]{64}\"");

    Map<String, String> known = Map.of("If-None-Match", first.header("ETag"));
    Reply again = service.call(HttpMethod.GET, FEED + "?after=" + after, known, null).is(304);
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(again.header("Cache-Control")).isEqualTo("public, max-age=2");
    assertThat(again.response().getBody()).isEqualTo("");

    send(2);
    assertThat(changes(service.call(HttpMethod.GET, FEED + "?after=" + after, known, null).is(200)))
        .containsExactly("published m-2");
  }

  @Test
  void an_invalid_or_expired_cursor_is_refused_by_name() {
    String cursor = service.get(FEED).text("cursor");
    String rule =
        "after must be a cursor of this stream's feed from the last day; omit it to start anew";
    assertThat(
            service
                .get("/streams/other/feed?after=" + cursor)
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly(rule);
    assertThat(service.get(FEED + "?after=x").isProblem(400, "invalid-input").errors())
        .containsExactly(rule);
    service.clock.advance(MessageFeed.WITHDRAWN_KEPT);
    Reply expired = service.get(FEED + "?after=" + cursor).isProblem(400, "invalid-input");
    assertThat(expired.errors()).containsExactly(rule);
    assertThat(expired.header("Cache-Control")).isEqualTo("no-store");
    assertThat(service.get(FEED + "?limit=201").isProblem(400, "invalid-input").errors())
        .containsExactly("limit must be 1 to 200");
  }

  @Test
  void an_outage_of_the_feed_is_answered_with_503_that_no_cache_keeps() {
    service.faults.outage(
        "MessageFeed.read", Failure.transientFailure("messages.unavailable", "down"));
    assertThat(service.get(FEED).isProblem(503, "unavailable").header("Cache-Control"))
        .isEqualTo("no-store");
  }

  @Test
  void messages_are_listed_forwards_after_one_that_may_have_been_withdrawn() {
    send(5);
    messages.withdraw("main", "m-2");

    Reply first = service.get(MESSAGES + "?after=m-2&limit=2").is(200);
    assertThat(first.items("messageId")).containsExactly("m-3", "m-4");
    Reply last =
        service.get(MESSAGES + "?after=m-2&limit=2&cursor=" + first.text("nextCursor")).is(200);
    assertThat(last.items("messageId")).containsExactly("m-5");
    assertThat(last.body().path("nextCursor").isNull()).isTrue();
    assertThat(service.get(MESSAGES + "?after=m-5&order=oldest").items("messageId")).isEmpty();
    service.clock.advance(MessageFeed.WITHDRAWN_KEPT.plusSeconds(1));
    assertThat(service.get(MESSAGES + "?after=m-2").isProblem(404, "not-found").text("detail"))
        .contains("m-2");
  }

  @Test
  void messages_are_listed_in_a_range_of_time_and_in_both_orders() {
    send(5);
    String range = MESSAGES + "?from=2026-11-23T18:00:02Z&to=2026-11-23T18:00:04Z";
    assertThat(service.get(range).items("messageId")).containsExactly("m-3", "m-2");
    assertThat(service.get(range + "&order=oldest").items("messageId"))
        .containsExactly("m-2", "m-3");
    assertThat(service.get(range + "&after=m-2").items("messageId")).containsExactly("m-3");
    assertThat(service.get(MESSAGES + "?order=newest&limit=2").items("messageId"))
        .containsExactly("m-5", "m-4");
  }

  @Test
  void wrong_parameters_of_a_listing_are_refused_by_name() {
    send(1);
    assertThat(service.get(MESSAGES + "?order=random").isProblem(400, "invalid-input").errors())
        .containsExactly("order must be one of newest, oldest");
    assertThat(
            service
                .get(MESSAGES + "?order=newest&after=m-1")
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("order must be oldest with after");
    assertThat(
            service
                .get(MESSAGES + "?from=2026-11-23T18:00:02Z&to=2026-11-23T18:00:01Z")
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("from must not be after to");
    assertThat(service.get(MESSAGES + "?after=a%20b").isProblem(400, "invalid-input").errors())
        .singleElement()
        .asString()
        .startsWith("after ");
    assertThat(service.get(MESSAGES + "?after=m-9").isProblem(404, "not-found").text("detail"))
        .isEqualTo("No message m-9 on this stream, and none withdrawn in the last day");
  }
}
