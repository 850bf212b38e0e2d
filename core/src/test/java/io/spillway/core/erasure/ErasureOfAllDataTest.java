package io.spillway.core.erasure;

import static io.spillway.testkit.Fixtures.NOW;
import static io.spillway.testkit.Fixtures.alert;
import static io.spillway.testkit.Fixtures.deadLetter;
import static io.spillway.testkit.Fixtures.event;
import static io.spillway.testkit.Fixtures.message;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Crash;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Every kind of data about an author, under several spellings of the name. */
class ErasureOfAllDataTest {

  private static final String NAME = "Zo\u00eb";
  private static final String DECOMPOSED = "Zoe\u0308";

  private final SettableClock clock = new SettableClock(NOW.plusSeconds(60));
  private final Stores real = InMemoryStores.create();
  private final AtomicInteger ids = new AtomicInteger();
  private final Set<String> unfinished = new HashSet<>();
  private final Set<String> purged = new HashSet<>();
  private Duration purgeTakes = Duration.ZERO;

  private final Workflows workflows =
      new Workflows() {
        @Override
        public void start(WorkflowRequest request) {}

        @Override
        public Optional<WorkflowStatus> status(String workflowId) {
          return Optional.empty();
        }

        @Override
        public PurgeResult purge(String workflowId) {
          clock.advance(purgeTakes);
          if (unfinished.contains(workflowId)) {
            return PurgeResult.UNFINISHED;
          }
          return purged.add(workflowId) ? PurgeResult.PURGED : PurgeResult.UNKNOWN;
        }

        @Override
        public Health health() {
          return Health.up("test");
        }
      };

  private AuthorErasures erasuresOn(Stores stores) {
    return new AuthorErasures(
        stores.erasures(),
        AllAuthorData.of(stores),
        stores.auditLog(),
        clock,
        () -> "e-" + ids.incrementAndGet());
  }

  /** Adds one item of each kind about the author, and one about another person. */
  private static void fill(Stores stores) {
    for (String name : List.of(NAME, "ada")) {
      String own = name.equals("ada") ? "other" : "own";
      String spelled = name.equals("ada") ? name : DECOMPOSED;
      stores.messages().add(message("s-1", own).author(name).sentAt(NOW.minusSeconds(60)).build());
      stores
          .violations()
          .add(violation("s-1", own + "-v").author(name).heldAt(NOW.minusSeconds(60)).build());
      stores
          .events()
          .append(event("s-1", own).actor(spelled).occurredAt(NOW.minusSeconds(60)).build());
      stores.alerts().add(alert("s-1", own, NOW.minusSeconds(60)).about(spelled));
      stores.deadLetters().add(letter(own, spelled));
      stores
          .auditLog()
          .add(
              AuditRecord.of(own, NOW.minusSeconds(60), "grace", AuditAction.KEEP, "of " + name)
                  .about("s-1", spelled));
      stores
          .auditLog()
          .add(
              AuditRecord.of(own + "-r", NOW.minusSeconds(60), spelled, AuditAction.REPORT, "mean")
                  .about("s-1", "eve"));
      stores.redrives().add(redrive(own, name));
    }
  }

  private static LedgerEntry letter(String id, String actor) {
    String payload =
        "{\"streamId\":\"s-1\",\"eventId\":\"" + id + "\",\"actor\":\"" + actor + "\"}";
    return deadLetter("s-1", id).payload(Payload.of(payload)).entry();
  }

  private static RedriveJob redrive(String id, String text) {
    RedriveOrder order =
        RedriveOrder.matching(DeadLetterFilter.all().containing(text), "fixed", "op");
    return RedriveJob.of(id, order, NOW.minusSeconds(60), RedriveProgress.none(0))
        .with(RedriveJob.State.DONE, "");
  }

  @Test
  void a_name_in_the_patch_of_an_edit_is_erased_and_another_one_is_not() {
    Stores stores = InMemoryStores.create();
    String patch =
        "[{\"op\":\"test\",\"path\":\"/actor\",\"value\":\"%s\"},{\"op\":\"remove\",\"path\":\"/x\"}]";
    for (String name : List.of(NAME, "ada")) {
      RedriveOrder order =
          RedriveOrder.of(List.of("s-1~e-1"), "fixed", "op").toEdit(patch.formatted(name));
      stores
          .redrives()
          .add(
              RedriveJob.of(
                      name.equals("ada") ? "other" : "own",
                      order,
                      NOW.minusSeconds(60),
                      RedriveProgress.none(1))
                  .with(RedriveJob.State.DONE, ""));
    }
    AuthorErasures erasures = erasuresOn(stores);

    sweepToTheEnd(erasures, erasures.request(NAME, null, "", "op"));

    assertThat(stores.redrives().find("own").orElseThrow().value().order().patch())
        .isEqualTo(patch.formatted(Erasure.PLACEHOLDER));
    assertThat(stores.redrives().find("other").orElseThrow().value().order().patch())
        .isEqualTo(patch.formatted("ada"));
  }

