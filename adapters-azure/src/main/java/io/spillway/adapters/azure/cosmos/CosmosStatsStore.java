package io.spillway.adapters.azure.cosmos;

import static io.spillway.adapters.azure.cosmos.Batches.DOES_NOT_HOLD;
import static io.spillway.adapters.azure.cosmos.Batches.EXISTS;
import static io.spillway.adapters.azure.cosmos.Batches.NOT_FOUND;
import static io.spillway.adapters.azure.cosmos.Batches.RETRY_WITH;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Totals, spread over a few documents per stream, and one marker document per counted event.
 *
 * <p>One batch writes the marker and increments one document of the totals, without a read or a
 * version. A hash of the event's key selects the document, because two patches of one document that
 * overlap conflict, which the SDK repeats: fifty events a second on a single one would not be
 * counted in time. The batch must be atomic: after a lost response, an increment without its marker
 * would be repeated. A retry either finds the marker or counts the event. {@code false} therefore
 * means that the event is counted, possibly by this call's own lost request.
 *
 * <p>Most events are ordinary: the batch has conditions that fail for the first custom event of a
 * type in its document, and near the largest total. Then all documents are read, and a second
 * batch, conditional on the numbers that decide, writes the result. Milestones are reached after
 * the batch, by {@link FollowerMilestones}.
 *
 * <p>A reversal reads the marker of its event and undoes what it has recorded, in one batch with
 * its own marker, in the document that counts the event. If the event has no marker, the batch
 * creates a note in its place, which makes the event's batch fail; the event then replaces the
 * note. Of an event and its reversal, and of two reversals, the second one therefore sees the
 * first. The reversal of a follow records the number of followers if it is the highest so far.
 */
final class CosmosStatsStore implements StatsStore {

  /** Maximum number of attempts, sufficient for sixteen concurrent new types of custom events. */
  private static final int TRIES = 50;

  private final Documents documents;
  private final FollowerMilestones milestones;

  CosmosStatsStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.STATS, "stats");
    milestones = new FollowerMilestones(documents);
  }

  /**
   * Event that has been counted.
   *
   * @param milestone the milestone in its marker
   * @param canReachMilestone whether it may reach one now
   */
  private record Counted(boolean byThisCall, @Nullable Long milestone, boolean canReachMilestone) {}

  @Override
  public CountResult apply(StreamEvent event, Milestones followers) {
    boolean hasMilestones =
        event.detail().kind() == EventType.FOLLOW && !followers.numbers().isEmpty();
    if (hasMilestones) {
      milestones.add(event.streamId(), followers);
    }
    StatsMarker before = markerOfEarlierVersion(event);
    Counted counted = before == null ? count(event) : toCounted(event, before);
    Long milestone = counted.milestone();
    if (hasMilestones && counted.canReachMilestone()) {
      milestone = milestones.reach(event, followers);
    }
    return new CountResult(counted.byThisCall(), milestone);
  }

  private Counted count(StreamEvent event) {
    StatsMarker note = null;
    StoredTotals totals = null;
    boolean isTooMuch = false;
    for (int i = 0; i < TRIES; i++) {
      StatsBatch batch = batch(event, note, totals);
      if (batch.overflows()) {
        return countedUnlessOverflow(event);
      }
      isTooMuch = batch.isTooMuch();
      int status =
          documents.run(
              event.streamId(),
              batch.build(),
              Set.of(NOT_FOUND, EXISTS, DOES_NOT_HOLD, RETRY_WITH));
      switch (status) {
        case NOT_FOUND -> {
          // A conflict is harmless: another process has created them.
          batch
              .missing()
              .forEach(id -> documents.create(TotalsDocument.empty(event.streamId(), id)));
          totals = totals == null ? null : totals(event);
        }
        case DOES_NOT_HOLD -> totals = totals(event);
        case EXISTS, RETRY_WITH -> {}
        default -> {
          return new Counted(true, null, batch.canReachMilestone());
        }
      }
      if (status == EXISTS || note != null) {
        note = marker(event.streamId(), event.key());
        if (note != null && !note.isNote()) {
          return toCounted(event, note);
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
      StreamEvent event, @Nullable StatsMarker note, @Nullable StoredTotals totals) {
    if (!(event.detail() instanceof Reversal reversal)
        || reversal.reversedKey().equals(event.key())) {
      return new StatsBatch(event, note, totals).count();
    }
    String key = reversal.reversedKey();
    StatsMarker target = target(event.streamId(), reversal);
    if (target == null) {
      return new StatsBatch(event, note, totals).count().addNote(key);
    }
    if (target.isReversed() || isReversal(target)) {
      return new StatsBatch(event, note, totals).count();
    }
    var part = target.contribution(documents.failures());
    boolean needsTotals = totals == null && part.type() == EventType.FOLLOW;
    return new StatsBatch(event, note, needsTotals ? totals(event) : totals)
        .undo(key, target, part);
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
  private Counted countedUnlessOverflow(StreamEvent event) {
    StatsMarker marker = marker(event.streamId(), event.key());
    if (marker == null || marker.isNote()) {
      throw new PortException(
          Failure.permanent("stats.overflow", "a total would exceed " + StreamTotals.MAX_TOTAL));
    }
    return toCounted(event, marker);
  }

  private static Counted toCounted(StreamEvent event, StatsMarker marker) {
    boolean follow = event.detail().kind() == EventType.FOLLOW;
    return new Counted(
        false, follow ? marker.milestone() : null, follow && marker.canReachMilestone());
  }

  private StoredTotals totals(StreamEvent event) {
    return StoredTotals.of(documents, event.streamId());
  }

  @Override
  public StreamTotals totals(String streamId) {
    return StoredTotals.of(documents, streamId).sum();
  }

  @Override
  public Health health() {
    return documents.health();
  }
}
