package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.event.Contribution;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamTotals;
import org.jspecify.annotations.Nullable;

/**
 * Cases of counting a custom event in a totals document; exactly one applies. Each type has a
 * top-level property, because an increment creates a missing property but not its parent.
 */
enum CustomCount {
  /** The type has been counted by name. */
  KNOWN("IS_DEFINED(%1$s)"),
  /** The type is new and below the limit of types. */
  NEW("NOT IS_DEFINED(%1$s) AND (NOT IS_DEFINED(%2$s) OR %2$s < %3$d)"),
  /** The type is new and beyond the limit of types. */
  OTHER("NOT IS_DEFINED(%1$s) AND %2$s >= %3$d");

  private final String condition;

  CustomCount(String condition) {
    this.condition = condition;
  }

  /** Returns the case of a type; before the totals are read, the most frequent one. */
  static CustomCount of(String type, @Nullable TotalsDocument totals) {
    if (totals == null || totals.has(part(type))) {
      return KNOWN;
    }
    return totals.customTypes() < StreamTotals.MAX_CUSTOM_TYPES ? NEW : OTHER;
  }

  /** Returns the condition that this case applies. */
  String condition(String type) {
    return condition.formatted(
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
