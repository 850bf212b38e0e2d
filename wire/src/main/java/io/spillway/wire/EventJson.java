package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * An event as {@code {streamId, eventId, type, actor, occurredAt}} and what its type has: {@code
 * tier} and {@code months}, {@code amount} and {@code currency}, or {@code viewers}. The form for
 * queues is {@link EventPayload}'s.
 */
public final class EventJson {

  private EventJson() {}

  /**
   * {@return the event as JSON}
   *
   * @param event whichever
   */
  public static ObjectNode write(StreamEvent event) {
    ObjectNode node =
        Json.object()
            .put("streamId", event.streamId())
            .put("eventId", event.eventId())
            .put("type", event.type())
            .put("actor", event.actor());
    Stored.put(node, "occurredAt", event.occurredAt());
    putDetail(node, event.detail());
    return node;
  }

  /**
   * {@return the event that was written}
   *
   * @param node as {@code write} wrote it
   * @throws IllegalArgumentException when the node was not written here
   */
  public static StreamEvent read(JsonNode node) {
    return new StreamEvent(
        Stored.text(node, "streamId"),
        Stored.text(node, "eventId"),
        Stored.text(node, "actor"),
        Stored.instant(node, "occurredAt"),
        readDetail(node));
  }

  /**
   * {@return an event as a caller wrote it in this form, unchecked; an amount may be a number as
   * well} What is of a wrong type is noted by {@code fields} and left out.
   *
   * @param streamId when the caller said it elsewhere; else null
   * @param fields of the object that the caller sent
   */
  public static EventDraft draft(@Nullable String streamId, JsonFields fields) {
    return new EventDraft(
        streamId == null ? fields.text("streamId") : streamId,
        fields.text("eventId"),
        fields.text("type"),
        fields.text("actor"),
        fields.text("occurredAt"),
        fields.textOrNumber("tier"),
        fields.wholeNumber("months"),
        fields.textOrNumber("amount"),
        fields.text("currency"),
        fields.wholeNumber("viewers"));
  }

  static void putDetail(ObjectNode node, EventDetail detail) {
    if (detail instanceof EventDetail.Subscription subscription) {
      node.put("tier", subscription.tier()).put("months", subscription.months());
    } else if (detail instanceof EventDetail.Donation donation) {
      node.put("amount", donation.money().amount())
          .put("currency", donation.money().currency().getCurrencyCode());
    } else if (detail instanceof EventDetail.Raid raid) {
      node.put("viewers", raid.viewers());
    }
  }

  private static EventDetail readDetail(JsonNode node) {
    return switch (Stored.text(node, "type")) {
      case "follow" -> new EventDetail.Follow();
      case "subscription" ->
          new EventDetail.Subscription(Stored.text(node, "tier"), Stored.number(node, "months"));
      case "donation" -> new EventDetail.Donation(readMoney(node));
      case "raid" -> new EventDetail.Raid(Stored.number(node, "viewers"));
      default -> throw new IllegalArgumentException("type is none that is known");
    };
  }

  private static Money readMoney(JsonNode node) {
    Currency currency = Currency.getInstance(Stored.text(node, "currency"));
    BigDecimal amount = new BigDecimal(Stored.text(node, "amount"));
    try {
      return new Money(
          amount.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("amount is finer than its currency, or too large", e);
    }
  }
}
