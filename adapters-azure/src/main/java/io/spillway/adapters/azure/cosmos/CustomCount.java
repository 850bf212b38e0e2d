package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.event.Contribution;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamTotals;
import org.jspecify.annotations.Nullable;

/**
 * Cases of counting a custom event; exactly one applies. Each type has a top-level property in the
 * documents that have counted it, and in the document of the whole stream, which limits their
 * number: an increment creates a missing property but not its parent.
 */
enum CustomCount {
  /** The type has been counted by name. */
  KNOWN,
  /** The type is new and below the limit of types. */
  NEW,
  /** The type is new and beyond the limit of types. */
  OTHER;

  /** Returns the case of a type; before the totals are read, the most frequent one. */
  static CustomCount of(String type, @Nullable StoredTotals totals) {
    if (totals == null || totals.names(part(type))) {
      return KNOWN;
    }
    return totals.customTypes() < StreamTotals.MAX_CUSTOM_TYPES ? NEW : OTHER;
  }

  /** Returns the condition on a document in which the type has been counted by name. */
  static String isCounted(String type) {
    return "IS_DEFINED(" + TotalPath.net(part(type)).sql() + ")";
  }

  /** Returns the condition on the document of the stream that the type is new and has a place. */
  static String hasPlace(String type) {
    return "NOT IS_DEFINED(%1$s) AND (NOT IS_DEFINED(%2$s) OR %2$s < %3$d)"
        .formatted(
            TotalPath.net(part(type)).sql(),
            "c." + TotalsDocument.CUSTOM_TYPES,
            StreamTotals.MAX_CUSTOM_TYPES);
  }

  /** Returns what an event of the type adds. */
  Contribution contribution(String type) {
    return part(this == OTHER ? StreamTotals.OTHER : type);
  }

  private static Contribution part(String key) {
    return new Contribution(EventType.CUSTOM, key, 1);
  }
}
