package io.spillway.functions.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.event.EventIdentity;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.wire.Json;
import java.util.List;
import java.util.Optional;

/** Statuses of events that have a dead letter and neither a workflow nor an entry in the log. */
record DeadEvents(DeadLetterLedger ledger) {

  /** Number of dead letters of one id that are searched. */
  private static final int SEARCHED = 20;

  /**
   * Returns the status of a dead event; empty if no event is dead. Without a source in the name, an
   * event of any source with this id is found if none has this key.
   */
  Optional<ObjectNode> status(String streamId, EventKey named) {
    DeadLetterFilter filter = DeadLetterFilter.all().inStream(streamId).withEventId(named.named());
    List<DeadLetter> found =
        ledger.list(filter, PageRequest.first(SEARCHED)).items().stream()
            .map(Versioned::value)
            .filter(DeadEvents::isDead)
            .map(LedgerEntry::letter)
            .toList();
    return found.stream()
        .filter(letter -> named.key().equals(letter.eventKey()))
        .findFirst()
        .or(() -> named.hasSource() ? Optional.empty() : found.stream().findFirst())
        .map(DeadEvents::write);
  }

  /** An event with a reused id has the identity of another event, whose status is unknown here. */
  private static boolean isDead(LedgerEntry entry) {
    return entry.state() != DeadLetterState.REDRIVEN
        && !entry.letter().failure().code().equals(EventIdentity.REUSED);
  }

  private static ObjectNode write(DeadLetter letter) {
    ObjectNode node =
        Json.object()
            .put("streamId", letter.streamId())
            .put("source", letter.source())
            .put("eventId", letter.eventId())
            .put("state", "dead")
            .put("deadLetterId", letter.id());
    node.putNull("workflow");
    node.putNull("event");
    return node;
  }
}
