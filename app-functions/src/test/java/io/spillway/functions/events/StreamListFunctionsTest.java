package io.spillway.functions.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import io.spillway.ports.SortableTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of streams, and the lists of a stream's events and alerts in a range of time. */
class StreamListFunctionsTest {

  private static final String PATH = "/streams/main/events";

  private final Service service = new Service();

  @Test
  void streams_with_messages_or_events_are_listed_with_the_latest_activity_first() {
    service.post("/streams/chat-1/messages", "{\"author\":\"ada\",\"text\":\"hello\"}").is(201);
    service.clock.advance(Duration.ofSeconds(1));
    service.post("/streams/chat-2/messages", "{\"author\":\"ada\",\"text\":\"toxic\"}").is(202);
    service.clock.advance(Duration.ofSeconds(1));
    service.post(PATH, "{\"type\":\"follow\",\"actor\":\"ada\"}").is(202);
    service.deliverAll();

    assertThat(service.get("/streams").is(200).items("streamId"))
        .containsExactly("main", "chat-2", "chat-1");
    Reply first = service.get("/streams?prefix=chat-&limit=1").is(200);
    assertThat(first.items("streamId")).containsExactly("chat-2");
    Reply rest =
        service.get("/streams?prefix=chat-&limit=1&cursor=" + first.text("nextCursor")).is(200);
    assertThat(rest.items("streamId")).containsExactly("chat-1");
    assertThat(rest.items("lastActivityAt"))
        .containsExactly(SortableTime.text(service.clock.instant().minusSeconds(2)));
    assertThat(service.get("/streams?prefix=a/b").isProblem(400, "invalid-input").errors())
        .singleElement()
        .asString()
        .startsWith("prefix must be 1 to 255 letters");
  }

  @Test
  void a_directory_that_is_out_of_order_fails_no_message_and_no_event() {
    service.faults.outage(
        "StreamDirectory.put", Failure.transientFailure("streams.unavailable", ""));

    service.post("/streams/main/messages", "{\"author\":\"ada\",\"text\":\"hello\"}").is(201);
    service.post(PATH, "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"e-1\"}").is(202);
    service.deliverAll();

    assertThat(service.get(PATH).items("eventId")).containsExactly("e-1");
    assertThat(service.get("/streams").is(200).items()).isEmpty();
  }

  @Test
  void events_and_alerts_are_listed_in_a_range_of_time() {
    String raid =
        "{\"type\":\"raid\",\"actor\":\"ada\",\"viewers\":5000,\"eventId\":\"e-%s\","
            + "\"occurredAt\":\"2026-11-23T18:0%s:00Z\"}";
    for (int minute = 0; minute < 5; minute++) {
      service.post(PATH, raid.formatted(minute, minute)).is(202);
    }
    service.deliverAll();
    String range = "?from=2026-11-23T18:01:00Z&to=2026-11-23T20:03:00%2B02:00&limit=1";

    for (String path : List.of(PATH, "/streams/main/alerts")) {
      String id = path.equals(PATH) ? "eventId" : "alertId";
      Reply first = service.get(path + range).is(200);
      assertThat(first.items(id)).containsExactly("e-2");
      Reply rest = service.get(path + range + "&cursor=" + first.text("nextCursor")).is(200);
      assertThat(rest.items(id)).containsExactly("e-1");
      assertThat(rest.body().path("nextCursor").isNull()).isTrue();
      service.get(path + "?cursor=" + first.text("nextCursor")).isProblem(400, "invalid-input");
      assertThat(
              service
                  .get(path + "?from=2026-11-23T18:02:00Z&to=2026-11-23T18:01:00Z")
                  .isProblem(400, "invalid-input")
                  .errors())
          .containsExactly("from must not be after to");
      assertThat(service.get(path + "?from=noon").isProblem(400, "invalid-input").errors())
          .singleElement()
          .asString()
          .startsWith("from must be an ISO 8601 time");
    }
  }
}
