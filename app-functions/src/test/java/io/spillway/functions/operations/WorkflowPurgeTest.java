package io.spillway.functions.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.OrchestrationMetadata;
import com.microsoft.durabletask.OrchestrationStatusQuery;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.events.StreamEventFunctions;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.functions.orchestration.WorkflowPurge;
import io.spillway.ports.Failure;
import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.event.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Purge of workflow histories, and the rescue of events that only a history contains. */
class WorkflowPurgeTest {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Failure OUTAGE = Failure.transientFailure("alerts.unavailable", "");
  private static final String DONATION =
      "{\"type\":\"donation\",\"source\":\"api\",\"user\":\"ada\",\"streamId\":\"main\",\"id\":\"%s\","
          + "\"amount\":\"500.00\",\"currency\":\"USD\"}";

  private final Service service = new Service();

  private void deliver(String id) {
    receive(id);
    service.durable.runToEnd();
  }

  private void receive(String id) {
    service
        .spillway
        .instance(StreamEventFunctions.class)
        .receive(
            DONATION.formatted(id).getBytes(UTF_8),
            "m-" + id,
            1,
            service.clock.instant().toString(),
            service.durable.context(),
            service.context);
  }

  /** Terminates a workflow that waits for its next attempt. */
  private void deliverAndTerminate(String id) {
    service.faults.outage("AlertStore.add", OUTAGE);
    receive(id);
    service.faults.mend();
    try (DurableTaskClient client = service.durable.context().getClient()) {
      client.terminate("main~" + id, "by hand");
    }
  }

  private void purge() {
    service.maintain("PurgeWorkflows");
  }

  private List<String> workflows() {
    try (DurableTaskClient client = service.durable.context().getClient()) {
      return client.queryInstances(new OrchestrationStatusQuery()).getOrchestrationState().stream()
          .map(OrchestrationMetadata::getInstanceId)
          .toList();
    }
  }

  private List<DeadLetter> letters() {
    service.deliverAll();
    return service
        .adapters
        .stores()
        .deadLetters()
        .list(DeadLetterFilter.all(), PageRequest.first(10))
        .map(entry -> entry.value().letter())
        .items();
  }

  private long total() {
    return service.adapters.stores().stats().totals("main").donations().getOrDefault("USD", 0L);
  }

  @Test
  void an_ended_workflow_is_purged_at_the_end_of_its_retention() {
    deliver("e-1");
    service.clock.advance(WEEK.minusSeconds(1));
    deliver("e-2");
    purge();
    assertThat(workflows()).containsExactly("main~e-1", "main~e-2");

    service.clock.advance(Duration.ofSeconds(2));
    purge();

    assertThat(workflows()).containsExactly("main~e-2");
    assertThat(service.context.logged().toString())
        .contains("1 completed workflows removed")
        .doesNotContain("ada");
  }

  @Test
  void workflows_missed_by_earlier_runs_are_purged_at_any_age() {
    for (int days = 0; days < 40; days += 8) {
      deliver("e-" + days);
      service.clock.advance(Duration.ofDays(8));
    }

    purge();

    assertThat(workflows()).isEmpty();
  }

  @Test
  void an_event_that_comes_again_when_its_history_is_gone_counts_once() {
    deliver("e-1");
    service.clock.advance(WEEK.plusSeconds(1));
    purge();

    deliver("e-1");

    assertThat(total()).isEqualTo(50_000);
    assertThat(service.adapters.stores().alerts().list("main", PageRequest.first(10)).items())
        .hasSize(1);
    assertThat(service.alertChannel.sent())
        .as("a webhook may hear of it again, under the id by which it passes it over")
        .extracting(Alert::alertId)
        .containsOnly("e-1");
  }

  @Test
  void the_log_remembers_an_event_whose_history_is_gone() {
    deliver("e-1");
    service.clock.advance(WEEK.plusSeconds(1));
    purge();

    Reply reply = service.get("/streams/main/events/e-1").is(200);

    assertThat(reply.body().path("workflow").isNull()).isTrue();
    assertThat(reply.body().at("/event/eventId").asText()).isEqualTo("e-1");
  }

