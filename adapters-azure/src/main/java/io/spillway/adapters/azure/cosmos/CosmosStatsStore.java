package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.Ids;
import io.spillway.ports.PortException;
import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.EventDetail.Reversal;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Totals, one document per stream, and one marker document per counted event.
 *
 * <p>One batch writes both, without a read or a version: the database increments, so that
 * concurrent events of a busy stream do not conflict. The batch must be atomic: after a lost
 * response, an increment without its marker would be repeated. A retry either finds the marker or
 * counts the event. {@code false} therefore means that the event is counted, possibly by this
 * call's own lost request.
 *
 * <p>Most events are ordinary: the batch has conditions that fail for a milestone, for the first
 * custom event of a type, and near the largest total. Then the totals are read, and a second batch,
 * conditional on the numbers that decide, writes the result. The milestone is in the marker. Only
 * milestones conflict with each other.
 *
 * <p>A reversal reads the marker of its event and undoes what it has recorded, in one batch with
 * its own marker. If the event has no marker, the batch creates a note in its place, which makes
 * the event's batch fail; the event then replaces the note. Of an event and its reversal, and of
 * two reversals, the second one therefore sees the first. The reversal of a follow records the
 * highest number of followers, so that it conflicts with follows that raise this number.
 */
final class CosmosStatsStore implements StatsStore {

  private static final int NOT_FOUND = 404;
  private static final int EXISTS = 409;
  private static final int DOES_NOT_HOLD = 412;

  /** Maximum number of attempts, sufficient for sixteen concurrent follows around a milestone. */
  private static final int TRIES = 50;

  private final Documents documents;

  CosmosStatsStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.STATS, "stats");
  }

  @Override
  public CountResult apply(StreamEvent event, Milestones followers) {
    StatsMarker before = markerOfEarlierVersion(event);
    return before == null ? count(event, followers) : toResult(event, before);
  }

  private CountResult count(StreamEvent event, Milestones followers) {
    StatsMarker note = null;
    TotalsDocument totals = null;
    boolean isTooMuch = false;
    for (int i = 0; i < TRIES; i++) {
      StatsBatch batch = batch(event, followers, note, totals);
      if (batch.overflows()) {
        return resultUnlessOverflow(event);
      }
      isTooMuch = batch.isTooMuch();
      int status =
          documents.run(event.streamId(), batch.build(), Set.of(NOT_FOUND, EXISTS, DOES_NOT_HOLD));
      switch (status) {
        // A conflict is harmless: another process has created them.
        case NOT_FOUND -> documents.create(TotalsDocument.empty(event.streamId()));
        case DOES_NOT_HOLD -> totals = totalsDocument(event.streamId()).orElse(null);
        case EXISTS -> {}
        default -> {
          return new CountResult(true, batch.milestone());
        }
      }
      if (status == EXISTS || note != null) {
        note = marker(event.streamId(), event.key());
        if (note != null && !note.isNote()) {
          return toResult(event, note);
        }
      }
    }
    if (isTooMuch) {
      // A single attempt may have read the event's marker and the totals at different times.
      throw documents
          .failures()
          .unreadable(TotalsDocument.ID, "a total is less than what an event added to it");
    }
    throw new PortException(
        documents.failures().unavailable("the stream's documents changed repeatedly"));
  }

  private StatsBatch batch(
      StreamEvent event,
      Milestones followers,
      @Nullable StatsMarker note,
      @Nullable TotalsDocument totals) {
    if (!(event.detail() instanceof Reversal reversal)
        || reversal.reversedKey().equals(event.key())) {
      return new StatsBatch(event, note, totals).count(followers);
    }
    String key = reversal.reversedKey();
    StatsMarker target = target(event.streamId(), reversal);
    if (target == null) {
      return new StatsBatch(event, note, totals).count(followers).addNote(key);
    }
    if (target.isReversed() || isReversal(target)) {
      return new StatsBatch(event, note, totals).count(followers);
    }
    var part = target.contribution(documents.failures());
    TotalsDocument read = totals;
    if (read == null && part.type() == EventType.FOLLOW) {
      read = totalsDocument(event.streamId()).orElse(null);
    }
    return new StatsBatch(event, note, read).count(followers).undo(key, part);
  }

  private boolean isReversal(StatsMarker target) {
    return target.contribution(documents.failures()).type() == EventType.REVERSAL;
  }

  /** Returns the document in the place of the reversed event; null if it has no document. */
  private @Nullable StatsMarker target(String streamId, Reversal reversal) {
    StatsMarker found = marker(streamId, reversal.reversedKey());
    if (found == null) {
      found = markerOfEarlierVersion(streamId, reversal.source(), reversal.eventId());
    }
    if (found != null && found.isOfEarlierVersion()) {
      throw new PortException(
          Failure.permanent(
              "stats.not-reversible",
              "what the reversed event added is unknown, because it was counted by an earlier"
                  + " version; correct the totals by hand if they matter"));
    }
    return found;
  }

  /**
   * Returns the marker of an event that was counted by a version in which sources did not
   * distinguish events; null for none.
   */
  private @Nullable StatsMarker markerOfEarlierVersion(StreamEvent event) {
    // That version did not count reversals: such a marker is another event's.
    return event.detail() instanceof Reversal
        ? null
        : markerOfEarlierVersion(event.streamId(), event.source(), event.eventId());
  }

  private @Nullable StatsMarker markerOfEarlierVersion(
      String streamId, String source, String eventId) {
    if (!source.equals(StreamEvent.QUEUE) || !Ids.isValid(eventId)) {
      return null;
    }
    StatsMarker found = marker(streamId, eventId);
    return found == null || !found.isOfEarlierVersion() ? null : found;
  }

  private @Nullable StatsMarker marker(String streamId, String eventKey) {
    return documents.find(streamId, StatsMarker.id(eventKey)).map(StatsMarker::new).orElse(null);
  }

  /** Returns the result of a concurrent call, which may have counted the event within the limit. */
  private CountResult resultUnlessOverflow(StreamEvent event) {
    StatsMarker marker = marker(event.streamId(), event.key());
    if (marker == null || marker.isNote()) {
      throw new PortException(
          Failure.permanent("stats.overflow", "a total would exceed " + StreamTotals.MAX_TOTAL));
    }
    return toResult(event, marker);
  }

  private static CountResult toResult(StreamEvent event, StatsMarker marker) {
    boolean follow = event.detail().kind() == EventType.FOLLOW;
    return new CountResult(false, follow ? marker.milestone() : null);
  }

  private Optional<TotalsDocument> totalsDocument(String streamId) {
    return documents
        .find(streamId, TotalsDocument.ID)
        .map(document -> new TotalsDocument(document, documents.failures()));
  }

  @Override
  public StreamTotals totals(String streamId) {
    return totalsDocument(streamId).map(TotalsDocument::read).orElse(StreamTotals.NONE);
  }

  @Override
  public Health health() {
    return documents.health();
  }
}
