package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import io.spillway.wire.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
 * <p>Most follows are not milestones: the batch has a condition that fails for one. Then the totals
 * are read, and a second batch, conditional on exactly that number, writes the milestone into the
 * marker. Only milestones conflict with each other. A custom event's batch is conditional on a type
 * that has been counted; the first event of a type, and types beyond the limit, need another batch.
 */
final class CosmosStatsStore implements StatsStore {

  private static final String TOTALS = "totals";
  private static final String MILESTONE = "milestone";
  private static final int NO_TOTALS = 404;
  private static final int COUNTED_BEFORE = 409;
  private static final int DOES_NOT_HOLD = 412;

  /** Maximum number of attempts, sufficient for sixteen concurrent follows around a milestone. */
  private static final int TRIES = 20;

  private final Documents documents;

  CosmosStatsStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.STATS, "stats");
  }

  @Override
  public CountResult apply(StreamEvent event, Milestones followers) {
    return switch (event.detail().kind().tally()) {
      case NUMBER, MONEY_BY_CURRENCY -> count(event, followers);
      case NUMBER_BY_TYPE -> countByType(event);
    };
  }

  private CountResult count(StreamEvent event, Milestones followers) {
    boolean follow = event.detail().kind() == EventType.FOLLOW;
    Milestones milestones = follow ? followers : Milestones.NONE;
    Long milestone = null;
    for (int i = 0; i < TRIES; i++) {
      CosmosBatch batch =
          milestone == null ? batch(event, milestones) : milestoneBatch(event, milestone);
      switch (attempt(event, batch)) {
        case NO_TOTALS -> {}
        case COUNTED_BEFORE -> {
          return new CountResult(false, milestones.numbers().isEmpty() ? null : milestoneOf(event));
        }
        case DOES_NOT_HOLD -> milestone = nextMilestone(event.streamId(), milestones);
        default -> {
          return new CountResult(true, milestone);
        }
      }
    }
    throw new PortException(
        documents.failures().unavailable("the totals were repeatedly created and deleted"));
  }

  private CountResult countByType(StreamEvent event) {
    CustomCount count = CustomCount.KNOWN;
    for (int i = 0; i < TRIES; i++) {
      CosmosBatch batch =
          batch(event, marker(event), count.condition(event), count.increments(event));
      switch (attempt(event, batch)) {
        case NO_TOTALS -> {}
        case COUNTED_BEFORE -> {
          return new CountResult(false, null);
        }
        case DOES_NOT_HOLD -> count = count.next();
        default -> {
          return new CountResult(true, null);
        }
      }
    }
    throw new PortException(
        documents.failures().unavailable("the custom types changed repeatedly"));
  }

  /** Runs a batch and returns its status; creates missing totals for the next attempt. */
  private int attempt(StreamEvent event, CosmosBatch batch) {
    int status =
        documents.run(event.streamId(), batch, Set.of(NO_TOTALS, COUNTED_BEFORE, DOES_NOT_HOLD));
    if (status == NO_TOTALS) {
      // A conflict is harmless: another process has created them.
      documents.create(totalsOfNothing(event.streamId()));
    }
    return status;
  }

  @Override
  public StreamTotals totals(String streamId) {
    return documents.find(streamId, TOTALS).map(this::read).orElse(StreamTotals.NONE);
  }

  @Override
  public Health health() {
    return documents.health();
  }

  /** Creates the batch for an event that reaches no milestone. */
  private static CosmosBatch batch(StreamEvent event, Milestones milestones) {
    String befores =
        milestones.numbers().stream()
            .map(number -> Long.toString(number - 1))
            .collect(Collectors.joining(", "));
    return batch(
        event,
        marker(event),
        befores.isEmpty() ? null : "FROM c WHERE c.followers NOT IN (" + befores + ")",
        increments(event.detail()));
  }

  /** Creates the batch for an event that reaches this milestone. */
  private static CosmosBatch milestoneBatch(StreamEvent event, long milestone) {
    return batch(
        event,
        marker(event).put(MILESTONE, milestone),
        "FROM c WHERE c.followers = " + (milestone - 1),
        increments(event.detail()));
  }

  private static CosmosBatch batch(
      StreamEvent event,
      ObjectNode marker,
      @Nullable String condition,
      CosmosPatchOperations increments) {
    CosmosBatch batch = CosmosBatch.createCosmosBatch(new PartitionKey(event.streamId()));
    // The marker comes first, so that a counted event is recognised independently of the totals.
    batch.createItemOperation(marker);
    CosmosBatchPatchItemRequestOptions options = new CosmosBatchPatchItemRequestOptions();
    if (condition != null) {
      options.setFilterPredicate(condition);
    }
    batch.patchItemOperation(TOTALS, increments, options);
    return batch;
  }

  /**
   * Returns the milestone that the next follower reaches; null if it was reached in the meantime.
   */
  private @Nullable Long nextMilestone(String streamId, Milestones milestones) {
    long next = totals(streamId).followers() + 1;
    return milestones.include(next) ? next : null;
  }

  private @Nullable Long milestoneOf(StreamEvent event) {
    return documents
        .find(event.streamId(), markerId(event))
        .map(marker -> marker.get(MILESTONE))
        .map(this::whole)
        .orElse(null);
  }

  private static ObjectNode marker(StreamEvent event) {
    ObjectNode marker = Json.object().put("streamId", event.streamId());
    return DocumentForm.stamp(marker, markerId(event))
        .put(DocumentQuery.DOCUMENT_TYPE, "marker")
        .put("ttl", MARKER_RETENTION.toSeconds());
  }

  private static String markerId(StreamEvent event) {
    return "counted~" + event.key();
  }

  private static CosmosPatchOperations increments(EventDetail detail) {
    CosmosPatchOperations patch = CosmosPatchOperations.create();
    String total = "/" + detail.kind().total();
    Money money = detail.given().orElse(null);
    // Creates a missing property with this value, but not its parent.
    return money == null
        ? patch.increment(total, 1)
        : patch.increment(total + "/" + money.currency().getCurrencyCode(), money.minorUnits());
  }

  private static ObjectNode totalsOfNothing(String streamId) {
    ObjectNode totals =
        Json.object().put("streamId", streamId).put(DocumentQuery.DOCUMENT_TYPE, "totals");
    for (EventType type : EventType.values()) {
      switch (type.tally()) {
        case NUMBER -> totals.put(type.total(), 0);
        case MONEY_BY_CURRENCY -> totals.putObject(type.total());
        case NUMBER_BY_TYPE -> totals.put(CustomCount.TYPES, 0);
      }
    }
    return DocumentForm.stamp(totals, TOTALS);
  }

  private StreamTotals read(ObjectNode document) {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Long> sums = new TreeMap<>();
    Map<String, Long> custom = new TreeMap<>();
    for (EventType type : EventType.values()) {
      JsonNode total = document.path(type.total());
      switch (type.tally()) {
        case NUMBER -> counts.put(type.key(), whole(total));
        case MONEY_BY_CURRENCY ->
            total.fields().forEachRemaining(sum -> sums.put(sum.getKey(), whole(sum.getValue())));
        case NUMBER_BY_TYPE ->
            CustomCount.of(document).forEach((name, count) -> custom.put(name, whole(count)));
      }
    }
    return new StreamTotals(counts, sums, custom);
  }

  /** Converts a double, which is exact up to 2^53, more than any stream's total. */
  private long whole(JsonNode number) {
    try {
      return number.decimalValue().longValueExact();
    } catch (ArithmeticException e) {
      throw documents.failures().unreadable(TOTALS, "a total is not a whole number");
    }
  }
}
