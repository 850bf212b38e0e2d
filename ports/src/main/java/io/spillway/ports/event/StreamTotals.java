package io.spillway.ports.event;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been counted on a stream.
 *
 * @param counts events by the name of their type, in alphabetical order; a type that was not
 *     counted has no entry, and one whose money is added up has none either
 * @param donations minor units given, by ISO 4217 code, in alphabetical order
 * @param custom custom events by the type that they name themselves, in alphabetical order: the
 *     first {@value #MAX_CUSTOM_TYPES} types of the stream, and all others as {@value #OTHER}
 */
public record StreamTotals(
    Map<String, Long> counts, Map<String, Long> donations, Map<String, Long> custom) {

  /** Most types of custom events that are counted by name. */
  public static final int MAX_CUSTOM_TYPES = 50;

  /** Name under which custom events of further types are counted; no type has it. */
  public static final String OTHER = "other";

  /** Nothing counted yet. */
  public static final StreamTotals NONE = new StreamTotals(Map.of(), Map.of());

  public StreamTotals {
    TreeMap<String, Long> counted = new TreeMap<>(counts);
    counted.values().removeIf(count -> count == 0);
    counts = Collections.unmodifiableMap(counted);
    donations = Collections.unmodifiableMap(new TreeMap<>(donations));
    custom = Collections.unmodifiableMap(new TreeMap<>(custom));
  }

  /**
   * Totals without custom events.
   *
   * @param counts {@link #counts()}
   * @param donations {@link #donations()}
   */
  public StreamTotals(Map<String, Long> counts, Map<String, Long> donations) {
    this(counts, donations, Map.of());
  }

  /**
   * {@return the number of events of a type}
   *
   * @param type one that is counted, and not summed
   */
  public long count(EventType type) {
    return type == EventType.CUSTOM
        ? custom.values().stream().mapToLong(Long::longValue).sum()
        : counts.getOrDefault(type.key(), 0L);
  }

  /** {@return the number of follow events} */
  public long followers() {
    return count(EventType.FOLLOW);
  }

  /**
   * {@return the totals with one more event}
   *
   * @param detail what happened
   * @throws ArithmeticException when a currency's total no longer fits into a long
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
    long named = custom.keySet().stream().filter(name -> !name.equals(OTHER)).count();
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