  private Erasure sweepToTheEnd(AuthorErasures erasures, Erasure asked) {
    erasures.sweep(workflows);
    clock.advance(AuthorErasures.SETTLING);
    erasures.sweep(workflows);
    return erasures.find(asked.id()).orElseThrow();
  }

  @Test
  void an_erasure_reaches_every_kind_of_data_and_says_at_the_end_what_it_did() {
    fill(real);
    AuthorErasures erasures = erasuresOn(real);

    Erasure done = sweepToTheEnd(erasures, erasures.request(NAME, null, "asked by mail", "op"));

    assertThat(done.isFinished()).isTrue();
    assertThat(done.done())
        .isEqualTo(
            Map.of(
                "messages",
                1L,
                "violations",
                1L,
                "events",
                1L,
                "alerts",
                1L,
                "deadLetters",
                1L,
                "redrives",
                1L,
                "audit",
                2L,
                "histories",
                2L));
    assertThat(purged).contains("s-1~own", "s-1~own~1").doesNotContain("s-1~other");
    assertNothingIsLeft(real);
    assertThat(real.messages().find("s-1", "other")).isPresent();
    assertThat(real.events().find("s-1", "other")).isPresent();
    assertThat(real.alerts().list("s-1", PageRequest.first(10)).items()).hasSize(1);
    assertThat(real.auditLog().list(AuditFilter.all().about("ada"), PageRequest.first(9)).items())
        .hasSize(1);
  }

  @Test
  void a_dead_letter_keeps_its_evidence_and_gets_an_audit_entry() {
    fill(real);
    LedgerEntry before = found("own").value();
    AuthorErasures erasures = erasuresOn(real);
    sweepToTheEnd(erasures, erasures.request(NAME, null, "", "op"));

    LedgerEntry after = found("own").value();
    assertThat(after.letter().arrival().payload().text())
        .contains("{\"streamId\":\"s-1\",\"eventId\":\"own\",\"actor\":\"[erased]\"}");
    assertThat(after.letter().toBuilder().arrival(before.letter().arrival()).build())
        .isEqualTo(before.letter());
    assertThat(after.lastStep().who()).isEqualTo("system:erasure");
    assertThat(found("other").value().audit()).hasSize(1);
  }

  @Test
  void a_record_of_a_report_keeps_the_other_person() {
    fill(real);
    AuthorErasures erasures = erasuresOn(real);
    sweepToTheEnd(erasures, erasures.request(NAME, null, "", "op"));

    assertThat(real.auditLog().list(AuditFilter.all().about("eve"), PageRequest.first(9)).items())
        .extracting(AuditRecord::who)
        .containsExactlyInAnyOrder("[erased]", "ada");
  }

  @Test
  void the_record_of_the_erasure_remains_without_name_and_reason() {
    AuthorErasures erasures = erasuresOn(real);
    Erasure asked = erasures.request(NAME, "s-1", "Zo\u00eb wrote to us", "op");
    sweepToTheEnd(erasures, asked);

    assertThat(real.auditLog().list(AuditFilter.all(), PageRequest.first(9)).items())
        .containsExactly(
            AuditRecord.of(asked.id(), asked.requestedAt(), "op", AuditAction.ERASE, "")
                .about("s-1", null));
  }

  @Test
  void data_from_after_the_request_is_kept() {
    AuthorErasures erasures = erasuresOn(real);
    Erasure asked = erasures.request(NAME, null, "", "op");
    real.events().append(event("s-1", "late").actor(NAME).occurredAt(NOW.plusSeconds(61)).build());
    real.alerts().add(alert("s-1", "late", NOW.plusSeconds(61)).about(NAME));
    real.auditLog()
        .add(
            AuditRecord.of("late", NOW.plusSeconds(61), "grace", AuditAction.NOTE, "x")
                .about("s-1", NAME));

    Erasure done = sweepToTheEnd(erasures, asked);

    assertThat(done.isFinished()).isTrue();
    assertThat(done.done()).isEqualTo(Map.of());
    assertThat(real.events().find("s-1", "late")).isPresent();
  }

  @Test
  void an_event_waits_for_the_end_of_its_workflow() {
    fill(real);
    unfinished.add("s-1~own");
    AuthorErasures erasures = erasuresOn(real);
    Erasure asked = erasures.request(NAME, null, "", "op");

    assertThat(sweepToTheEnd(erasures, asked).isFinished()).isFalse();
    assertThat(real.events().find("s-1", "own")).isPresent();

    unfinished.clear();
    erasures.sweep(workflows);
    assertThat(erasures.find(asked.id()).orElseThrow().isFinished()).isTrue();
    assertNothingIsLeft(real);
  }

