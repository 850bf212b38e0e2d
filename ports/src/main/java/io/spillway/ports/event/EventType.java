package io.spillway.ports.event;

import io.spillway.ports.event.EventDetail.Cheer;
import io.spillway.ports.event.EventDetail.Custom;
import io.spillway.ports.event.EventDetail.Donation;
import io.spillway.ports.event.EventDetail.Follow;
import io.spillway.ports.event.EventDetail.Gift;
import io.spillway.ports.event.EventDetail.Raid;
import io.spillway.ports.event.EventDetail.Reversal;
import io.spillway.ports.event.EventDetail.Subscription;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Type of an event: its name, its fields and its contribution to a stream's totals. JSON formats,
 * totals and input validation derive from it.
 */
public enum EventType {
  /** {@link Follow}. */
  FOLLOW("follow", "followers", Tally.NUMBER, List.of(), fields -> new Follow()),
  /** {@link Subscription}. */
  SUBSCRIPTION(
      "subscription",
      "subscriptions",
      Tally.NUMBER,
      List.of(EventField.TIER, EventField.MONTHS),
      fields -> new Subscription(fields.text(EventField.TIER), fields.number(EventField.MONTHS))),
  /** {@link Gift}; the given subscriptions are added up. */
  GIFT(
      "gift",
      "gifts",
      Tally.NUMBER,
      List.of(EventField.TIER, EventField.COUNT, EventField.ANONYMOUS),
      fields ->
          new Gift(
              fields.text(EventField.TIER),
              fields.number(EventField.COUNT),
              fields.flag(EventField.ANONYMOUS))),
  /** {@link Cheer}; the bits are added up. */
  CHEER(
      "cheer",
      "bits",
      Tally.NUMBER,
      List.of(EventField.BITS, EventField.ANONYMOUS),
      fields -> new Cheer(fields.number(EventField.BITS), fields.flag(EventField.ANONYMOUS))),
  /** {@link Donation}; its money is added up by currency. */
  DONATION(
      "donation",
      "donations",
      Tally.MONEY_BY_CURRENCY,
      List.of(EventField.AMOUNT, EventField.CURRENCY, EventField.MESSAGE),
      fields ->
          new Donation(
              Money.parse(fields.text(EventField.AMOUNT), fields.text(EventField.CURRENCY)),
              fields.get(EventField.MESSAGE))),
  /** {@link Raid}. */
  RAID(
      "raid",
      "raids",
      Tally.NUMBER,
      List.of(EventField.VIEWERS),
      fields -> new Raid(fields.number(EventField.VIEWERS))),
  /** {@link Custom}; counted by its custom type. */
  CUSTOM(
      "custom",
      "custom",
      Tally.NUMBER_BY_TYPE,
      List.of(EventField.NAME, EventField.FIELDS),
      fields -> new Custom(fields.text(EventField.NAME), fields.custom())),
  /** {@link Reversal}. */
  REVERSAL(
      "reversal",
      "reversals",
      Tally.NUMBER,
      List.of(EventField.REVERSES_SOURCE, EventField.REVERSES_ID, EventField.REASON),
      fields ->
          new Reversal(
              fields.text(EventField.REVERSES_SOURCE),
              fields.text(EventField.REVERSES_ID),
              fields.get(EventField.REASON)));

  /** Kind of a type's total. */
  public enum Tally {
    /** The number of events, or of what they give: {@link EventDetail#quantity}. */
    NUMBER,
    /** Sums of money by currency. */
    MONEY_BY_CURRENCY,
    /** Numbers of events by custom type. */
    NUMBER_BY_TYPE
  }

  private final String key;
  private final String total;
  private final Tally tally;

  @SuppressWarnings("ImmutableEnumChecker") // immutable: created by List.of
  private final List<EventField> fields;

  @SuppressWarnings("ImmutableEnumChecker") // a stateless lambda
  private final Function<EventFields, EventDetail> reader;

  EventType(
      String key,
      String total,
      Tally tally,
      List<EventField> fields,
      Function<EventFields, EventDetail> reader) {
    this.key = key;
    this.total = total;
    this.tally = tally;
    this.fields = fields;
    this.reader = reader;
  }

  /** {@return the name on the wire, such as {@code follow}} */
  public String key() {
    return key;
  }

  /** {@return the name of this type's total on the wire, such as {@code followers}} */
  public String total() {
    return total;
  }

  /** {@return the kind of this type's total} */
  public Tally tally() {
    return tally;
  }

  /** {@return the fields of this type, in addition to the common ones} */
  public List<EventField> fields() {
    return fields;
  }

  /**
   * {@return the detail with these field values}
   *
   * @param values the values as from {@link EventDetail#values}; others are ignored
   * @throws IllegalArgumentException if a field is missing or invalid for this type
   */
  public EventDetail detail(EventFields values) {
    return reader.apply(values);
  }

  /**
   * {@return the type with this name; empty if unknown}
   *
   * @param key a name such as {@code follow}
   */
  public static Optional<EventType> named(String key) {
    return Arrays.stream(values()).filter(type -> type.key.equals(key)).findFirst();
  }
}
