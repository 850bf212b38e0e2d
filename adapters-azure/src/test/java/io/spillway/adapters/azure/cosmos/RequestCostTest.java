package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.alert;
import static io.spillway.testkit.Fixtures.deadLetter;
import static io.spillway.testkit.Fixtures.event;
import static io.spillway.testkit.Fixtures.message;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spillway.cosmos.testserver.Operation;
import io.spillway.cosmos.testserver.RecordedRequest;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageFilter;
import io.spillway.ports.message.MessageOrder;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Numbers of requests of each operation, counted by the gateway, and request units by the test
 * server's simplified model.
 */
class RequestCostTest {

  private static final double ROUNDED = 0.3;

  private final String stream = Fixtures.uniqueStream();
  private final CosmosStores stores = TestCosmos.STORES;

  @BeforeEach
  void set_up_the_stream() {
    TestCosmos.SERVER.clear();
    TestCosmos.warmUp(stores);
    stores.stats().apply(event(stream, "first").build());
    BusyStream.create(stream);
    for (int i = 0; i < 50; i++) {
      stores.messages().add(message(stream, "m-" + i).build());
    }
  }

  @Test
  void adding_a_message_takes_one_request() {
    costs(
        "message added",
        () -> stores.messages().add(message(stream, "m").build()),
        Operation.BATCH);
    costs(
        "first message of a stream added",
        () -> stores.messages().add(message(stream + "-2", "m").build()),
        Operation.BATCH,
        Operation.QUERY,
        Operation.BATCH,
        Operation.BATCH);
  }

  @Test
  void adding_a_message_again_takes_two() {
    costs(
        "message added again",
        () -> stores.messages().add(message(stream, "m-1").build()),
        Operation.BATCH,
        Operation.READ);
  }

  @Test
  void a_record_in_the_audit_log_takes_one_request() {
    costs(
        "audit record added",
        () ->
            stores
                .auditLog()
                .add(
                    AuditRecord.of("a-1", Fixtures.NOW, "grace", AuditAction.KEEP, "a quotation")
                        .about(stream, "ada")
                        .aboutMessage("m-1", "0123", null, "standard-1")),
        Operation.CREATE);
    costs(
        "audit record anonymised",
        () ->
            stores
                .auditLog()
                .anonymise(
                    AuditRecord.of("a-1", Fixtures.NOW, "grace", AuditAction.KEEP, "")
                        .about(stream, null)),
        Operation.READ,
        Operation.REPLACE);
    for (int i = 0; i < 50; i++) {
      stores
          .auditLog()
          .add(
              AuditRecord.of("b-" + i, Fixtures.NOW, "grace", AuditAction.KEEP, "")
                  .about(stream, "bob"));
    }
    costs(
        "50 audit records listed",
        () -> stores.auditLog().list(AuditFilter.all().inStream(stream), PageRequest.first(50)),
        Operation.QUERY);
    costs(
        "nothing found in the audit log by author",
        () -> stores.auditLog().list(AuditFilter.all().about("eve"), PageRequest.first(50)),
        Operation.QUERY);
  }

  @Test
  void the_events_and_alerts_of_an_actor_take_one_query_and_a_delete_each() {
    for (int i = 0; i < 50; i++) {
      stores.events().append(event(stream, "e-" + i).actor(stream).build());
    }
    stores.alerts().add(alert(stream, "e-1", Fixtures.NOW).about(stream));
    costs(
        "50 events of an actor listed",
        () -> stores.events().ofActor(stream, null, PageRequest.first(50)),
        Operation.QUERY);
    costs(
        "an actor's alerts listed",
        () -> stores.alerts().ofActor(stream, null, PageRequest.first(50)),
        Operation.QUERY);
    costs("event deleted", () -> stores.events().delete(stream, "e-1"), Operation.DELETE);
    costs("alert deleted", () -> stores.alerts().delete(stream, "e-1"), Operation.DELETE);
  }

