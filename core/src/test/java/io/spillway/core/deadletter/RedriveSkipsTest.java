package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.RedriveFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.inmemory.InMemoryEventRegistry;
import io.spillway.core.InterleavedStore;
import io.spillway.core.event.EventIdentity;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterAuditEntry.Action;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveProgress.Skip;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.DeadLetterBuilder;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reasons of skips: each is the state of the dead letter at that time. */
class RedriveSkipsTest {

  private final RedriveFixture given = new RedriveFixture();

  private List<Skip> skips(String... ids) {
    given.redrives.order("r-9", given.order(null, List.of(ids), false));
    given.finish();
    return given.job("r-9").progress().skips();
  }

  private void add(DeadLetterBuilder letter) {
    given.ledger.add(letter.entry());
  }

  private static DeadLetterBuilder letter(String eventId) {
    return Fixtures.deadLetter(STREAM, eventId).payload(Payload.of(eventId + " 100"));
  }

  private void discard(String id) {
    given.operations.discard(id, given.ledger.find(id).orElseThrow().version(), "no use", "ada");
  }

  @Test
  void a_redrive_gives_the_same_reasons_as_its_preview() {
    given.receiveDead(2);
    given.redrive("r-1");
    discard("main~e-1");
    add(letter("busy").state(DeadLetterState.REDRIVING));
    given.addRedriven(5, letter("old"));
    add(letter("cut").cuts(DeadLetter.CUT_PAYLOAD));
    add(letter("bad").payload(Payload.of("bad many")));
    LedgerEntry full = letter("full").entry();
    given.ledger.add(
        new LedgerEntry(
            full.letter(),
            full.state(),
            null,
            null,
            null,
            Collections.nCopies(LedgerEntry.MAX_AUDIT_STEPS - 1, full.lastStep())));
    List<String> ids =
        List.of(
            "main~e-0",
            "main~e-1",
            "main~busy",
            "main~old",
            "main~cut",
            "main~bad",
            "main~full",
            "main~none");
    List<Skip> previewed = given.redrives.preview(given.order(null, ids, false)).wouldSkip();

    assertThat(skips(ids.toArray(String[]::new)))
        .containsExactlyElementsOf(previewed)
        .containsExactly(
            new Skip("main~e-0", "already redriven"),
            new Skip("main~e-1", "discarded"),
            new Skip("main~busy", "being redriven by another redrive"),
            new Skip("main~old", "already redriven 5 times"),
            new Skip("main~cut", "truncated payload, edit first"),
            new Skip(
                "main~bad", "invalid payload, edit first: payload must be an id and an amount"),
            new Skip("main~full", "audit trail is full (200 entries)"),
            new Skip("main~none", "not found"));
  }

  @Test
  void a_dead_letter_redriven_once_more_after_two_redrives_is_already_redriven() {
    given.receiveDead(1);
    given.redriveInVain("r-1");
    given.clock.advance(Duration.ofSeconds(1));
    given.redrive("r-2");

    assertThat(skips("main~e-0")).containsExactly(new Skip("main~e-0", "already redriven"));
    assertThat(given.entry("e-0").redrives()).isEqualTo(2);
  }

  @Test
  void a_dead_letter_that_is_discarded_while_it_is_started_is_skipped_as_discarded() {
    given.receiveDead(1);
    given.redrives.order("r-1", given.everything(false));
    boolean[] isFirst = {true};
    DeadLetterLedger busy =
        InterleavedStore.before(
            DeadLetterLedger.class,
            given.ledger,
            "replace",
            () -> {
              if (isFirst[0]) {
                isFirst[0] = false;
                discard("main~e-0");
              }
            });

    new RedriveSweep(
            busy,
            given.jobs,
            RedriveFixture::draftOf,
            RedriveFixture.PATCHES,
            EventIdentity.UNCHECKED,
            given.clock,
            given.noted)
        .advance(given.workflows);
    given.finish();

    assertThat(given.job("r-1").progress().skips())
        .containsExactly(new Skip("main~e-0", "discarded"));
  }

  @Test
  void an_event_whose_id_belongs_to_another_event_is_skipped_with_that_reason() {
    EventIdentity identity = EventIdentity.of(new InMemoryEventRegistry(given.clock), given.clock);
    assertThat(identity.isReused(RedriveFixture.eventOf(RedriveFixture.arrival("e-7 500"))))
        .isFalse();
    add(Fixtures.deadLetter(STREAM, "bad").notUnderstood().payload(Payload.of("e-7 100")));
    given.redrives.order("r-1", given.order(null, List.of("main~bad"), false));

    new RedriveSweep(
            given.ledger,
            given.jobs,
            RedriveFixture::draftOf,
            RedriveFixture.PATCHES,
            identity,
            given.clock,
            given.noted)
        .advance(given.workflows);

    assertThat(given.job("r-1").progress().skips())
        .containsExactly(new Skip("main~bad", "id belongs to another event, edit it first"));
    Versioned<LedgerEntry> open = given.ledger.find("main~bad").orElseThrow();
    assertThat(open.value().audit())
        .extracting(DeadLetterAuditEntry::action)
        .containsExactly(Action.BURIED);
  }
}
