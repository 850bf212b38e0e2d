package io.spillway.functions.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutomaticRetryFunctionsTest {

  private static final String LETTER = "/dead-letters/main~e-1";

  private final Service service = new Service();

  private void sendDuringOutage() {
    service.faults.outage("StatsStore.apply", Fixtures.outage());
    service.post(
        "/streams/main/events", "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"e-1\"}");
    service.deliverAll();
  }

  private JsonNode workflow() {
    return service.get("/streams/main/events/e-1").is(200).body().path("workflow");
  }

  private void runMaintenance() {
    for (int minute = 0; minute < 2; minute++) {
      service.clock.advance(Duration.ofMinutes(1));
      service.advance("RetryEvents");
    }
  }

  private Reply stopRetries(String etag) {
    return service.call(
        HttpMethod.POST,
        LETTER + "/stop-retries",
        Map.of("Content-Type", "application/json", "If-Match", etag),
        "{\"reason\":\"the fan was refunded\"}");
  }

  @Test
  void an_event_that_waits_tells_where_why_and_when_it_is_retried() {
    sendDuringOutage();

    JsonNode workflow = workflow();
    JsonNode letter = service.get(LETTER).is(200).body();
    Instant failed = Instant.parse(letter.path("buriedAt").asText());
    assertThat(workflow.path("state").asText()).isEqualTo("running");
    assertThat(workflow.at("/retry/activity").asText()).isEqualTo("stats");
    assertThat(Instant.parse(workflow.at("/retry/next").asText())).isAfter(failed);
    assertThat(workflow.at("/activities/0/failure/code").asText()).isEqualTo("test.unavailable");
    assertThat(letter.path("state").asText()).isEqualTo("waiting");
    assertThat(letter.path("retry")).isEqualTo(workflow.path("retry"));
    assertThat(service.get("/dead-letters?state=waiting").items("eventId")).containsExactly("e-1");
    assertThat(service.get("/dead-letters?state=open").items("eventId")).isEmpty();
  }

  @Test
  void it_is_done_by_itself_when_its_dependency_is_available_again() {
    sendDuringOutage();
    runMaintenance();
    service.faults.mend();
    service.clock.advance(Duration.ofMinutes(10));
    runMaintenance();

    assertThat(workflow().path("state").asText()).isEqualTo("done");
    assertThat(workflow().has("retry")).isFalse();
    assertThat(service.get(LETTER).text("state")).isEqualTo("redriven");
    assertThat(service.get("/streams/main/stats").is(200).body().path("followers").asInt())
        .isEqualTo(1);
  }

  @Test
  void an_operator_retries_it_at_once() {
    sendDuringOutage();
    service.faults.mend();

    service.post("/dead-letters/redrive", "{\"ids\":[\"main~e-1\"],\"reason\":\"back\"}").is(202);
    service.deliverAll();
    service.maintain("AdvanceRedrives");

    assertThat(service.get(LETTER).text("state")).isEqualTo("redriven");
  }

  @Test
  void an_operator_stops_its_retries() {
    sendDuringOutage();
    Reply waiting = service.get(LETTER).is(200);

    Reply stopped = stopRetries(waiting.header("ETag")).is(200);
    service.faults.mend();
    runMaintenance();

    assertThat(stopped.text("state")).isEqualTo("open");
    assertThat(service.get(LETTER).text("state")).isEqualTo("open");
    stopRetries(service.get(LETTER).header("ETag")).isProblem(409, "step-not-allowed");
  }
}
