package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.Contribution;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builder of the atomic batch that counts one event: its marker, the change of the document of an
 * event that it undoes, and the changes of the totals with their conditions.
 *
 * <p>Without the totals the conditions are those of the ordinary case, and all changes are in one
 * document of the totals. With them they are those under which the numbers read lead to the same
 * result, so that events conflict rarely.
 */
final class StatsBatch {

  /**
   * Maximum of each number of a document in the ordinary case. The sum over all documents, with
   * what was reversed, then is below {@link StreamTotals#MAX_TOTAL}.
   */
  static final long ORDINARY_TOTAL = StreamTotals.MAX_TOTAL / (2 * (Shards.COUNT + 1));

  private static final String PEAK = "c." + TotalsDocument.FOLLOWER_PEAK;

  private final StreamEvent event;
  private final @Nullable StatsMarker note;
  private final @Nullable StoredTotals totals;
  private final CosmosBatch batch;
  private final Map<String, Change> changes = new LinkedHashMap<>();
  private String own;
  private boolean overflows;
  private boolean isTooMuch;

  /** Changes of one document of the totals and their conditions. */
  private record Change(CosmosPatchOperations operations, List<String> conditions) {
    Change() {
      this(CosmosPatchOperations.create(), new ArrayList<>());
    }
  }

  /**
   * Creates a batch.
   *
   * @param note the note in the place of the event's marker; null without a note
   * @param totals the totals; null if they have not been read
   */
  StatsBatch(StreamEvent event, @Nullable StatsMarker note, @Nullable StoredTotals totals) {
    this.event = event;
    this.note = note;
    this.totals = totals;
    own = TotalsDocument.id(event.key());
    batch = Batches.of(event.streamId());
  }

  /** Returns whether the event would make a total that was read too large. */
  boolean overflows() {
    return overflows;
  }

  /** Returns whether a total that was read is less than what the batch subtracts. */
  boolean isTooMuch() {
    return isTooMuch;
  }

  /** Returns whether the event can reach a milestone if the batch succeeds. */
  boolean canReachMilestone() {
    return note == null && event.detail().kind() == EventType.FOLLOW;
  }

  /** Returns the ids of the documents of the totals that it changes and that may be missing. */
  List<String> missing() {
    return changes.keySet().stream()
        .filter(id -> totals == null || totals.find(id) == null)
        .toList();
  }

  /** Counts the event, which a note undoes at once unless it is a reversal. */
  StatsBatch count() {
    Contribution part = contribution();
    requireRoom(part);
    if (note == null || event.detail().kind() == EventType.REVERSAL) {
      own().operations().increment(TotalPath.net(part).pointer(), part.amount());
    } else {
      // Creates the number of a currency or custom type, as in the other order.
      own().operations().increment(TotalPath.net(part).pointer(), 0);
      own().operations().increment(TotalPath.ofReversals(part).pointer(), part.amount());
    }
    // The marker comes first, so that a counted event is recognised independently of the totals.
    addMarker(StatsMarker.ofEvent(event, part, own));
    return this;
  }

  /** Notes the reversal of an event that has not arrived. */
  StatsBatch addNote(String eventKey) {
    batch.createItemOperation(StatsMarker.note(event.streamId(), eventKey, event.key()));
    return this;
  }

  /**
   * Counts a reversal and undoes what an event added, both in the document that counts the event.
   */
  StatsBatch undo(String eventKey, StatsMarker target, Contribution part) {
    own = target.totalsId();
    count();
    batch.patchItemOperation(
        StatsMarker.id(eventKey),
        CosmosPatchOperations.create().set("/" + StatsMarker.REVERSED_BY, event.key()),
        Batches.onlyIf("NOT IS_DEFINED(c." + StatsMarker.REVERSED_BY + ")"));
    TotalPath net = TotalPath.net(part);
    TotalsDocument document = totals == null ? null : totals.find(own);
    isTooMuch = document != null && document.net(part) < part.amount();
    own().conditions().add(net.sql() + " >= " + part.amount());
    own().operations().increment(net.pointer(), -part.amount());
    own().operations().increment(TotalPath.ofReversals(part).pointer(), part.amount());
    if (part.type() == EventType.FOLLOW && totals != null) {
      recordPeak(totals);
    }
    return this;
  }

  CosmosBatch build() {
    changes.forEach(
        (id, change) ->
            batch.patchItemOperation(
                id,
                change.operations(),
                Batches.onlyIf(String.join(" AND ", change.conditions()))));
    return batch;
  }

  private Change own() {
    return in(own);
  }

  private Change in(String id) {
    return changes.computeIfAbsent(id, unused -> new Change());
  }

  private Contribution contribution() {
    if (!(event.detail() instanceof EventDetail.Custom custom)) {
      return StreamTotals.NONE.contribution(event.detail());
    }
    CustomCount count = CustomCount.of(custom.type(), totals);
    Contribution part = count.contribution(custom.type());
    if (totals == null) {
      own().conditions().add(CustomCount.isCounted(custom.type()));
    } else if (count == CustomCount.NEW) {
      Change stream = in(TotalsDocument.ID);
      stream.conditions().add(CustomCount.hasPlace(custom.type()));
      stream.operations().increment("/" + TotalsDocument.CUSTOM_TYPES, 1);
      stream.operations().increment(TotalPath.net(part).pointer(), 0);
    }
    return part;
  }

  /** Makes the batch fail if the total with what was reversed would exceed its maximum. */
  private void requireRoom(Contribution part) {
    TotalsDocument document = totals == null ? null : totals.find(own);
    if (totals != null && document != null && !document.isOrdinary(part, ORDINARY_TOTAL)) {
      compareAll(part, totals);
      return;
    }
    own().conditions().add("NOT IS_DEFINED(" + TotalPath.ofLargest(part).sql() + ")");
    own().conditions().add(TotalPath.net(part).atMost(ORDINARY_TOTAL - part.amount()));
    own().conditions().add(TotalPath.ofReversals(part).atMost(ORDINARY_TOTAL));
  }

  /**
   * Compares the sum of all documents with the maximum, on the condition that none changes. From
   * then on no document has an ordinary case for this total.
   */
  private void compareAll(Contribution part, StoredTotals read) {
    overflows = read.gross(part) > StreamTotals.MAX_TOTAL - part.amount();
    for (String id : TotalsDocument.ids()) {
      TotalsDocument one = read.find(id);
      Change change = in(id);
      change.operations().set(TotalPath.ofLargest(part).pointer(), true);
      change.conditions().add(TotalPath.net(part).is(one == null ? 0 : one.net(part)));
      change
          .conditions()
          .add(TotalPath.ofReversals(part).is(one == null ? 0 : one.reversals(part)));
    }
  }

  /** Records the number of followers before a reversal unless it was higher before. */
  private void recordPeak(StoredTotals read) {
    long followers = read.followers();
    if (read.followerPeak() < followers) {
      in(TotalsDocument.ID)
          .conditions()
          .add("(NOT IS_DEFINED(" + PEAK + ") OR " + PEAK + " < " + followers + ")");
      in(TotalsDocument.ID).operations().set("/" + TotalsDocument.FOLLOWER_PEAK, followers);
    }
  }

  private void addMarker(ObjectNode marker) {
    if (note == null) {
      batch.createItemOperation(marker);
      return;
    }
    marker.put(StatsMarker.REVERSED_BY, note.reversedBy());
    batch.replaceItemOperation(
        marker.path("id").asText(), marker, Batches.ifUnchanged(note.etag()));
  }
}
