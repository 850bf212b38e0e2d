package io.spillway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.ports.Failure;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FanOutTest {

  private final SettableClock clock = new SettableClock();
  private final Stores stores = InMemoryStores.create(Retention.STANDARD, clock);
  private final List<String> mails = Collections.synchronizedList(new ArrayList<>());
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private boolean isCrmAway;

  private final FanOut fanOut = builder().build();

  private FanOutBuilder builder() {
    return FanOut.builder()
        .activity("mail", event -> mails.add(event.eventId()))
        .activity("crm", this::note)
        .stores(stores)
        .clock(clock)
        .sleeper(clock::advance);
  }

  private void note(StreamEvent event) throws IOException {
    if (isCrmAway) {
      throw new IOException("no route to host");
    }
    notes.add(event.eventId());
  }

  private StreamEvent donation(String id) {
    return Fixtures.event("room-1", id).occurredAt(clock.instant()).donation(1_234, "EUR").build();
  }

  private LedgerEntry onlyLetter() {
    List<Versioned<LedgerEntry>> letters =
        fanOut.deadLetters().list(DeadLetterFilter.all(), PageRequest.first(10)).items();
    assertThat(letters).hasSize(1);
    return letters.get(0).value();
  }

  @Test
  void an_event_runs_through_every_activity_once() {
    assertThat(fanOut.publish(donation("e-1")).state()).isEqualTo(WorkflowStatus.State.DONE);
    assertThat(fanOut.publish(donation("e-1")).state()).isEqualTo(WorkflowStatus.State.DONE);

    assertThat(mails).containsExactly("e-1");
    assertThat(notes).containsExactly("e-1");
    assertThat(fanOut.status("room-1", "e-1")).isPresent();
    assertThat(fanOut.status("room-1", "e-2")).isEmpty();
  }

  @Test
  void an_alert_names_no_actor_whose_name_the_check_withholds() {
    Moderation moderation =
        Moderation.builder().stores(stores).classifier(new WordListClassifier()).build();
    moderation
        .policies()
        .write(
            PolicyScope.ofStream("room-1"),
            null,
            PolicyDraft.EMPTY.withWords(
                new PolicyDraft.Words(Map.of("zorblax", Category.HARASSMENT), Map.of(), Set.of())),
            "",
            "olga");
    FanOut standard = builder().standardActivities(AlertRules.STANDARD, null).build();
    FanOut byPolicy =
        builder()
            .standardActivities(AlertRules.STANDARD, null)
            .nameCheck(moderation::checkName)
            .build();
    FanOut unchecked =
        builder().standardActivities(AlertRules.STANDARD, null).nameCheck(NameCheck.OFF).build();

    standard.publish(large("e-1", "kys losers"));
    standard.publish(large("e-2", "the zorblax"));
    byPolicy.publish(large("e-3", "the zorblax"));
    unchecked.publish(large("e-4", "kys losers"));

    assertThat(stores.alerts().list("room-1", PageRequest.first(10)).items())
        .extracting(Alert::summary)
        .containsExactly(
            "kys losers gave 500.00 USD",
            "Someone gave 500.00 USD",
            "the zorblax gave 500.00 USD",
            "Someone gave 500.00 USD");
  }

  private StreamEvent large(String id, String actor) {
    return Fixtures.event("room-1", id)
        .actor(actor)
        .occurredAt(clock.instant())
        .donation(50_000, "USD")
        .build();
  }

  @Test
  void without_automatic_retries_an_activity_that_keeps_failing_makes_a_dead_letter() {
    isCrmAway = true;
    FanOut without = builder().delayedRetry(DelayedRetryPolicy.OFF).build();

    WorkflowStatus status = without.publish(donation("e-1"));

    assertThat(status.state()).isEqualTo(WorkflowStatus.State.DEAD);
    assertThat(onlyLetter().state()).isEqualTo(DeadLetterState.OPEN);
    LedgerEntry letter = onlyLetter();
    assertThat(letter.letter().attempts()).isEqualTo(RetryPolicy.standard().maxRounds());
    assertThat(letter.letter().exception())
        .isNotNull()
        .satisfies(exception -> assertThat(exception.type()).isEqualTo("java.io.IOException"));
    assertThat(letter.letter().arrival().payload().text().orElseThrow())
        .contains("type=donation", "amount=12.34", "currency=EUR");
  }

  @Test
  void an_event_waits_for_an_automatic_retry_that_runs_only_failed_activities() {
    isCrmAway = true;

    assertThat(fanOut.publish(donation("e-1")).state()).isEqualTo(WorkflowStatus.State.RUNNING);
    assertThat(onlyLetter().state()).isEqualTo(DeadLetterState.WAITING);
    isCrmAway = false;
    clock.advance(Duration.ofSeconds(30));
    fanOut.runMaintenance();

    assertThat(onlyLetter().state()).isEqualTo(DeadLetterState.REDRIVEN);
    assertThat(fanOut.status("room-1", "e-1").orElseThrow().state())
        .isEqualTo(WorkflowStatus.State.DONE);
    assertThat(mails).containsExactly("e-1");
    assertThat(notes).containsExactly("e-1");
  }

  @Test
  void a_redrive_runs_only_failed_activities() {
    isCrmAway = true;
    fanOut.publish(donation("e-1"));
    isCrmAway = false;

    RedriveJob job = fanOut.deadLetters().redrive(onlyLetter().id(), "crm is back", "mia");

    assertThat(job.state()).isEqualTo(RedriveJob.State.DONE);
    assertThat(job.progress().succeeded()).isEqualTo(1);
    assertThat(onlyLetter().state()).isEqualTo(DeadLetterState.REDRIVEN);
    assertThat(mails).containsExactly("e-1");
    assertThat(notes).containsExactly("e-1");
  }

  @Test
  void the_status_of_a_redriven_event_is_done_also_in_another_process() {
    isCrmAway = true;
    fanOut.publish(donation("e-1"));
    isCrmAway = false;
    fanOut.deadLetters().redrive(onlyLetter().id(), "crm is back", "mia");

    FanOut later = builder().build();

    for (FanOut one : List.of(fanOut, later)) {
      WorkflowStatus status = one.status("room-1", "e-1").orElseThrow();
      assertThat(status.state()).isEqualTo(WorkflowStatus.State.DONE);
      assertThat(status.activities())
          .extracting(ActivityReport::activity, ActivityReport::state)
          .containsExactly(
              tuple("mail", ActivityReport.State.DONE), tuple("crm", ActivityReport.State.DONE));
    }
    assertThat(fanOut.publish(donation("e-1")).state()).isEqualTo(WorkflowStatus.State.DONE);
    assertThat(notes).containsExactly("e-1");
  }

  @Test
  void an_edit_of_a_partly_done_event_warns_of_the_activities_that_are_done() {
    isCrmAway = true;
    fanOut.publish(donation("e-1"));
    DeadLetters letters = fanOut.deadLetters();
    Versioned<LedgerEntry> found = letters.find(onlyLetter().id()).orElseThrow();
    String payload = found.value().letter().arrival().payload().text().orElseThrow();

    letters.edit(
        found.value().id(),
        found.version(),
        Payload.of(payload.replace("12.34", "1.00")),
        "a typo",
        "mia");

    assertThat(letters.warnings(onlyLetter()))
        .containsExactly("The edit does not reach activities that are done: mail");
    assertThat(
            letters
                .preview(RedriveOrder.of(List.of(found.value().id()), "crm is back", "mia"))
                .runs())
        .singleElement()
        .satisfies(run -> assertThat(run.activities()).containsExactly("crm"));
  }

  @Test
  void a_letter_that_fails_again_waits_again_one_generation_later() {
    isCrmAway = true;
    fanOut.publish(donation("e-1"));

    RedriveJob job = fanOut.deadLetters().redrive(onlyLetter().id(), "a try", "mia");

    assertThat(job.progress().failedAgain()).isEqualTo(1);
    assertThat(onlyLetter().state()).isEqualTo(DeadLetterState.WAITING);
    assertThat(onlyLetter().letter().generation()).isEqualTo(1);
  }

  @Test
  void a_letter_can_be_edited_in_the_form_in_which_it_is_kept() {
    isCrmAway = true;
    fanOut.publish(donation("e-1"));
    isCrmAway = false;
    Versioned<LedgerEntry> found = fanOut.deadLetters().find(onlyLetter().id()).orElseThrow();
    String payload = found.value().letter().arrival().payload().text().orElseThrow();

    fanOut
        .deadLetters()
        .edit(
            found.value().id(),
            found.version(),
            Payload.of(payload.replace("12.34", "1.00")),
            "a typo",
            "mia");
    RedriveJob job = fanOut.deadLetters().redrive(found.value().id(), "mended", "mia");

    assertThat(job.progress().succeeded()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                fanOut
                    .deadLetters()
                    .edit(found.value().id(), "x", Payload.of("nonsense"), "why", "mia"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("payload must be a form: name=value&name=value");
  }

  @Test
  void an_unknown_letter_is_refused_without_a_redrive() {
    DeadLetters letters = fanOut.deadLetters();

    assertThatThrownBy(() -> letters.redrive("room-1~e-9", "why not", "mia"))
        .isInstanceOf(SelectionRefusedException.class)
        .hasMessage("No dead letter is selected");
    assertThat(letters.listRedrives(null, PageRequest.first(1)).items()).isEmpty();
  }

  @Test
  void a_draft_gets_an_id_and_a_time_and_its_bad_fields_are_named() {
    EventDraft draft = new EventDraft("room-1", null, "follow", "ann", null, EventFields.NONE);

    WorkflowStatus status = fanOut.publish(draft);

    assertThat(status.state()).isEqualTo(WorkflowStatus.State.DONE);
    assertThatThrownBy(
            () ->
                fanOut.publish(new EventDraft(null, null, "wedding", null, null, EventFields.NONE)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("streamId is required")
        .hasMessageContaining("type must be");
  }

  /** Each publisher occupies the only thread while its activities wait for one. */
  @Test
  void publishing_on_an_executor_of_one_thread_ends() {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      FanOut narrow = builder().executor(one).build();

      List<CompletableFuture<WorkflowStatus>> all =
          IntStream.range(0, 20).mapToObj(i -> narrow.publishAsync(donation("e-" + i))).toList();

      assertThat(all)
          .allSatisfy(end -> assertThat(end.join().state()).isEqualTo(WorkflowStatus.State.DONE));
      assertThat(mails).hasSize(20).doesNotHaveDuplicates();
    } finally {
      one.shutdown();
    }
  }

  @Test
  void a_queue_is_consumed_and_what_cannot_be_read_is_a_dead_letter() {
    WorkQueue queue = new InMemoryWorkQueue("events", clock);
    queue.send(Payload.of("e-1"));
    queue.send(Payload.of("nonsense"));
    queue.send(Payload.of("e-2"));
    FanOut reading = builder().reader(FanOutTest::read).build();

    int taken = reading.consume(queue);

    assertThat(taken).isEqualTo(3);
    assertThat(queue.approximateCount()).isZero();
    assertThat(mails).containsExactlyInAnyOrder("e-1", "e-2");
    assertThat(onlyLetter().letter().failure())
        .extracting(Failure::code, Failure::message)
        .containsExactly(FanOut.UNREADABLE, "java.lang.IllegalStateException");
    assertThat(reading.consume(queue)).isZero();
  }

  @Test
  @SuppressWarnings("NullAway") // as a reader without null checks would
  void a_payload_for_which_the_reader_returns_null_is_a_dead_letter() {
    WorkQueue queue = new InMemoryWorkQueue("events", clock);
    queue.send(Payload.of("e-1"));
    FanOut reading = builder().reader(arrival -> null).build();

    assertThat(reading.consume(queue)).isEqualTo(1);

    assertThat(queue.approximateCount()).isZero();
    assertThat(onlyLetter().letter().failure().code()).isEqualTo(FanOut.UNREADABLE);
  }

  private static EventDraft read(Arrival arrival) {
    String id = arrival.payload().text().orElseThrow();
    if (!id.startsWith("e-")) {
      throw new IllegalStateException(id);
    }
    return new EventDraft("room-1", id, "follow", "ann", null, EventFields.NONE);
  }

  @Test
  void an_event_that_cannot_be_dead_lettered_stays_in_its_queue() {
    isCrmAway = true;
    WorkQueue queue = new InMemoryWorkQueue("events", clock);
    queue.send(Payload.of("e-1"));
    Faults faults = new Faults();
    Stores away = WrappedStores.of(stores, faults::wrap);
    faults.outage("DeadLetterLedger.add", Fixtures.outage());
    FanOut without = builder().reader(FanOutTest::read).stores(away).build();

    assertThatThrownBy(() -> without.consume(queue)).isInstanceOf(PortException.class);

    assertThat(queue.approximateCount()).isEqualTo(1);
  }

  @Test
  void without_stores_dead_letters_are_kept_in_memory() {
    FanOut small =
        FanOut.builder().activity("crm", this::note).clock(clock).sleeper(clock::advance).build();
    isCrmAway = true;

    small.publish(donation("e-1"));

    assertThat(small.deadLetters().list(DeadLetterFilter.all(), PageRequest.first(10)).items())
        .hasSize(1);
  }

  @Test
  void the_standard_activities_come_first_and_count() {
    FanOut counting = builder().standardActivities(AlertRules.STANDARD, null).build();

    WorkflowStatus status = counting.publish(donation("e-1"));

    assertThat(status.activities())
        .extracting(report -> report.activity())
        .containsExactly("stats", "alerts", "log", "mail", "crm");
    assertThat(stores.stats().totals("room-1").donations()).containsEntry("EUR", 1_234L);
  }

  @Test
  void maintenance_goes_on_with_redrives_that_were_ordered() {
    isCrmAway = true;
    fanOut.publish(donation("e-1"));
    isCrmAway = false;
    DeadLetters letters = fanOut.deadLetters();
    letters.order("r-1", RedriveOrder.of(List.of(onlyLetter().id()), "why", "mia"));

    fanOut.runMaintenance();

    assertThat(letters.findRedrive("r-1").orElseThrow().value().state())
        .isEqualTo(RedriveJob.State.DONE);
  }

  @Test
  void a_missing_required_part_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FanOut.builder().stores(stores).build())
        .withMessage("there must be at least one activity");
    assertThatIllegalStateException()
        .isThrownBy(() -> DeadLetters.builder().build())
        .withMessage("stores must be set");
    assertThatIllegalStateException()
        .isThrownBy(() -> DeadLetters.builder().stores(stores).build().redrive("a~b", "why", "mia"))
        .withMessage("workflows must be set");
  }
}
