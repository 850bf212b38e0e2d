package io.spillway.wire;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;

/** Takes drafts for events, as a consumer does whose producers make no mistakes. */
final class Drafts {

  private Drafts() {}

  static StreamEvent event(EventDraft draft) {
    return new StreamEvent(
        requireNonNull(draft.streamId()),
        requireNonNull(draft.eventId()),
        requireNonNull(draft.actor()),
        Instant.parse(requireNonNull(draft.occurredAt())),
        detail(draft));
  }

  private static EventDetail detail(EventDraft draft) {
    return switch (requireNonNull(draft.type())) {
      case "follow" -> new EventDetail.Follow();
      case "subscription" ->
          new EventDetail.Subscription(
              requireNonNull(draft.tier()), requireNonNull(draft.months()));
      case "donation" -> new EventDetail.Donation(money(draft));
      case "raid" -> new EventDetail.Raid(requireNonNull(draft.viewers()));
      default -> throw new AssertionError(draft.type());
    };
  }

  private static Money money(EventDraft draft) {
    Currency currency = Currency.getInstance(draft.currency());
    BigDecimal amount = new BigDecimal(requireNonNull(draft.amount()));
    return new Money(
        amount.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
  }
}
