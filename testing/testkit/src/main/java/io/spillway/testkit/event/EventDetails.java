package io.spillway.testkit.event;

import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Money;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Samples of every event type with minimal and maximal fields. */
final class EventDetails {

  private EventDetails() {}

  static Stream<EventDetail> ofEveryKind() {
    return Stream.of(
        new EventDetail.Follow(),
        new EventDetail.Subscription("prime ✨", 1),
        new EventDetail.Subscription(
            "t".repeat(EventDetail.Subscription.MAX_TIER_LENGTH),
            EventDetail.Subscription.MAX_MONTHS),
        new EventDetail.Gift("1000", 1, true),
        new EventDetail.Gift("gold", EventDetail.Gift.MAX_COUNT, false),
        new EventDetail.Cheer(1, false),
        new EventDetail.Cheer(EventDetail.Cheer.MAX_BITS, true),
        new EventDetail.Reversal("https://kofi.example/?a=1#b", "a/b c~é", null),
        new EventDetail.Reversal("api", "x", "chargeback ✨"),
        new EventDetail.Donation(new Money(500, Currency.getInstance("EUR")), "Grüße \"🎮\"\n<b>"),
        donation(1, "USD"),
        donation(Money.MAX_AMOUNT, "JPY"),
        donation(12_345, "KWD"),
        new EventDetail.Raid(0),
        new EventDetail.Raid(EventDetail.Raid.MAX_VIEWERS),
        new EventDetail.Custom("x", Map.of()),
        new EventDetail.Custom(
            "hype.train-2", Map.of("level", "5", "Top_fan", "Åsa \"🎮\"\n<b>", "empty", "")),
        fullCustom());
  }

  /**
   * Returns a custom event with the maximum number of fields and bytes, in characters that JSON
   * escapes with six.
   */
  private static EventDetail fullCustom() {
    Map<String, String> fields = new TreeMap<>();
    int room = EventDetail.Custom.MAX_BYTES;
    for (int i = 1; i < EventDetail.Custom.MAX_FIELDS; i++) {
      String key = "k".repeat(38) + (10 + i);
      fields.put(key, "");
      room -= key.length();
    }
    fields.put("last", "\u0001".repeat(room - "last".length()));
    return new EventDetail.Custom("t".repeat(40), fields);
  }

  private static EventDetail donation(long minorUnits, String currency) {
    return new EventDetail.Donation(new Money(minorUnits, Currency.getInstance(currency)));
  }
}
