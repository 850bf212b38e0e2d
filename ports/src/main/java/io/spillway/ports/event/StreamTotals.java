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
 */
public record StreamTotals(Map<String, Long> counts, Map<String, Long> donations) {

  /** Nothing counted yet. */
  public static final StreamTotals NONE = new StreamTotals(Map.of(), Map.of());

  public StreamTotals {
    TreeMap<String, Long> counted = new TreeMap<>(counts);
    counted.values().removeIf(count -> count == 0);
    counts = Collections.unmodifiableMap(counted);
    donations = Collections.unmodifiableMap(new TreeMap<>(donations));
  }

  /**
   * {@return the number of events of a type}
   *
   * @param type one that is counted
   */
  public long count(EventType type) {
    return counts.getOrDefault(type.key(), 0L);
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
    return detail
        .given()
        .map(money -> new StreamTotals(counts, more(donations, money)))
        .orElseGet(() -> new StreamTotals(more(counts, detail.type(), 1), donations));
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
