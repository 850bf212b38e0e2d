package io.spillway.functions.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.queue.Payload;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that discard, restore, edit and redrive many dead letters over HTTP. */
class DeadLetterJobFunctionsTest {

  private static final String JOBS = "/dead-letters/jobs";

  private static final String PATCH =
      "[{'op':'test','path':'/currency','value':'US$'},"
          + "{'op':'replace','path':'/currency','value':'USD'}]";

  private final Service service = new Service();

  private Reply order(String body) {
    return service.post(JOBS, body.replace('\'', '"'));
  }

  /** Donations as a producer queues them, whose currency is refused. */
  private void dead(int from, int count, String currency) {
    for (int i = from; i < from + count; i++) {
      service.eventQueue.send(
          Payload.of(
              ("{'type':'donation','streamId':'main','eventId':'e-%d','actor':'ada',"
                      + "'occurredAt':'2026-11-23T18:00:00Z','amount':%s,'currency':'%s'}")
                  .formatted(i, amount(i), currency)
                  .replace('\'', '"')));
    }
    service.deliverAll();
    service.clock.advance(Duration.ofSeconds(1));
  }

  private static BigDecimal amount(int i) {
    return BigDecimal.valueOf(10 + 37L * i % 10_007, 2);
  }

  private JsonNode finish(Reply ordered) {
    String path = ordered.is(202).header("Location").substring("/api".length());
    for (int step = 0; step < 60 && isRunning(path); step++) {
      service.clock.advance(Duration.ofSeconds(5));
      service.advanceRedrives();
    }
    JsonNode job = service.get(path).is(200).body();
    assertThat(job.path("state").asText()).isEqualTo("done");
    return job;
  }

  private boolean isRunning(String path) {
    return service.get(path).text("state").equals("running");
  }

  private int count(String state) {
    return service.get("/dead-letters/groups?groupBy=type&state=" + state).items().stream()
        .mapToInt(group -> group.path("count").asInt())
        .sum();
  }

  @Test
  void five_hundred_donations_with_a_wrong_currency_are_edited_and_redriven_to_the_cent() {
    dead(0, 500, "US$");
    dead(500, 20, "dollars");
    String edit =
        "{'action':'edit','type':'donation','patch':" + PATCH + ",'reason':'sent as a sign'%s}";

    Reply preview = order(edit.formatted(",'dryRun':true")).is(200);
    JsonNode edited = finish(order(edit.formatted(",'expected':520")));
    JsonNode redriven =
        finish(
            order("{'action':'redrive','type':'donation','ratePerSecond':1000,'reason':'edited'}"));

    assertThat(preview.body().path("selected").asInt()).isEqualTo(520);
    assertThat(preview.body().path("wouldSkip")).hasSize(20);
    assertThat(edited.at("/progress/succeeded").asInt()).isEqualTo(500);
    assertThat(edited.at("/progress/skipped").asInt()).isEqualTo(20);
    assertThat(edited.at("/progress/skips").findValuesAsText("why"))
        .hasSize(20)
        .containsOnly("operation 1, test /currency: the value differs or is missing");
    assertThat(redriven.at("/progress/succeeded").asInt()).isEqualTo(500);
    assertThat(redriven.at("/progress/skipped").asInt()).isEqualTo(20);
    BigDecimal total = BigDecimal.ZERO;
    for (int i = 0; i < 500; i++) {
      total = total.add(amount(i));
    }
    JsonNode stats = service.get("/streams/main/stats").body();
    assertThat(stats.at("/donations/USD").asText()).isEqualTo(total.toPlainString());
    assertThat(stats.path("donations")).hasSize(1);
    assertThat(count("redriven")).isEqualTo(500);
    for (Reply left : untouched()) {
      assertThat(left.text("state")).isEqualTo("open");
      assertThat(left.body().path("original").isNull()).isTrue();
      assertThat(left.body().path("audit")).hasSize(1);
    }
  }

  private Iterable<Reply> untouched() {
    return service.get("/dead-letters?state=open").items("deadLetterId").stream()
        .map(id -> service.get("/dead-letters/" + id))
        .peek(reply -> assertThat(reply.body().toString()).contains("dollars"))
        .toList();
  }

  @Test
  void the_preview_of_an_edit_shows_each_changed_value() {
    dead(0, 1, "US$");

    JsonNode run =
        order("{'action':'edit','all':true,'patch':" + PATCH + ",'reason':'x','dryRun':true}")
            .is(200)
            .body()
            .at("/runs/0");

    assertThat(run.path("activities")).isEmpty();
    assertThat(run.path("changes").toString().replace("\\\"", "'"))
        .isEqualTo("[{\"path\":\"/currency\",\"before\":\"'US$'\",\"after\":\"'USD'\"}]");
    assertThat(service.get(JOBS).items()).isEmpty();
  }