  @Test
  void a_dead_letter_waits_for_the_end_of_its_redrive() {
    fill(real);
    Versioned<LedgerEntry> open = found("own");
    LedgerEntry entry = open.value();
    real.deadLetters()
        .replace(
            new LedgerEntry(
                entry.letter(), DeadLetterState.REDRIVING, null, "r-1", null, entry.audit()),
            open.version());
    AuthorErasures erasures = erasuresOn(real);
    Erasure asked = erasures.request(NAME, null, "", "op");

    assertThat(sweepToTheEnd(erasures, asked).isFinished()).isFalse();

    Versioned<LedgerEntry> running = found("own");
    real.deadLetters()
        .replace(
            new LedgerEntry(
                entry.letter(), DeadLetterState.REDRIVEN, null, "r-1", null, entry.audit()),
            running.version());
    erasures.sweep(workflows);
    assertThat(erasures.find(asked.id()).orElseThrow().isFinished()).isTrue();
    assertNothingIsLeft(real);
  }

  @Test
  void a_scan_of_many_dead_letters_continues_after_its_position() {
    for (int i = 0; i < 450; i++) {
      real.deadLetters().add(letter("e-" + i, i % 3 == 0 ? NAME : "ada"));
    }
    AuthorErasures erasures = erasuresOn(real);
    Erasure asked = erasures.request(NAME, null, "", "op");
    List<String> positions = new ArrayList<>();
    purgeTakes = Duration.ofSeconds(1);
    for (int run = 0; run < 20; run++) {
      erasures.sweep(workflows); // its time is over after the first dead letters
      Erasure.Position position = erasures.find(asked.id()).orElseThrow().position();
      positions.add(position == null ? "" : position.kind() + " " + (position.cursor() != null));
    }
    purgeTakes = Duration.ZERO;
    assertThat(positions).contains("deadLetters true");
    assertThat(sweepToTheEnd(erasures, asked).count("deadLetters")).isEqualTo(150);
    assertThat(erasures.find(asked.id()).orElseThrow().isFinished()).isTrue();
    assertNothingIsLeft(real);
  }

  @Test
  void an_erasure_finishes_after_a_crash_before_or_after_any_call() {
    int calls = 0;
    for (boolean after : new boolean[] {false, true}) {
      for (int call = 0; ; call++) {
        Stores fresh = InMemoryStores.create();
        fill(fresh);
        Faults faults = new Faults();
        AuthorErasures erasures = erasuresOn(WrappedStores.of(fresh, faults::wrap));
        Erasure asked = erasures.request(NAME, null, "", "op");
        if (!crashes(faults, call, after, erasures)) {
          break;
        }
        calls++;
        clock.advance(AuthorErasures.SETTLING);
        erasures.sweep(workflows);
        assertThat(erasures.find(asked.id()).orElseThrow().isFinished()).isTrue();
        assertNothingIsLeft(fresh);
      }
    }
    assertThat(calls).isGreaterThan(40);
  }

  private boolean crashes(Faults faults, int call, boolean after, AuthorErasures erasures) {
    if (after) {
      faults.crashAfter(Faults.ANY_CALL, call + 1);
    } else {
      faults.crashBefore(Faults.ANY_CALL, call + 1);
    }
    try {
      erasures.sweep(workflows);
      return false;
    } catch (Crash crash) {
      return true;
    } finally {
      faults.mend();
      faults.restart();
    }
  }

  private Versioned<LedgerEntry> found(String eventId) {
    return real.deadLetters().find("s-1~" + eventId).orElseThrow();
  }

  private static void assertNothingIsLeft(Stores stores) {
    PageRequest all = PageRequest.first(PageRequest.MAX_LIMIT);
    List<Object> left = new ArrayList<>();
    left.addAll(stores.messageArchive().list("s-1", all).items());
    stores.events().list("s-1", all).items().forEach(found -> left.add(found.actor()));
    stores
        .alerts()
        .list("s-1", all)
        .items()
        .forEach(found -> left.add(found.actor() + found.summary()));
    stores
        .deadLetters()
        .list(DeadLetterFilter.all(), all)
        .items()
        .forEach(found -> left.add(found.value().searchedText()));
    stores
        .auditLog()
        .list(AuditFilter.all(), all)
        .items()
        .forEach(found -> left.add(found.who() + found.author() + found.note()));
    stores.redrives().list(all).items().forEach(found -> left.add(found.value().order()));
    String everything = AuthorNames.foldedKey(left.toString());
    assertThat(everything).doesNotContain(AuthorNames.foldedKey(NAME));
    assertThat(stores.violationArchive().countWithheld("s-1")).isLessThanOrEqualTo(1);
  }

  @Test
  void an_outage_of_the_audit_log_refuses_the_request() {
    Faults faults = new Faults();
    AuthorErasures erasures = erasuresOn(WrappedStores.of(real, faults::wrap));
    faults.outage("AuditLog.add", Fixtures.outage());

    assertThatThrownBy(() -> erasures.request(NAME, null, "", "op"))
        .isInstanceOf(PortException.class);
    assertThat(real.erasures().pending(10)).isEmpty();
  }
}
