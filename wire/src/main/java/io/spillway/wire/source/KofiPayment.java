package io.spillway.wire.source;

import io.spillway.ports.event.EventDetail.Donation;
import io.spillway.ports.event.EventDetail.Subscription;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.source.UnreadableDeliveryException;
import io.spillway.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Payment of {@link KofiWebhooks}.
 *
 * @param stream the stream's id
 * @param id the message's id
 * @param fields the payment's fields
 */
record KofiPayment(String stream, String id, JsonFields fields) {

  /** Suffix of the id of a subscription's payment. */
  private static final String PAYMENT = "/payment";

  private static final String AMOUNT = "amount";
  private static final String CURRENCY = "currency";
  private static final int MAX_ITEMS_LENGTH = 1_000;

  List<EventDraft> drafts() {
    String type = fields.text("type");
    if (type == null) {
      throw new UnreadableDeliveryException("type is missing");
    }
    return switch (type) {
      case "Donation" -> List.of(donation(id));
      case "Subscription" -> List.of(subscription(), donation(id + PAYMENT));
      case "Shop Order" -> List.of(order("kofi.shop-order"));
      case "Commission" -> List.of(order("kofi.commission"));
      default -> List.of();
    };
  }

  private EventDraft donation(String eventId) {
    return draft(
        eventId,
        EventType.DONATION,
        EventFields.NONE
            .with(EventField.AMOUNT, fields.textOrNumber(AMOUNT))
            .with(EventField.CURRENCY, fields.text(CURRENCY))
            .with(EventField.MESSAGE, message()));
  }

  /** Ko-fi does not send the number of months. */
  private EventDraft subscription() {
    String tier = fields.text("tier_name");
    String known = tier == null || tier.isBlank() ? null : PlatformText.name(tier);
    return draft(
        id,
        EventType.SUBSCRIPTION,
        EventFields.NONE.with(
            EventField.TIER,
            known == null ? null : PlatformText.shorten(known, Subscription.MAX_TIER_LENGTH)));
  }

  private EventDraft order(String name) {
    Map<String, String> custom = new TreeMap<>();
    putIfKnown(custom, AMOUNT, fields.textOrNumber(AMOUNT));
    putIfKnown(custom, CURRENCY, fields.text(CURRENCY));
    putIfKnown(custom, "items", items());
    return draft(
        id, EventType.CUSTOM, EventFields.NONE.with(EventField.NAME, name).withCustom(custom));
  }

  private static void putIfKnown(Map<String, String> custom, String key, @Nullable String value) {
    if (value != null) {
      custom.put(key, value);
    }
  }

  /** Returns the link codes with their quantities, such as {@code 1a2b3c4d5e*2}; null for none. */
  private @Nullable String items() {
    List<String> items = new ArrayList<>();
    for (JsonFields item : fields.objects("shop_items")) {
      String code = item.text("direct_link_code");
      String quantity = item.wholeNumberOrText("quantity");
      if (code != null) {
        items.add(quantity == null || quantity.equals("1") ? code : code + "*" + quantity);
      }
    }
    return items.isEmpty() ? null : PlatformText.shorten(String.join(" ", items), MAX_ITEMS_LENGTH);
  }

  private @Nullable String message() {
    String message = isPublic() ? fields.text("message") : null;
    return message == null || message.isBlank()
        ? null
        : PlatformText.shorten(message, Donation.MAX_MESSAGE_LENGTH);
  }

  private boolean isPublic() {
    return fields.flag("is_public", false);
  }

  private EventDraft draft(String eventId, EventType type, EventFields values) {
    String actor =
        isPublic() ? PlatformText.nameOrAnonymous(fields.text("from_name")) : StreamEvent.ANONYMOUS;
    return new EventDraft(
        stream, KofiWebhooks.NAME, eventId, type.key(), actor, fields.text("timestamp"), values);
  }
}
