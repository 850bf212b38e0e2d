package io.spillway.wire.source;

import io.spillway.ports.event.EventDetail.Subscription;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.source.UnreadableDeliveryException;
import io.spillway.wire.JsonFields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notification of {@link TwitchEventSub}.
 *
 * @param id the message's id
 * @param type the subscription's type; null if missing
 * @param event the event's fields
 * @param streams the stream's id by channel
 */
record TwitchNotification(
    String id, @Nullable String type, JsonFields event, Map<String, String> streams) {

  private static final String CHANNEL = "broadcaster_user_id";
  private static final String RAIDED_CHANNEL = "to_broadcaster_user_id";

  /** More decimals than any currency has. */
  private static final int MAX_DECIMALS = 6;

  List<EventDraft> drafts() {
    if (type == null) {
      throw new UnreadableDeliveryException("subscription.type is missing");
    }
    return switch (type) {
      case "channel.follow" ->
          draft(EventType.FOLLOW, user(), EventFields.NONE, event.text("followed_at"));
      case "channel.subscribe" -> draft(EventType.SUBSCRIPTION, user(), tier(), null);
      case "channel.subscription.message" ->
          draft(
              EventType.SUBSCRIPTION,
              user(),
              tier().with(EventField.MONTHS, event.wholeNumberOrText("cumulative_months")),
              null);
      case "channel.subscription.gift" ->
          draft(
              EventType.GIFT,
              giver(),
              tier()
                  .with(EventField.COUNT, event.wholeNumberOrText("total"))
                  .with(EventField.ANONYMOUS, isAnonymous()),
              null);
      case "channel.cheer" ->
          draft(
              EventType.CHEER,
              giver(),
              EventFields.NONE
                  .with(EventField.BITS, event.wholeNumberOrText("bits"))
                  .with(EventField.ANONYMOUS, isAnonymous()),
              null);
      case "channel.raid" -> raid();
      case "channel.charity_campaign.donate" -> draft(EventType.DONATION, user(), amount(), null);
      default -> List.of();
    };
  }

  /** A raid that leaves a channel is no event of its stream. */
  private List<EventDraft> raid() {
    String raided = event.text(RAIDED_CHANNEL);
    String raiding = event.text("from_broadcaster_user_id");
    boolean leaves = raided != null && !streams.containsKey(raided);
    if (leaves && raiding != null && streams.containsKey(raiding)) {
      return List.of();
    }
    EventFields fields =
        EventFields.NONE.with(EventField.VIEWERS, event.wholeNumberOrText("viewers"));
    String name = PlatformText.name(event.text("from_broadcaster_user_name"));
    return draft(RAIDED_CHANNEL, EventType.RAID, name, fields, null);
  }

  private List<EventDraft> draft(
      EventType as, @Nullable String actor, EventFields fields, @Nullable String at) {
    return draft(CHANNEL, as, actor, fields, at);
  }

  private List<EventDraft> draft(
      String channel,
      EventType as,
      @Nullable String actor,
      EventFields fields,
      @Nullable String at) {
    String named = event.text(channel);
    String stream = named == null ? null : streams.get(named);
    if (stream == null) {
      throw new UnreadableDeliveryException(
          "event."
              + channel
              + (named == null ? " is missing" : " is a channel that belongs to no stream"));
    }
    return List.of(new EventDraft(stream, TwitchEventSub.NAME, id, as.key(), actor, at, fields));
  }

  private @Nullable String user() {
    return PlatformText.name(event.text("user_name"));
  }

  private @Nullable String giver() {
    return isAnonymous() ? StreamEvent.ANONYMOUS : user();
  }

  private boolean isAnonymous() {
    return event.flag("is_anonymous", false);
  }

  private EventFields tier() {
    String tier = event.text("tier");
    return EventFields.NONE.with(
        EventField.TIER,
        tier == null ? null : PlatformText.shorten(tier, Subscription.MAX_TIER_LENGTH));
  }

  /** Reads an amount in minor units with its own number of decimals. */
  private EventFields amount() {
    JsonFields amount = event.object("amount");
    String value = amount.wholeNumberOrText("value");
    Integer decimals = amount.wholeNumber("decimal_places");
    EventFields fields = EventFields.NONE.with(EventField.CURRENCY, amount.text("currency"));
    if (value == null || decimals == null) {
      return fields;
    }
    if (!value.matches("[0-9]{1,18}") || decimals < 0 || decimals > MAX_DECIMALS) {
      amount.wrong("value", "must be an amount in minor units");
      return fields;
    }
    return fields.with(
        EventField.AMOUNT, BigDecimal.valueOf(Long.parseLong(value), decimals).toPlainString());
  }
}
