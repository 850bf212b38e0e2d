package io.spillway.functions.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Operators' actions on dead letters over HTTP. */
class DeadLetterDeskFunctionsTest {

  private static final String HALF = "{\"type\":\"follow\",\"streamId\":\"main\"";
  private static final String WHOLE =
      "{\\\"type\\\":\\\"follow\\\",\\\"actor\\\":\\\"ada\\\",\\\"streamId\\\":\\\"main\\\",\\\"eventId\\\":\\\"e-1\\\"}";

  private final Service service = new Service();

  private String letter() {
    service.eventQueue.send(Payload.of(HALF));
    service.deliverAll();
    return "/dead-letters/" + service.get("/dead-letters").items("deadLetterId").get(0);
  }

  private Reply step(String path, String etag, String body) {
    return service.call(
        HttpMethod.POST, path, Map.of("Content-Type", "application/json", "If-Match", etag), body);
  }

  private void tick() {
    service.maintain("AdvanceRedrives");
  }

  @Test
  void an_edit_is_validated_and_audited_and_keeps_the_original() {
    String path = letter();
    String etag = service.get(path).header("ETag");

    assertThat(
            service
                .patch(path, etag, "{\"payload\":\"{}\",\"reason\":\"why\"}")
                .isProblem(400, "invalid-input")
                .errors())
        .isNotEmpty();
    assertThat(
            service
                .patch(path, etag, "{\"payload\":\"" + WHOLE + "\"}")
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("reason is required");
    Reply edited =
        service.patch(path, etag, "{\"payload\":\"" + WHOLE + "\",\"reason\":\"half\"}").is(200);

    assertThat(edited.body().at("/original/text").asText()).isEqualTo(HALF);
    assertThat(edited.body().at("/audit/1/action").asText()).isEqualTo("edited");
    assertThat(edited.body().at("/audit/1/note").asText()).isEqualTo("half");
    service
        .patch(path, etag, "{\"payload\":\"" + WHOLE + "\",\"reason\":\"half\"}")
        .isProblem(412, "version-stale");
  }

  @Test
  void a_custom_event_that_failed_is_edited_redriven_and_counted() {
    service.faults.outage("EventLog.append", Failure.permanent("events.rejected", "wrong key"));
    String sent =
        "{'type':'custom','actor':'ada','eventId':'e-1','name':'hype.train','fields':{'level':'%s'}}"
            .replace('\'', '"');
    service.post("/streams/main/events", sent.formatted("5")).is(202);
    service.deliverAll();
    service.faults.mend();
    Reply letters = service.get("/dead-letters?type=custom").is(200);
    String path = "/dead-letters/" + letters.items("deadLetterId").get(0);
    String whole =
        sent.formatted("6").replace("{\"type", "{\"streamId\":\"main\",\"source\":\"api\",\"type");
    String edit =
        Json.text(Json.object().put("payload", whole).put("reason", "the level was wrong"));

    service.patch(path, service.get(path).header("ETag"), edit).is(200);
    service.clock.advance(Duration.ofSeconds(1));
    service.post("/dead-letters/redrive", "{\"all\":true,\"reason\":\"fixed\"}").is(202);
    service.advanceRedrives();
    service.advanceRedrives();

    JsonNode event = service.get("/streams/main/events").body().at("/items/0");
    assertThat(event.path("type").asText()).isEqualTo("custom");
    assertThat(event.path("name").asText()).isEqualTo("hype.train");
    assertThat(event.at("/fields/level").asText()).isEqualTo("6");
    assertThat(service.get("/streams/main/stats").body().path("custom").toString())
        .isEqualTo("{\"hype.train\":1}");
  }

  @Test
  void the_payload_can_be_downloaded_byte_for_byte() {
    String path = letter();

    Reply reply = service.get(path + "/payload").is(200);

    assertThat((byte[]) reply.response().getBody()).isEqualTo(HALF.getBytes(UTF_8));
    assertThat(reply.header("Content-Disposition")).startsWith("attachment");
    service.get(path + "/payload?original=maybe").isProblem(400, "invalid-input");
    service.get("/dead-letters/none/payload").isProblem(404, "not-found");
  }

  @Test
  void a_discard_can_be_undone_and_not_done_twice() {
    String path = letter();
    String etag = service.get(path).header("ETag");

    Reply discarded = step(path + "/discard", etag, "{\"reason\":\"a test\"}").is(200);
    step(path + "/discard", discarded.header("ETag"), "{\"reason\":\"again\"}")
        .isProblem(409, "step-not-allowed");
    Reply open = step(path + "/restore", discarded.header("ETag"), "{\"reason\":\"none\"}").is(200);

    assertThat(open.text("state")).isEqualTo("open");
    service.post(path + "/discard", "{\"reason\":\"blind\"}").isProblem(428, "version-required");
  }

  @Test
  void a_redrive_is_ordered_goes_on_by_itself_and_ends() {
    dead();

    Reply preview =
        service
            .post("/dead-letters/redrive", "{\"all\":true,\"dryRun\":true,\"reason\":\"fixed\"}")
            .is(200);
    assertThat(preview.body().path("wouldRun")).hasSize(1);
    String url =
        service
            .post("/dead-letters/redrive", "{\"all\":true,\"reason\":\"fixed\"}")
            .is(202)
            .header("Location");
    String path = url.substring("/api".length());
    service.advanceRedrives();
    service.advanceRedrives();

    Reply job = service.get(path).is(200);
    assertThat(job.text("state")).isEqualTo("done");
    assertThat(job.body().at("/progress/succeeded").asInt()).isEqualTo(1);
    assertThat(service.get("/dead-letters?state=redriven").items()).hasSize(1);
    assertThat(service.get("/dead-letters/redrives").is(200).items()).hasSize(1);
    service
        .call(HttpMethod.PATCH, path, Service.JSON, "{\"state\":\"paused\"}")
        .isProblem(409, "redrive-ended");
  }

  private void dead() {
    service.faults.outage("EventLog.append", Failure.permanent("events.rejected", "wrong key"));
    service.post("/streams/main/events", "{\"type\":\"follow\",\"actor\":\"ada\"}").is(202);
    service.deliverAll();
    service.faults.mend();
    service.clock.advance(Duration.ofSeconds(1));
  }

  @Test
  void the_status_of_an_event_counts_its_redrives_and_outlives_its_workflows() {
    String event = "/streams/main/events/e-1";
    service.faults.outage("EventLog.append", Failure.permanent("events.rejected", "wrong key"));
    send("500.00");
    assertThat(service.get(event).is(200).body().at("/workflow/state").asText()).isEqualTo("dead");
    redrive();
    service.faults.mend();
    assertThat(service.get(event).is(200).body().at("/workflow/state").asText()).isEqualTo("dead");
    redrive();

    JsonNode workflow = service.get(event).is(200).body().path("workflow");
    assertThat(workflow.path("state").asText()).isEqualTo("done");
    assertThat(workflow.path("activities")).hasSize(3);
    assertThat(workflow.path("activities").findValuesAsText("state")).containsOnly("done");
    assertThat(workflow.path("generations").findValuesAsText("workflowId"))
        .containsExactly("main~e-1", "main~e-1~1", "main~e-1~2");
    assertThat(workflow.at("/generations/2/generation").asInt()).isEqualTo(2);
    assertThat(workflow.at("/generations/2/activities/0/activity").asText()).isEqualTo("log");
    Reply letter = service.get("/dead-letters/main~e-1").is(200);
    assertThat(letter.body().path("redrives").asInt()).isEqualTo(2);
    assertThat(letter.body().path("generation").asInt()).isEqualTo(1);

    for (String id : List.of("main~e-1", "main~e-1~1", "main~e-1~2")) {
      assertThat(service.durable.context().getClient().purgeInstance(id).getDeletedInstanceCount())
          .isEqualTo(1);
    }
    JsonNode purged = service.get(event).is(200).body().path("workflow");
    assertThat(purged.path("state").asText()).isEqualTo("done");
    assertThat(purged.path("generations")).isEmpty();
  }

  private void send(String amount) {
    service
        .post("/streams/main/events", donation(amount).replace("\"streamId\":\"main\",", ""))
        .is(202);
    service.deliverAll();
    service.clock.advance(Duration.ofSeconds(1));
  }

  private static String donation(String amount) {
    return ("{'type':'donation','actor':'ada','streamId':'main','eventId':'e-1',"
            + "'occurredAt':'2026-11-23T18:00:00Z','amount':'%s','currency':'USD'}")
        .formatted(amount)
        .replace('\'', '"');
  }

  private void redrive() {
    service.post("/dead-letters/redrive", "{\"all\":true,\"reason\":\"fixed\"}").is(202);
    service.advanceRedrives();
    service.advanceRedrives();
    service.clock.advance(Duration.ofSeconds(1));
  }

  @Test
  void an_edit_of_a_partly_done_event_warns_and_the_dry_run_names_activities() {
    service.faults.outage("EventLog.append", Failure.permanent("events.rejected", "wrong key"));
    send("500.00");
    letter();
    service.faults.mend();
    service.clock.advance(Duration.ofSeconds(1));
    String path = "/dead-letters/main~e-1";
    Reply before = service.get(path).is(200);
    assertThat(before.body().path("warnings")).isEmpty();
    String edit =
        Json.text(Json.object().put("payload", donation("250.00")).put("reason", "a typo"));

    Reply edited = service.patch(path, before.header("ETag"), edit).is(200);

    String warning = "The edit does not reach activities that are done: stats, alerts";
    assertThat(edited.body().at("/warnings/0").asText()).isEqualTo(warning);
    assertThat(service.get(path).body().at("/warnings/0").asText()).isEqualTo(warning);
    JsonNode runs =
        service
            .post("/dead-letters/redrive", "{\"all\":true,\"dryRun\":true,\"reason\":\"fixed\"}")
            .is(200)
            .body()
            .path("runs");
    assertThat(runs).hasSize(1);
    assertThat(runs.at("/0/activities").toString()).isEqualTo("[\"log\"]");
    assertThat(runs.at("/0/warnings/0").asText()).isEqualTo(warning);
  }

  @Test
  void a_dry_run_names_all_activities_of_an_event_that_never_ran() {
    String path = letter();
    service
        .patch(
            path,
            service.get(path).header("ETag"),
            "{\"payload\":\"" + WHOLE + "\",\"reason\":\"half\"}")
        .is(200);
    service.clock.advance(Duration.ofSeconds(1));

    Reply preview =
        service
            .post("/dead-letters/redrive", "{\"all\":true,\"dryRun\":true,\"reason\":\"fixed\"}")
            .is(200);

    assertThat(preview.body().at("/runs/0/activities").toString())
        .isEqualTo("[\"stats\",\"alerts\",\"log\"]");
    assertThat(preview.body().at("/runs/0/warnings")).isEmpty();
  }

  @Test
  void an_order_begins_at_once_and_its_answer_says_how_far_it_came() {
    dead();

    Reply ordered =
        service.post("/dead-letters/redrive", "{\"all\":true,\"reason\":\"fixed\"}").is(202);

    assertThat(ordered.body().at("/progress/waves").asInt()).isEqualTo(1);
    assertThat(ordered.body().at("/progress/succeeded").asInt()).isEqualTo(1);
    assertThat(service.get("/dead-letters?state=redriven").items()).hasSize(1);
  }

  @Test
  void an_order_is_kept_when_its_first_step_fails_and_the_timer_continues_it() {
    dead();
    service.faults.failBefore(
        "DeadLetterLedger.replace",
        1,
        Failure.transientFailure("dead-letters.unavailable", "of ada, no answer"));

    String id =
        service
            .post("/dead-letters/redrive", "{\"all\":true,\"reason\":\"fixed\"}")
            .is(202)
            .text("redriveId");

    assertThat(service.context.logged())
        .anyMatch(line -> line.contains("\"failed\"") && line.contains("dead-letters.unavailable"));
    service.advanceRedrives();
    service.advanceRedrives();
    assertThat(service.get("/dead-letters/redrives/" + id).is(200).text("state")).isEqualTo("done");
  }

  @Test
  void an_idle_minute_of_the_timer_is_one_look() {
    int before = service.faults.calls().size();

    tick();

    assertThat(service.faults.calls().subList(before, service.faults.calls().size()))
        .containsExactly("RedriveJobStore.withWork");
  }

  @Test
  void an_order_requires_a_selection_and_a_reason() {
    assertThat(
            service
                .post("/dead-letters/redrive", "{\"ratePerSecond\":0,\"category\":\"often\"}")
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly(
            "category must be one of transient, throttled, permanent",
            "ratePerSecond must be 1 to 1000",
            "reason is required",
            "ids is required, or a filter, or all: exactly one of the three");
  }

  @Test
  void letters_that_failed_in_one_way_are_one_group() {
    letter();
    service.eventQueue.send(Payload.of("{\"another\""));
    service.deliverAll();

    Reply groups = service.get("/dead-letters/groups?state=open").is(200);
    assertThat(groups.items()).hasSize(1);
    assertThat(groups.items().get(0).path("count").asInt()).isEqualTo(2);
  }
}
