package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.Contribution;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamTotals;
import io.spillway.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Stored part of a stream's totals. Missing numbers are 0.
 *
 * <p>Each event is counted in one of {@link Shards}, which its key selects. The document with the
 * id {@value #ID} has what concerns the whole stream: the names of the custom types, the
 * milestones, and the highest number of followers. It also has the numbers of events that a version
 * with a single document counted.
 *
 * @param document the stored document
 */
record TotalsDocument(ObjectNode document, CosmosFailures failures) {

  static final String ID = "totals";

  private static final Shards SHARDS = new Shards(ID + "~");

  private static final List<String> IDS =
      Stream.concat(Stream.of(ID), SHARDS.ids().stream()).toList();

  /** Highest number of followers before a reversal of a follow. */
  static final String FOLLOWER_PEAK = "followerPeak";

  /** Number of custom types that are counted by name. */
  static final String CUSTOM_TYPES = "customTypes";

  /** Returns the id of the document that counts an event. */
  static String id(String eventKey) {
    return SHARDS.id(eventKey);
  }

  /** Returns the ids of all documents of a stream. */
  static List<String> ids() {
    return IDS;
  }

  static ObjectNode empty(String streamId, String id) {
    ObjectNode totals = Json.object().put("streamId", streamId);
    totals.put(DocumentQuery.DOCUMENT_TYPE, ID);
    for (EventType type : EventType.values()) {
      if (type.tally() == EventType.Tally.MONEY_BY_CURRENCY) {
        // An increment creates a missing property, but not its parent.
        totals.putObject(type.total());
      }
    }
    return DocumentForm.stamp(totals, id);
  }

  String id() {
    return document.path("id").asText();
  }

  String etag() {
    return document.path("_etag").asText();
  }

  long net(Contribution part) {
    return whole(TotalPath.net(part).in(document));
  }

  long reversals(Contribution part) {
    return whole(TotalPath.ofReversals(part).in(document));
  }

  long followers() {
    return whole(document.path(EventType.FOLLOW.total()));
  }

  long followerPeak() {
    return whole(document.path(FOLLOWER_PEAK));
  }

  /** Returns whether an event may be counted without regard to the other documents. */
  boolean isOrdinary(Contribution part, long most) {
    return TotalPath.ofLargest(part).in(document).isMissingNode()
        && net(part) <= most - part.amount()
        && reversals(part) <= most;
  }

  /** Returns whether there is a number for what an event adds, which may be 0. */
  boolean has(Contribution part) {
    return !TotalPath.net(part).in(document).isMissingNode();
  }

  long customTypes() {
    return whole(document.path(CUSTOM_TYPES));
  }

  /** Adds all numbers to those of other documents, by type, currency and custom type. */
  void addTo(Numbers net, Numbers reversed) {
    for (EventType type : EventType.values()) {
      String total = type.total();
      switch (type.tally()) {
        case NUMBER -> {
          add(type.key(), document.path(total), net.counts());
          add(type.key(), document.path(TotalPath.REVERSED + total), reversed.counts());
        }
        case MONEY_BY_CURRENCY -> {
          add(document.path(total), "", net.sums());
          add(document, TotalPath.REVERSED + total + "-", reversed.sums());
        }
        case NUMBER_BY_TYPE -> {
          add(document, total + "-", net.custom());
          add(document, TotalPath.REVERSED + total + "-", reversed.custom());
        }
      }
    }
  }

  /** Sums by type, currency and custom type. */
  record Numbers(Map<String, Long> counts, Map<String, Long> sums, Map<String, Long> custom) {
    Numbers() {
      this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
  }

  /** Adds the numbers of an object whose names have a prefix, by the rest of the name. */
  private void add(JsonNode object, String prefix, Map<String, Long> numbers) {
    object
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getKey().startsWith(prefix)) {
                add(field.getKey().substring(prefix.length()), field.getValue(), numbers);
              }
            });
  }

  private void add(String key, JsonNode number, Map<String, Long> numbers) {
    numbers.merge(key, whole(number), Long::sum);
  }

  /** Converts a double, which is exact up to {@link StreamTotals#MAX_TOTAL}. */
  private long whole(JsonNode number) {
    try {
      return number.decimalValue().longValueExact();
    } catch (ArithmeticException e) {
      throw failures.unreadable(id(), "a total is not a whole number");
    }
  }
}
