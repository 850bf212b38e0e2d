package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchItemRequestOptions;
import com.azure.cosmos.models.CosmosBatchPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.Contribution;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builder of the atomic batch that counts one event: its marker, the change of the document of an
 * event that it undoes, and the changes of the totals with their conditions.
 *
 * <p>Without the totals the conditions are those of the ordinary case. With them they are those
 * under which the numbers read lead to the same result, so that events conflict rarely.
 */
final class StatsBatch {

  private static final String FOLLOWERS = "c." + EventType.FOLLOW.total();
  private static final String PEAK = "c." + TotalsDocument.FOLLOWER_PEAK;

  private final StreamEvent event;
  private final @Nullable StatsMarker note;
  private final @Nullable TotalsDocument totals;
  private final CosmosPatchOperations changes = CosmosPatchOperations.create();
  private final List<String> conditions = new ArrayList<>();
  private final CosmosBatch batch;
  private @Nullable Long milestone;
  private boolean overflows;
  private boolean isTooMuch;

  /**
   * Creates a batch.
   *
   * @param note the note in the place of the event's marker; null without a note
   * @param totals the totals; null if they have not been read
   */
  StatsBatch(StreamEvent event, @Nullable StatsMarker note, @Nullable TotalsDocument totals) {
    this.event = event;
    this.note = note;
    this.totals = totals;
    batch = CosmosBatch.createCosmosBatch(new PartitionKey(event.streamId()));
  }

  /** Returns the milestone that the event reaches if the batch succeeds. */
  @Nullable Long milestone() {
    return milestone;
  }

  /** Returns whether the event would make a total that was read too large. */
  boolean overflows() {
    return overflows;
  }

  /** Returns whether a total that was read is less than what the batch subtracts. */
  boolean isTooMuch() {
    return isTooMuch;
  }

  /** Counts the event, which a note undoes at once unless it is a reversal. */
  StatsBatch count(Milestones milestones) {
    EventType type = event.detail().kind();
    boolean lasting = note == null || type == EventType.REVERSAL;
    Contribution part = contribution();
    requireRoom(part);
    if (lasting) {
      changes.increment(TotalPath.net(part).pointer(), part.amount());
    } else {
      // Creates the number of a currency or custom type, as in the other order.
      changes.increment(TotalPath.net(part).pointer(), 0);
      changes.increment(TotalPath.ofReversals(part).pointer(), part.amount());
    }
    if (type == EventType.FOLLOW && lasting) {
      milestone = milestone(milestones);
    }
    // The marker comes first, so that a counted event is recognised independently of the totals.
    addMarker(StatsMarker.ofEvent(event, part, milestone));
    return this;
  }

  /** Notes the reversal of an event that has not arrived. */
  StatsBatch addNote(String eventKey) {
    batch.createItemOperation(StatsMarker.note(event.streamId(), eventKey, event.key()));
    return this;
  }

  /** Undoes what an event added. */
  StatsBatch undo(String eventKey, Contribution part) {
    CosmosBatchPatchItemRequestOptions once = new CosmosBatchPatchItemRequestOptions();
    once.setFilterPredicate("FROM c WHERE NOT IS_DEFINED(c." + StatsMarker.REVERSED_BY + ")");
    batch.patchItemOperation(
        StatsMarker.id(eventKey),
        CosmosPatchOperations.create().set("/" + StatsMarker.REVERSED_BY, event.key()),
        once);
    TotalPath net = TotalPath.net(part);
    isTooMuch = totals != null && totals.net(part) < part.amount();
    conditions.add(net.sql() + " >= " + part.amount());
    changes.increment(net.pointer(), -part.amount());
    changes.increment(TotalPath.ofReversals(part).pointer(), part.amount());
    if (part.type() == EventType.FOLLOW) {
      recordPeak();
    }
    return this;
  }

  CosmosBatch build() {
    CosmosBatchPatchItemRequestOptions options = new CosmosBatchPatchItemRequestOptions();
    options.setFilterPredicate("FROM c WHERE " + String.join(" AND ", conditions));
    batch.patchItemOperation(TotalsDocument.ID, changes, options);
    return batch;
  }

  private Contribution contribution() {
    if (event.detail() instanceof EventDetail.Custom custom) {
      CustomCount count = CustomCount.of(custom.type(), totals);
      conditions.add(count.condition(custom.type()));
      if (count == CustomCount.NEW) {
        changes.increment("/" + TotalsDocument.CUSTOM_TYPES, 1);
      }
      return count.contribution(custom.type());
    }
    return StreamTotals.NONE.contribution(event.detail());
  }

  /** Makes the batch fail if the total with what was reversed would exceed its maximum. */
  private void requireRoom(Contribution part) {
    long room = StreamTotals.MAX_TOTAL - part.amount();
    long reversed = room / 2;
    if (totals != null && (totals.net(part) > room / 2 || totals.reversals(part) > room / 2)) {
      reversed = totals.reversals(part);
      overflows = totals.net(part) > room - reversed;
    }
    conditions.add(TotalPath.net(part).atMost(room - reversed));
    conditions.add(TotalPath.ofReversals(part).atMost(reversed));
  }

  private @Nullable Long milestone(Milestones milestones) {
    if (milestones.numbers().isEmpty()) {
      return null;
    }
    long next = totals == null ? 0 : totals.followers() + 1;
    if (totals == null || !milestones.include(next)) {
      conditions.add(
          milestones.numbers().stream()
              .map(number -> Long.toString(number - 1))
              .collect(Collectors.joining(", ", FOLLOWERS + " NOT IN (", ")")));
      return null;
    }
    conditions.add(FOLLOWERS + " = " + (next - 1));
    if (next <= totals.followerPeak()) {
      return null;
    }
    conditions.add(peakBelow(Long.toString(next)));
    return next;
  }

  /** Records the number of followers before a reversal unless it was higher before. */
  private void recordPeak() {
    if (totals == null || totals.followerPeak() >= totals.followers()) {
      conditions.add(PEAK + " >= " + FOLLOWERS);
      return;
    }
    conditions.add(FOLLOWERS + " = " + totals.followers());
    conditions.add(peakBelow(FOLLOWERS));
    changes.set("/" + TotalsDocument.FOLLOWER_PEAK, totals.followers());
  }

  /** Returns the condition that no peak is recorded, or one below a number. */
  private static String peakBelow(String number) {
    return "(NOT IS_DEFINED(" + PEAK + ") OR " + PEAK + " < " + number + ")";
  }

  private void addMarker(ObjectNode marker) {
    if (note == null) {
      batch.createItemOperation(marker);
      return;
    }
    marker.put(StatsMarker.REVERSED_BY, note.reversedBy());
    batch.replaceItemOperation(
        marker.path("id").asText(),
        marker,
        new CosmosBatchItemRequestOptions().setIfMatchETag(note.etag()));
  }
}