  @Test
  void the_name_in_a_dead_letter_takes_a_scan_and_a_replace() {
    for (int i = 0; i < 100; i++) {
      stores.deadLetters().add(deadLetter(stream, "e-" + i).entry());
    }
    var entry = stores.deadLetters().find(stream + "~e-1").orElseThrow();
    costs(
        "100 dead letters scanned",
        () ->
            stores
                .deadLetters()
                .list(DeadLetterFilter.all().inStream(stream), PageRequest.first(100)),
        Operation.QUERY);
    costs(
        "dead letter rewritten",
        () -> stores.deadLetters().replace(entry.value(), entry.version()),
        Operation.REPLACE);
  }

  @Test
  void withholding_a_message_takes_one() {
    stores.violations().add(violation(stream, "first").build());
    costs(
        "message withheld",
        () -> stores.violations().add(violation(stream, "v").build()),
        Operation.BATCH);
  }

  @Test
  void a_page_of_fifty_messages_takes_one() {
    costs(
        "50 messages listed",
        () -> stores.messageArchive().list(stream, PageRequest.first(50)),
        Operation.QUERY);
  }

  @Test
  void the_first_read_of_a_feed_takes_two() {
    costs(
        "feed begun with 50 messages",
        () -> stores.feed().read(stream, null, 50),
        Operation.CHANGE_FEED,
        Operation.QUERY);
  }

  @Test
  void a_poll_of_a_feed_takes_one_with_and_without_changes() {
    String cursor = stores.feed().read(stream, null, 1).cursor();
    costs(
        "feed without changes",
        () -> stores.feed().read(stream, cursor, 50),
        Operation.CHANGE_FEED);
    for (int i = 0; i < 5; i++) {
      stores.messages().add(message(stream, "later-" + i).build());
    }
    costs(
        "feed with 5 changes", () -> stores.feed().read(stream, cursor, 50), Operation.CHANGE_FEED);
    costs(
        "feed with 5 changes, 2 at a time",
        () -> stores.feed().read(stream, cursor, 2),
        Operation.CHANGE_FEED);
  }

  @Test
  void withdrawing_a_message_takes_a_read_and_a_batch() {
    costs(
        "message withdrawn",
        () -> stores.messages().withdraw(stream, "m-1"),
        Operation.READ,
        Operation.BATCH);
  }

  @Test
  void listing_the_messages_after_one_takes_a_read_and_a_query() {
    MessageFilter here = MessageFilter.all().inStream(stream);
    costs(
        "50 messages after one listed",
        () -> {
          Instant sentAt = stores.feed().sentAt(stream, "m-1").orElseThrow();
          String cursor = here.cursorAfter(MessageOrder.OLDEST_FIRST, sentAt, "m-1");
          stores
              .messageArchive()
              .list(here, MessageOrder.OLDEST_FIRST, new PageRequest(50, cursor));
        },
        Operation.READ,
        Operation.QUERY);
  }

  @Test
  void the_context_of_a_message_takes_two() {
    costs(
        "5 messages on each side",
        () -> stores.messageArchive().neighbours(stream, "m-25", Fixtures.NOW, 5, 5),
        Operation.QUERY,
        Operation.QUERY);
  }

  @Test
  void counting_a_streams_messages_takes_one() {
    costs("messages counted", () -> stores.messageArchive().count(stream), Operation.QUERY);
  }

  @Test
  void rechecking_a_message_takes_one_read_and_one_write() {
    Message message = message(stream, "u").verdict(Fixtures.unmoderated()).build();
    stores.messages().add(message);
    costs(
        "verdict replaced",
        () -> stores.messages().replaceVerdict(message, Fixtures.allowed()),
        Operation.READ,
        Operation.BATCH);
  }

  @Test
  void listing_the_oldest_unmoderated_messages_takes_one() {
    costs("unmoderated listed", () -> stores.messages().unmoderated(50), Operation.QUERY);
  }

  @Test
  void a_follow_takes_a_batch_and_a_query_and_a_milestone_a_batch_more() {
    Milestones third = Milestones.of(List.of(3L));
    stores.stats().apply(event(stream, "second").build());
    stores.stats().apply(event(stream, "r").reversal("api", "second").build());
    costs(
        "first follow of a process on a stream counted",
        () -> stores.stats().apply(event(stream, "another").build(), third),
        Operation.QUERY,
        Operation.REPLACE,
        Operation.BATCH,
        Operation.QUERY);
    costs(
        "milestone counted",
        () -> stores.stats().apply(event(stream, "third").build(), third),
        Operation.BATCH,
        Operation.QUERY,
        Operation.BATCH);
    costs(
        "milestone counted again",
        () -> stores.stats().apply(event(stream, "third").build(), third),
        Operation.BATCH,
        Operation.READ);
    costs(
        "follow counted",
        () -> stores.stats().apply(event(stream, "fourth").build(), third),
        Operation.BATCH,
        Operation.QUERY);
    costs(
        "follow counted, without milestones",
        () -> stores.stats().apply(event(stream, "fifth").build()),
        Operation.BATCH);
  }

