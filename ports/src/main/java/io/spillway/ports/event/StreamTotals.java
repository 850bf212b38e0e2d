package io.spillway.ports.event;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Totals of a stream's events.
 *
 * @param counts the number of events by type name, in alphabetical order, without types that have
 *     none and without types whose money is added up
 * @param donations the donated minor units by ISO 4217 code, in alphabetical order
 * @param custom the number of custom events by custom type, in alphabetical order: the first
 *     {@value #MAX_CUSTOM_TYPES} types of the stream, and all others as {@value #OTHER}
 */
public record StreamTotals(
    Map<String, Long> counts, Map<String, Long> donations, Map<String, Long> custom) {

  /** Maximum number of custom types that are counted by name. */
  public static final int MAX_CUSTOM_TYPES = 50;

  /** Name under which events of further custom types are counted; no type has this name. */
  public static final String OTHER = "other";

  /** Totals without events. */
  public static final StreamTotals NONE = new StreamTotals(Map.of(), Map.of(), Map.of());

  public StreamTotals {
    TreeMap<String, Long> counted = new TreeMap<>(counts);
    counted.values().removeIf(count -> count == 0);
    counts = Collections.unmodifiableMap(counted);
    donations = Collections.unmodifiableMap(new TreeMap<>(donations));
    custom = Collections.unmodifiableMap(new TreeMap<>(custom));
  }

  /**
   * Creates totals without custom events.
   *
   * @param counts {@link #counts()}
   * @param donations {@link #donations()}
   * @return the totals
   */
  public static StreamTotals of(Map<String, Long> counts, Map<String, Long> donations) {
    return new StreamTotals(counts, donations, Map.of());
  }

  /**
   * {@return the number of events of a type}
   *
   * @param type a type that is counted, not summed
   */
  public long count(EventType type) {
    return type == EventType.CUSTOM
        ? custom.values().stream().mapToLong(Long::longValue).sum()
        : counts.getOrDefault(type.key(), 0L);
  }

  /** {@return the number of followers} */
  public long followers() {
    return count(EventType.FOLLOW);
  }

  /**
   * {@return the totals with one more event}
   *
   * @param detail the event's type and fields
   * @throws ArithmeticException if a currency's total exceeds a long
   */
  public StreamTotals plus(EventDetail detail) {
    return switch (detail.kind().tally()) {
      case NUMBER -> new StreamTotals(more(counts, detail.kind().key(), 1), donations, custom);
      case MONEY_BY_CURRENCY ->
          detail
              .given()
              .map(money -> new StreamTotals(counts, more(donations, money), custom))
              .orElse(this);
      case NUMBER_BY_TYPE ->
          new StreamTotals(
              counts, donations, more(custom, countedAs(detail.values().text(EventField.NAME)), 1));
    };
  }

  private String countedAs(String type) {
    int named = custom.size() - (custom.containsKey(OTHER) ? 1 : 0);
    return custom.containsKey(type) || named < MAX_CUSTOM_TYPES ? type : OTHER;
  }

  private static Map<String, Long> more(Map<String, Long> sums, Money money) {
    return more(sums, money.currency().getCurrencyCode(), money.minorUnits());
  }

  private static Map<String, Long> more(Map<String, Long> sums, String key, long by) {
    Map<String, Long> more = new TreeMap<>(sums);
    more.merge(key, by, Math::addExact);
    return more;
  }
}