  @Test
  void all_of_a_filter_are_discarded_and_restored_and_each_says_by_which_job() {
    dead(0, 3, "US$");

    JsonNode discarded = finish(order("{'action':'discard','streamId':'main','reason':'a test'}"));
    assertThat(count("discarded")).isEqualTo(3);
    JsonNode restored = finish(order("{'action':'restore','all':true,'reason':'no test'}"));

    assertThat(count("open")).isEqualTo(3);
    String id = service.get("/dead-letters").items("deadLetterId").get(0);
    JsonNode audit = service.get("/dead-letters/" + id).body().path("audit");
    assertThat(audit.findValuesAsText("jobId"))
        .containsExactly(discarded.path("jobId").asText(), restored.path("jobId").asText());
    assertThat(audit.at("/1/note").asText()).isEqualTo("a test");
    assertThat(discarded.at("/order/action").asText()).isEqualTo("discard");
    assertThat(service.get(JOBS + "?action=restore").items()).hasSize(1);
    assertThat(service.get(JOBS).items()).hasSize(2);
    assertThat(service.get("/dead-letters/redrives").items()).isEmpty();
  }

  @Test
  void a_redrive_is_a_job_and_another_job_is_no_redrive() {
    dead(0, 1, "US$");
    String discard =
        order("{'action':'discard','all':true,'reason':'x','jobId':'j-1'}").is(202).text("jobId");
    dead(1, 1, "US$");
    service
        .post("/dead-letters/redrive", "{\"all\":true,\"reason\":\"x\",\"redriveId\":\"r-1\"}")
        .is(202);

    assertThat(service.get(JOBS + "/r-1").is(200).body().at("/order/action").asText())
        .isEqualTo("redrive");
    service.get("/dead-letters/redrives/" + discard).isProblem(404, "not-found");
    service
        .call(
            HttpMethod.PATCH,
            "/dead-letters/redrives/" + discard,
            Service.JSON,
            "{\"state\":\"paused\"}")
        .isProblem(404, "not-found");
    service
        .call(HttpMethod.PATCH, JOBS + "/" + discard, Service.JSON, "{\"state\":\"paused\"}")
        .isProblem(409, "job-ended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'all':true", "'streamId':'zzz'", "'ids':['nope','main~no']"})
  void an_order_of_nothing_is_refused_and_not_recorded(String selection) {
    order("{'action':'redrive','reason':'x'," + selection + "}").isProblem(409, "nothing-selected");
    service
        .post("/dead-letters/redrive", ("{'reason':'x'," + selection + "}").replace('\'', '"'))
        .isProblem(409, "nothing-selected");

    assertThat(service.get(JOBS).items()).isEmpty();
  }

  @Test
  void an_order_of_more_than_the_preview_had_is_refused_with_the_count() {
    dead(0, 3, "US$");

    Reply refused =
        order("{'action':'discard','all':true,'expected':2,'reason':'x'}")
            .isProblem(409, "bulk-changed");

    assertThat(refused.body().path("count").asInt()).isEqualTo(3);
    assertThat(count("open")).isEqualTo(3);
  }

  @Test
  void a_key_of_a_discard_is_not_taken_for_an_edit() {
    dead(0, 1, "US$");
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Idempotency-Key", "k-1");
    String discard = "{\"action\":\"discard\",\"all\":true,\"reason\":\"x\"}";
    String first = service.call(HttpMethod.POST, JOBS, headers, discard).is(202).text("jobId");

    assertThat(service.call(HttpMethod.POST, JOBS, headers, discard).is(202).text("jobId"))
        .isEqualTo(first);
    service
        .call(HttpMethod.POST, JOBS, headers, discard.replace("discard", "restore"))
        .isProblem(409, "idempotency-key-reused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'all':true} | action must be redrive, discard, restore or edit",
        "{'action':'edit','all':true} | patch is required",
        "{'action':'discard','all':true,'patch':[]} | patch is not a known field",
        "{'action':'discard','all':true,'canary':true} | canary is not a known field",
        "{'action':'edit','all':true,'patch':[]} | patch must be a list of 1 to 50 operations of JSON"
            + " Patch",
        "{'action':'edit','all':true,'patch':[{'op':'remove','path':'/a'}]} | patch must have a"
            + " test, such as of the value that is replaced",
        "{'action':'restore','all':true,'state':'open'} | state must be discarded",
        "{'action':'discard','all':true,'state':'redriving'} | state must be open or waiting",
        "{'action':'discard','state':'waiting'} | ids is required, or a filter, or all: exactly one"
            + " of the three",
        "{'action':'discard','ids':['a'],'state':'open'} | state must not be given together with ids"
      })
  void a_bad_order_is_refused_by_the_name_of_its_field(String order, String error) {
    dead(0, 1, "US$");

    assertThat(
            order(order.replace("{'", "{'reason':'x','").replace("[{'reason':'x','", "[{'"))
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly(error);
  }
}