  @Test
  void an_event_takes_one_batch_for_stats_and_one_request_for_the_log() {
    costs("event counted", () -> stores.stats().apply(event(stream, "e").build()), Operation.BATCH);
    costs(
        "event logged", () -> stores.events().append(event(stream, "e").build()), Operation.CREATE);
  }

  @Test
  void registering_an_event_takes_one_and_two_again() {
    Runnable register = () -> stores.eventRegistry().register(stream, "e", "content");
    costs("event registered", register, Operation.CREATE);
    costs("event registered again", register, Operation.CREATE, Operation.READ);
  }

  @Test
  void a_reversal_takes_a_read_and_a_batch() {
    stores.stats().apply(event(stream, "d").donation(500, "USD").build());
    costs(
        "event reversed",
        () -> stores.stats().apply(event(stream, "r").reversal("api", "d").build()),
        Operation.READ,
        Operation.BATCH);
  }

  @Test
  void an_alert_takes_one() {
    costs(
        "alert kept",
        () -> stores.alerts().add(alert(stream, "a", Fixtures.NOW)),
        Operation.CREATE);
  }

  @Test
  void reading_totals_takes_one() {
    costs("totals read", () -> stores.stats().totals(stream), Operation.QUERY);
  }

  @Test
  void a_decision_takes_one_read_and_one_write() {
    Violation violation = violation(stream, "v").build();
    stores.violations().add(violation);
    costs(
        "violation decided",
        () -> {
          Versioned<Violation> open = stores.violations().find(violation.id()).orElseThrow();
          stores
              .violations()
              .replace(
                  violation(stream, "v").thenTo(ViolationState.UPHELD).build(), open.version());
        },
        Operation.READ,
        Operation.REPLACE);
  }

  @Test
  void a_page_of_violations_takes_one() {
    costs(
        "violations listed",
        () ->
            stores
                .violationArchive()
                .list(ViolationFilter.all().inStream(stream), PageRequest.first(50)),
        Operation.QUERY);
  }

  @Test
  void the_review_queue_takes_one_whose_cost_does_not_grow_with_decided_violations() {
    for (int i = 0; i < 100; i++) {
      stores.violations().add(violation(stream, "w-" + i).thenTo(ViolationState.UPHELD).build());
    }
    stores.violations().add(violation(stream, "waits").build());
    costs(
        "next up found",
        () ->
            stores
                .violationArchive()
                .waiting(ViolationFilter.all().inStream(stream), "mod-1", Fixtures.NOW, 8),
        Operation.QUERY);
  }

  @Test
  void adding_a_dead_letter_takes_one() {
    costs(
        "dead letter entered",
        () -> stores.deadLetters().add(deadLetter(stream, "e").entry()),
        Operation.CREATE);
  }

  @Test
  void updating_a_dead_letter_takes_one() {
    var open = stores.deadLetters().add(deadLetter(stream, "e").entry());
    costs(
        "dead letter's step taken",
        () -> stores.deadLetters().replace(open.value(), open.version()),
        Operation.REPLACE);
  }

  private static void costs(String work, Runnable call, Operation... expected) {
    TestCosmos.SERVER.requests().clear();
    call.run();
    List<RecordedRequest> requests = TestCosmos.SERVER.requests().items();
    double units = requests.stream().mapToDouble(RecordedRequest::charge).sum();
    System.out.printf("COST | %s | %d | %.1f |%n", work, requests.size(), units);
    if (RequestUnits.all().containsKey(work)) {
      assertThat(units).as("RU of %s", work).isCloseTo(RequestUnits.of(work), within(ROUNDED));
    }

    assertThat(requests)
        .extracting(request -> request.target().operation())
        .containsExactly(expected);
  }
}
