package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

/**
 * The number that one event added to the totals of its stream.
 *
 * @param type the event's type
 * @param key the part of the type's total: an ISO 4217 code, a custom type's name or {@link
 *     StreamTotals#OTHER}, or the name of a type with a single number
 * @param amount the number: minor units of money, or a quantity; more than 0
 */
public record Contribution(EventType type, String key, long amount) {

  public Contribution {
    requireNonNull(type, "type");
    requireNonNull(key, "key");
    if (amount < 1) {
      throw new IllegalArgumentException("amount must be more than 0: " + amount);
    }
  }
}
