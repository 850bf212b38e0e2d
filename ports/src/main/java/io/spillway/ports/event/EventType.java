package io.spillway.ports.event;

import io.spillway.ports.event.EventDetail.Custom;
import io.spillway.ports.event.EventDetail.Donation;
import io.spillway.ports.event.EventDetail.Follow;
import io.spillway.ports.event.EventDetail.Raid;
import io.spillway.ports.event.EventDetail.Subscription;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The types of events: each one's name, its fields and what it adds to a stream's totals. JSON, the
 * totals and the checks of what arrives follow from it.
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
  /** {@link Donation}; its money is added up by currency. */
  DONATION(
      "donation",
      "donations",
      Tally.MONEY_BY_CURRENCY,
      List.of(EventField.AMOUNT, EventField.CURRENCY),
      fields ->
          new Donation(
              Money.parse(fields.text(EventField.AMOUNT), fields.text(EventField.CURRENCY)))),
  /** {@link Raid}. */
  RAID(
      "raid",
      "raids",
      Tally.NUMBER,
      List.of(EventField.VIEWERS),
      fields -> new Raid(fields.number(EventField.VIEWERS))),
  /** {@link Custom}; counted by the type that it names itself. */
  CUSTOM(
      "custom",
      "custom",
      Tally.NUMBER_BY_TYPE,
      List.of(EventField.NAME, EventField.FIELDS),
      fields -> new Custom(fields.text(EventField.NAME), fields.custom()));

  /** The form of a type's total. */
  public enum Tally {
    /** A number of events. */
    NUMBER,
    /** Sums of money by currency. */
    MONEY_BY_CURRENCY,
    /** Numbers of events by the type that they name themselves. */
    NUMBER_BY_TYPE
  }

  private final String key;
  private final String total;
  private final Tally tally;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<EventField> fields;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
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

  /** {@return the form of this type's total} */
  public Tally tally() {
    return tally;
  }

  /** {@return the fields that events of this type have beside those that all have} */
  public List<EventField> fields() {
    return fields;
  }

  /**
   * {@return the detail that was written as these fields}
   *
   * @param values what {@link EventDetail#values} said; further ones are passed over
   * @throws IllegalArgumentException when they do not make a detail of this type
   */
  public EventDetail detail(EventFields values) {
    return reader.apply(values);
  }

  /**
   * {@return the type of this name, if there is one}
   *
   * @param key a name such as {@code follow}
   */
  public static Optional<EventType> named(String key) {
    return Arrays.stream(values()).filter(type -> type.key.equals(key)).findFirst();
  }
}
