package io.spillway.functions.violations;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.access.Callers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BulkAndAuditFunctionsTest {

  private final Service service = new Service(Callers.local());

  private void hold(int count) {
    for (int i = 0; i < count; i++) {
      service
          .post(
              "/streams/main/messages",
              "{\"author\":\"a-%1$d\",\"text\":\"toxic %1$d\",\"messageId\":\"m-%1$d\"}"
                  .formatted(i))
          .is(202);
    }
    service.clock.advance(Duration.ofSeconds(1));
  }

  private Reply preview() {
    return service.post("/violations/bulk/preview?state=open", "{\"state\":\"dismissed\"}").is(200);
  }

  private Reply apply(Reply preview, int count) {
    String body =
        "{\"state\":\"dismissed\",\"reason\":\"false-positive\",\"count\":%d,\"bulkId\":\"%s\"}";
    return service.post(
        "/violations/bulk/apply?state=open&to=" + preview.text("to"),
        body.formatted(count, preview.text("bulkId")));
  }

  @Test
  void a_previewed_bulk_decision_is_applied() {
    hold(3);
    Reply preview = preview();
    assertThat(preview.body().path("count").asInt()).isEqualTo(3);

    Reply applied = apply(preview, 3).is(200);

    assertThat(applied.body().path("complete").asBoolean()).isTrue();
    assertThat(applied.body().at("/counts/decided").asInt()).isEqualTo(3);
    assertThat(applied.items("outcome")).containsOnly("decided").hasSize(3);
    assertThat(service.get("/streams/main/messages").items()).hasSize(3);
    assertThat(apply(preview, 3).is(200).body().at("/counts/already").asInt()).isEqualTo(3);
  }

  @Test
  void another_count_is_409_with_the_current_one() {
    hold(3);
    Reply preview = preview();

    Reply refused = apply(preview, 2).isProblem(409, "bulk-changed");

    assertThat(refused.body().path("count").asInt()).isEqualTo(3);
    assertThat(apply(refused, 3).is(200).body().at("/counts/decided").asInt()).isEqualTo(3);
  }

  @Test
  void nothing_is_published_by_a_refused_decision() {
    hold(3);
    apply(preview(), 2).isProblem(409, "bulk-changed");

    assertThat(service.get("/streams/main/messages").items()).isEmpty();
  }

  /** Regression found by HttpFuzzTest: the response was 500. */
  @Test
  void applying_without_the_previews_end_returns_an_end() {
    hold(1);
    String body =
        "{\"state\":\"dismissed\",\"reason\":\"false-positive\",\"count\":2,\"bulkId\":\"other\"}";

    Reply refused =
        service.post("/violations/bulk/apply?state=open", body).isProblem(409, "bulk-changed");

    assertThat(refused.text("to")).isEqualTo(service.clock.instant().toString());
    assertThat(apply(refused, 1).is(200).body().path("complete").asBoolean()).isTrue();
  }

  @Test
  void missing_fields_are_named() {
    String body = "{\"state\":\"upheld\"}";
    service.post("/violations/bulk/preview", body).is(200);
    assertThat(service.post("/violations/bulk/apply", body).errors())
        .extracting(error -> error.substring(0, error.indexOf(' ')))
        .containsExactly("count", "bulkId");
    assertThat(service.post("/violations/bulk/apply?sate=open", body).errors())
        .singleElement()
        .asString()
        .startsWith("sate is not a known parameter");
    service.post("/violations/bulk/preview?state=open", "{}").isProblem(400, "invalid-input");
  }

  @Test
  void a_raid_is_decided_in_slices_and_undone() {
    hold(501);
    Reply preview = service.post("/violations/bulk/preview", "{\"state\":\"dismissed\"}").is(200);
    String to = "/violations/bulk/apply?to=" + preview.text("to");
    String body =
        "{\"state\":\"dismissed\",\"count\":501,\"bulkId\":\"%s\"}"
            .formatted(preview.text("bulkId"));

    Reply first = service.post(to, body).is(200);
    assertThat(first.body().path("complete").asBoolean()).isFalse();
    assertThat(first.body().path("remaining").asInt()).isOne();
    Reply second = service.post(to + "&cursor=" + first.text("nextCursor"), body).is(200);

    assertThat(second.body().path("complete").asBoolean()).isTrue();
    assertThat(second.body().at("/counts/decided").asInt()).isOne();
    String undo = "{\"bulkId\":\"%s\"}".formatted(preview.text("bulkId"));
    assertThat(service.post("/violations/bulk/undo", undo).is(200).body().toString())
        .isEqualTo(
            "{\"complete\":false,\"counts\":"
                + "{\"undone\":500,\"too-late\":0,\"changed\":0,\"failed\":0}}");
    Reply rest = service.post("/violations/bulk/undo", undo).is(200);
    assertThat(rest.body().at("/counts/undone").asInt()).isOne();
    assertThat(rest.body().path("complete").asBoolean()).isTrue();
    assertThat(service.get("/streams/main/messages").items()).isEmpty();
    assertThat(service.post("/violations/bulk/undo", "{}").errors())
        .containsExactly("bulkId is required");
  }

  @Test
  void one_violation_s_trail_is_shown_with_the_number_of_each_step() {
    hold(1);
    apply(preview(), 1).is(200);

    Reply trail = service.get("/violations/main~m-0/audit").is(200);

    assertThat(trail.items("step")).containsExactly("1", "2");
    assertThat(trail.items("action")).containsExactly("hold", "dismiss");
    assertThat(trail.items("bulkId").get(1)).contains("-");
    service.get("/violations/main~none/audit").isProblem(404, "not-found");
  }

  @Test
  void all_trails_are_exported_by_time_a_line_for_each_step() {
    hold(3);
    apply(preview(), 3).is(200);

    assertThat(exported("/audit?limit=2")).hasSize(6).doesNotHaveDuplicates();
    assertThat(exported("/audit?from=2026-11-23T18:00:01Z&limit=1")).hasSize(3);
    assertThat(exported("/audit?to=2026-11-23T18:00:01Z"))
        .containsExactly("main~m-2 1", "main~m-1 1", "main~m-0 1");
    Reply none = service.get("/audit?to=2026-11-23T18:00:00Z").is(200);
    assertThat(none.header("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(none.items()).isEmpty();
    service.get("/audit?from=yesterday").isProblem(400, "invalid-input");
    service.get("/audit?cursor=x").is(400);
  }

  private List<String> exported(String path) {
    List<String> lines = new ArrayList<>();
    String cursor = null;
    do {
      String page = cursor == null ? "" : (path.contains("?") ? "&" : "?") + "cursor=" + cursor;
      Reply reply = service.get(path + page).is(200);
      reply
          .items()
          .forEach(
              line ->
                  lines.add(line.path("violationId").asText() + " " + line.path("step").asInt()));
      cursor = next(reply);
    } while (cursor != null);
    return lines;
  }

  private static @Nullable String next(Reply reply) {
    return reply.response().getHeader("Next-Cursor");
  }
}
