package io.spillway.testkit.event;

import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Money;
import java.util.Currency;
import java.util.stream.Stream;

/** Events of every kind, with the least and the most that they can say. */
final class EventDetails {

  private EventDetails() {}

  static Stream<EventDetail> ofEveryKind() {
    return Stream.of(
        new EventDetail.Follow(),
        new EventDetail.Subscription("prime ✨", 1),
        new EventDetail.Subscription(
            "t".repeat(EventDetail.Subscription.MAX_TIER_LENGTH),
            EventDetail.Subscription.MAX_MONTHS),
        donation(1, "USD"),
        donation(Money.MAX_MINOR_UNITS, "JPY"),
        donation(12_345, "KWD"),
        new EventDetail.Raid(0),
        new EventDetail.Raid(EventDetail.Raid.MAX_VIEWERS));
  }

  private static EventDetail donation(long minorUnits, String currency) {
    return new EventDetail.Donation(new Money(minorUnits, Currency.getInstance(currency)));
  }
}
