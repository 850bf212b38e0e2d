package io.spillway.ports.event;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been counted on a stream.
 *
 * @param followers follow events
 * @param subscriptions subscription events
 * @param raids raid events
 * @param donations minor units given, by ISO 4217 code, in alphabetical order
 */
public record StreamTotals(
    long followers, long subscriptions, long raids, Map<String, Long> donations) {

  /** Nothing counted yet. */
  public static final StreamTotals NONE = new StreamTotals(0, 0, 0, Map.of());

  public StreamTotals {
    donations = Collections.unmodifiableMap(new TreeMap<>(donations));
  }

  /**
   * {@return the totals with one more event}
   *
   * @param detail what happened
   * @throws ArithmeticException when a currency's total no longer fits into a long
   */
  public StreamTotals plus(EventDetail detail) {
    if (detail instanceof EventDetail.Follow) {
      return new StreamTotals(followers + 1, subscriptions, raids, donations);
    }
    if (detail instanceof EventDetail.Subscription) {
      return new StreamTotals(followers, subscriptions + 1, raids, donations);
    }
    if (detail instanceof EventDetail.Raid) {
      return new StreamTotals(followers, subscriptions, raids + 1, donations);
    }
    Money money = ((EventDetail.Donation) detail).money();
    Map<String, Long> more = new TreeMap<>(donations);
    more.merge(money.currency().getCurrencyCode(), money.minorUnits(), Math::addExact);
    return new StreamTotals(followers, subscriptions, raids, more);
  }
}
