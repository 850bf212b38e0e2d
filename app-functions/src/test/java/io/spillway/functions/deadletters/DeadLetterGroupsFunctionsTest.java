package io.spillway.functions.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.SortableTime;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Groups of dead letters over HTTP. */
class DeadLetterGroupsFunctionsTest {

  private static final String DONATION = "'type':'donation','actor':'ada','currency':'USD'";

  private final Service service = new Service();
  private int sent;

  private void queue(String stream, String fields) {
    String payload = "{'streamId':'%s','eventId':'e-%d',%s}".formatted(stream, sent++, fields);
    service.clock.advance(Duration.ofSeconds(1));
    service.eventQueue.send(Payload.of(payload.replace('\'', '"')));
    service.deliverAll();
  }

  private void queue(int times, String fields) {
    for (int i = 0; i < times; i++) {
      queue("main", fields.replace("%", Integer.toString(i)));
    }
  }

  /** Queues 28 events of ten kinds, one after the other, so that the latest is of the last kind. */
  private void queueTenKinds() {
    queue(7, DONATION + ",'amount':'many %'");
    queue(1, DONATION + ",'amount':'-%.00'");
    queue(2, DONATION);
    queue(3, DONATION + ",'amount':'1.00%5'");
    queue(2, DONATION + ",'amount':'1.00','colour':'% red'");
    queue(4, "'type':'cheer','actor':'ada','bits':'% bits'");
    queue(2, "'type':'raid','actor':'ada'");
    queue(1, "'type':'raid','actor':'ada','viewers':[%]");
    queue(4, "'type':'unheard of %','actor':'ada'");
    queue(2, DONATION.replace("USD", "X%") + ",'amount':'5.00'");
  }

  private JsonNode groups(String query) {
    JsonNode body = service.get("/dead-letters/groups" + query).is(200).body();
    assertThat(body.path("complete").asBoolean()).isTrue();
    return body.path("items");
  }

  private static Map<String, Integer> counts(JsonNode groups, String pointer) {
    Map<String, Integer> counts = new HashMap<>();
    groups.forEach(group -> counts.put(group.at(pointer).asText(), group.path("count").asInt()));
    return counts;
  }

  private Reply setNote(String groupBy, String key, String text) {
    return service.post(
        "/dead-letters/groups/note",
        Json.object().put("groupBy", groupBy).put("key", key).put("text", text).toString());
  }

  @Test
  void the_note_about_a_group_is_shown_with_it_until_it_is_deleted() {
    queue(2, "'type':'raid','actor':'ada'");
    queue(1, "'type':'cheer','actor':'ada','bits':'many'");
    String raids = groups("").get(0).path("key").asText();
    assertThat(groups("").get(0).has("note")).isFalse();

    Reply set = setNote("cause", raids, " ticket 123 ").is(200);

    assertThat(set.body().at("/note/text").asText()).isEqualTo("ticket 123");
    assertThat(groups("").get(0).path("note"))
        .isEqualTo(
            Json.object()
                .put("text", "ticket 123")
                .put("by", "local")
                .put("at", SortableTime.text(service.clock.instant())));
    assertThat(groups("").get(1).has("note")).isFalse();
    assertThat(groups("?groupBy=type").get(0).has("note")).isFalse();
    assertThat(setNote("cause", raids, "").is(200).body().path("note").isNull()).isTrue();
    assertThat(groups("").get(0).has("note")).isFalse();
  }

  @Test
  void each_bad_field_of_a_note_is_named() {
    assertThat(setNote("cause", "k", "x".repeat(501)).isProblem(400, "invalid-input").errors())
        .containsExactly("text must have at most 500 characters");
    assertThat(setNote("actor", "k", "x").isProblem(400, "invalid-input").errors())
        .containsExactly("groupBy must be one of cause, type, stream, exception");
    assertThat(
            service
                .post("/dead-letters/groups/note", "{\"groupBy\":\"type\"}")
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("key is required", "text is required; an empty one deletes the note");
    assertThat(setNote("type", "k".repeat(1_001), "x").isProblem(400, "invalid-input").errors())
        .containsExactly("key must have at most 1000 characters");
  }

  @Test
  void invalid_events_of_ten_kinds_are_ten_groups_each_with_its_own_message_and_count() {
    queueTenKinds();

    JsonNode groups = groups("");

    assertThat(groups).hasSize(10);
    assertThat(counts(groups, "/failure/message"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "amount must be a decimal number such as 5.00",
                7,
                "amount must not be negative; a reversal undoes an earlier event",
                1,
                "amount is required",
                2,
                "amount must have at most 2 decimals for USD",
                3,
                "colour is not a known field",
                2,
                "bits must be a whole number",
                4,
                "viewers is required",
                2,
                "viewers must be a whole number",
                1,
                "type must be follow, subscription, gift, cheer, donation, raid, custom or"
                    + " reversal",
                4,
                "currency must be an ISO 4217 code such as USD",
                2));
    for (JsonNode group : groups) {
      String fingerprint = group.path("fingerprint").asText();
      assertThat(group.path("key").asText()).isEqualTo(fingerprint);
      JsonNode letters = service.get("/dead-letters?fingerprint=" + fingerprint).body();
      assertThat(letters.path("items")).hasSize(group.path("count").asInt());
      letters
          .path("items")
          .forEach(letter -> assertThat(letter.path("failure")).isEqualTo(group.path("failure")));
    }
  }

  @Test
  void they_are_found_by_type_and_grouped_by_type_and_stream() {
    queueTenKinds();
    queue("other", "'type':'follow','actor':' '");

    assertThat(service.get("/dead-letters?type=donation").items()).hasSize(17);
    assertThat(counts(groups("?groupBy=type"), "/key"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("donation", 17, "cheer", 4, "raid", 3, "follow", 1, "", 4));
    JsonNode streams = groups("?groupBy=stream");
    assertThat(counts(streams, "/key"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("main", 28, "other", 1));
    assertThat(streams.at("/0/failure").isNull()).as("several causes").isTrue();
    assertThat(streams.at("/0/fingerprint").isNull()).isTrue();
    assertThat(streams.at("/1/failure/message").asText()).contains("actor");
    assertThat(counts(groups("?groupBy=exception"), "/key")).isEqualTo(Map.of("", 29));
  }

  @Test
  void a_group_is_redriven_by_its_fingerprint_or_type() {
    queueTenKinds();
    service.clock.advance(Duration.ofSeconds(1));
    List<String> filters = new ArrayList<>();
    groups("").forEach(g -> filters.add("\"fingerprint\":\"" + g.path("key").asText() + "\""));
    filters.addAll(Arrays.asList("\"type\":\"cheer\"", "\"streamId\":\"main\""));

    List<Integer> selected =
        filters.stream()
            .map(
                filter ->
                    service
                        .post(
                            "/dead-letters/redrive",
                            "{" + filter + ",\"reason\":\"why\",\"dryRun\":true}")
                        .is(200)
                        .body()
                        .path("selected")
                        .asInt())
            .toList();

    assertThat(selected).endsWith(4, 28);
    assertThat(selected.subList(0, 10).stream().mapToInt(Integer::intValue).sum()).isEqualTo(28);
  }

  @Test
  void another_property_is_refused() {
    assertThat(
            service
                .get("/dead-letters/groups?groupBy=actor")
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("groupBy must be one of cause, type, stream, exception");
  }
}