  @Test
  void a_running_workflow_is_kept_at_any_age() {
    service.faults.outage("AlertStore.add", OUTAGE);
    receive("e-1");
    service.clock.advance(Duration.ofDays(30));

    purge();

    assertThat(workflows()).containsExactly("main~e-1");
  }

  @Test
  void the_event_of_a_terminated_workflow_is_dead_lettered_before_the_purge() {
    deliverAndTerminate("e-1");
    service.clock.advance(WEEK.plusSeconds(1));

    purge();

    assertThat(workflows()).isEmpty();
    assertThat(letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.failure().code()).isEqualTo("workflow.stopped");
              assertThat(letter.streamId()).isEqualTo("main");
              assertThat(letter.arrival().payload().text()).contains(DONATION.formatted("e-1"));
            });
  }

  @Test
  void the_dead_letter_of_a_purged_workflow_is_redriven_and_counts_once() {
    deliverAndTerminate("e-1");
    assertThat(total()).as("its first try has counted").isEqualTo(50_000);
    service.clock.advance(WEEK.plusSeconds(1));
    purge();
    String id = letters().get(0).id();

    service
        .post("/dead-letters/redrive", "{\"ids\":[\"" + id + "\"],\"reason\":\"again\"}")
        .is(202);
    for (int i = 0; i < 3; i++) {
      service.maintain("AdvanceRedrives");
      service.durable.runToEnd();
      service.clock.advance(Duration.ofMinutes(3));
    }

    assertThat(service.get("/dead-letters/" + id).is(200).text("state")).isEqualTo("redriven");
    assertThat(total()).isEqualTo(50_000);
    assertThat(service.alertChannel.sent()).hasSize(1);
  }

  @Test
  void the_history_is_kept_while_dead_lettering_fails() {
    deliverAndTerminate("e-1");
    service.clock.advance(WEEK.plusSeconds(1));
    service.deadLetterQueueFaults.outage(
        "WorkQueue.send", Failure.transientFailure("queue.unavailable", ""));

    assertThatThrownBy(this::purge).hasMessageContaining("queue.unavailable");
    assertThat(workflows()).containsExactly("main~e-1");

    service.deadLetterQueueFaults.mend();
    purge();
    assertThat(workflows()).isEmpty();
    assertThat(letters()).hasSize(1);
  }

  @Test
  void a_crash_between_dead_lettering_and_purging_adds_one_letter() {
    deliverAndTerminate("e-1");
    service.clock.advance(WEEK.plusSeconds(1));
    service.deadLetterQueueFaults.failAfter(
        "WorkQueue.send", Failure.transientFailure("queue.unavailable", ""));

    assertThatThrownBy(this::purge).hasMessageContaining("queue.unavailable");
    purge();

    assertThat(letters()).hasSize(1);
    assertThat(workflows()).isEmpty();
  }

  @Test
  void a_history_that_is_none_of_ours_is_kept_and_named() {
    service.durable.startWith("strange", "{\"what\":\"is this\"}");
    service.clock.advance(WEEK.plusSeconds(1));

    purge();

    assertThat(workflows()).containsExactly("strange");
    assertThat(service.context.logged().toString())
        .contains("workflows.purge-unreadable strange")
        .doesNotContain("is this");
  }

  @Test
  void a_run_that_takes_too_long_ends_says_so_and_the_next_one_goes_on() {
    for (int days = 0; days < 3; days++) {
      deliver("e-" + days);
      service.clock.advance(Duration.ofHours(25));
    }
    service.clock.advance(WEEK);
    List<WorkflowPurge.Note> lines = new ArrayList<>();
    EventProcessing processing = service.spillway.eventProcessing();
    WorkflowPurge slow =
        new WorkflowPurge(processing.rejected(), processing.deadLetters(), WEEK, service.clock);
    try (DurableTaskClient client = service.durable.context().getClient()) {
      boolean finished =
          slow.run(
              client,
              line -> {
                lines.add(line);
                service.clock.advance(WorkflowPurge.BUDGET);
              });
      assertThat(finished).isFalse();
    }
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).needsAttention()).isFalse();
    assertThat(lines.get(1).needsAttention()).isTrue();
    assertThat(lines.get(1).text()).startsWith("workflows.purge-unfinished");

    purge();
    assertThat(workflows()).isEmpty();
  }
}
