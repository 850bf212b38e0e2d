package io.spillway.functions.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.functions.Service;
import io.spillway.ports.Failure;
import org.junit.jupiter.api.Test;

/** Numbers of a stream that operators count again. */
class RecountFunctionsTest {

  private final Service service = new Service();

  @Test
  void a_recount_shows_the_numbers_before_and_after() {
    service.post("/streams/main/messages", "{\"author\":\"ada\",\"text\":\"hello\"}").is(201);
    service.post("/streams/main/messages", "{\"author\":\"ada\",\"text\":\"toxic\"}").is(202);

    var recount = service.post("/recounts/main", "").is(200).body();

    assertThat(recount.path("streamId").asText()).isEqualTo("main");
    assertThat(recount.path("before")).isEqualTo(recount.path("after"));
    assertThat(recount.path("after"))
        .isEqualTo(service.get("/streams/main/stats").is(200).body().path("messages"));
    assertThat(recount.path("after").path("accepted").asInt()).isOne();
    assertThat(recount.path("after").path("held").asInt()).isOne();
    service.post("/recounts/a~b", "").isProblem(400, "invalid-input");
  }

  @Test
  void a_stream_that_changes_during_each_attempt_is_unavailable() {
    service.faults.outage(
        "MessageArchive.recount", Failure.transientFailure("messages.unavailable", "busy"));

    service.post("/recounts/main", "").isProblem(503, "unavailable");
  }
}
