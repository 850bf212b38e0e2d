package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.Contribution;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamTotals;
import io.spillway.wire.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stored totals of a stream. Numbers that older documents lack are 0.
 *
 * @param document the stored document
 */
record TotalsDocument(ObjectNode document, CosmosFailures failures) {

  static final String ID = "totals";

  /** Highest number of followers before a reversal of a follow. */
  static final String FOLLOWER_PEAK = "followerPeak";

  /** Number of custom types that are counted by name. */
  static final String CUSTOM_TYPES = "customTypes";

  static ObjectNode empty(String streamId) {
    ObjectNode totals = Json.object().put("streamId", streamId);
    totals.put(DocumentQuery.DOCUMENT_TYPE, ID);
    for (EventType type : EventType.values()) {
      switch (type.tally()) {
        case NUMBER -> totals.put(type.total(), 0);
        case MONEY_BY_CURRENCY -> totals.putObject(type.total());
        case NUMBER_BY_TYPE -> totals.put(CUSTOM_TYPES, 0);
      }
    }
    return DocumentForm.stamp(totals, ID);
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

  /** Returns whether there is a number for what an event adds, which may be 0. */
  boolean has(Contribution part) {
    return !TotalPath.net(part).in(document).isMissingNode();
  }

  long customTypes() {
    return whole(document.path(CUSTOM_TYPES));
  }

  StreamTotals read() {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Long> reversed = new TreeMap<>();
    Map<String, Long> sums = new TreeMap<>();
    Map<String, Long> reversedSums = new TreeMap<>();
    Map<String, Long> custom = new TreeMap<>();
    Map<String, Long> reversedCustom = new TreeMap<>();
    for (EventType type : EventType.values()) {
      String total = type.total();
      switch (type.tally()) {
        case NUMBER -> {
          counts.put(type.key(), whole(document.path(total)));
          reversed.put(type.key(), whole(document.path(TotalPath.REVERSED + total)));
        }
        case MONEY_BY_CURRENCY -> {
          add(document.path(total), "", sums);
          add(document, TotalPath.REVERSED + total + "-", reversedSums);
        }
        case NUMBER_BY_TYPE -> {
          add(document, total + "-", custom);
          add(document, TotalPath.REVERSED + total + "-", reversedCustom);
        }
      }
    }
    return new StreamTotals(
        counts, sums, custom, new StreamTotals.Reversed(reversed, reversedSums, reversedCustom));
  }

  /** Adds the numbers of an object whose names have a prefix, by the rest of the name. */
  private void add(JsonNode object, String prefix, Map<String, Long> numbers) {
    object
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getKey().startsWith(prefix)) {
                numbers.put(field.getKey().substring(prefix.length()), whole(field.getValue()));
              }
            });
  }

  /** Converts a double, which is exact up to {@link StreamTotals#MAX_TOTAL}. */
  private long whole(JsonNode number) {
    try {
      return number.decimalValue().longValueExact();
    } catch (ArithmeticException e) {
      throw failures.unreadable(ID, "a total is not a whole number");
    }
  }
}
