package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import io.spillway.wire.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Totals, one document for each stream, and a marker for each event that was counted.
 *
 * <p>Both are written by one batch, which needs no read and no version: the database adds up, so a
 * busy stream has nothing to fight over. The batch must never be taken apart, for an increment
 * without its marker would count again when its answer is lost. When it is, the event has been
 * counted or not; counting it again finds the marker, or does it now. So {@code false} means that
 * the event is counted, and not by this call as far as it knows.
 */
final class CosmosStatsStore implements StatsStore {

  private static final String TOTALS = "totals";
  private static final int NO_TOTALS = 404;
  private static final int COUNTED_BEFORE = 409;
  private static final int TRIES = 3;

  private final Documents documents;

  CosmosStatsStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.STATS, "stats");
  }

  @Override
  public boolean apply(StreamEvent event) {
    for (int i = 0; i < TRIES; i++) {
      int status = documents.run(batch(event), Set.of(NO_TOTALS, COUNTED_BEFORE));
      if (status != NO_TOTALS) {
        return status != COUNTED_BEFORE;
      }
      // The first event of its stream. Somebody else may be creating them as well: so much the
      // better.
      var unused = documents.create(totalsOfNothing(event.streamId()));
    }
    throw new PortException(documents.failures().unavailable("the totals come and go"));
  }

  @Override
  public StreamTotals totals(String streamId) {
    return documents.find(streamId, TOTALS).map(this::read).orElse(StreamTotals.NONE);
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static CosmosBatch batch(StreamEvent event) {
    CosmosBatch batch = CosmosBatch.createCosmosBatch(new PartitionKey(event.streamId()));
    batch.createItemOperation(marker(event));
    batch.patchItemOperation(TOTALS, increments(event.detail()));
    return batch;
  }

  private static ObjectNode marker(StreamEvent event) {
    ObjectNode marker = Json.object().put("streamId", event.streamId());
    return DocumentForm.stamped(marker, "counted~" + event.eventId())
        .put(DocumentQuery.DOCUMENT_TYPE, "marker")
        .put("ttl", MARKER_RETENTION.toSeconds());
  }

  private static CosmosPatchOperations increments(EventDetail detail) {
    CosmosPatchOperations patch = CosmosPatchOperations.create();
    if (detail instanceof EventDetail.Follow) {
      return patch.increment("/followers", 1);
    }
    if (detail instanceof EventDetail.Subscription) {
      return patch.increment("/subscriptions", 1);
    }
    if (detail instanceof EventDetail.Raid) {
      return patch.increment("/raids", 1);
    }
    Money money = ((EventDetail.Donation) detail).money();
    // What is missing is created with this value, but not its parent.
    return patch.increment("/donations/" + money.currency().getCurrencyCode(), money.minorUnits());
  }

  private static ObjectNode totalsOfNothing(String streamId) {
    ObjectNode totals =
        Json.object()
            .put("streamId", streamId)
            .put(DocumentQuery.DOCUMENT_TYPE, "totals")
            .put("followers", 0)
            .put("subscriptions", 0)
            .put("raids", 0);
    totals.putObject("donations");
    return DocumentForm.stamped(totals, TOTALS);
  }

  private StreamTotals read(ObjectNode document) {
    Map<String, Long> donations = new TreeMap<>();
    document
        .path("donations")
        .fields()
        .forEachRemaining(entry -> donations.put(entry.getKey(), whole(entry.getValue())));
    return new StreamTotals(
        whole(document.path("followers")),
        whole(document.path("subscriptions")),
        whole(document.path("raids")),
        donations);
  }

  /** The database keeps doubles: exact up to 2^53, which no stream's money reaches. */
  private long whole(JsonNode number) {
    try {
      return number.decimalValue().longValueExact();
    } catch (ArithmeticException e) {
      throw documents.failures().unreadable(TOTALS, "a total is no whole number");
    }
  }
}
