package io.spillway.ports.event;

/** Type-specific field of events. */
public enum EventField {
  /** A subscription's tier, as the site names it. */
  TIER("tier", Form.TEXT_OR_NUMBER),
  /** The number of months of a subscription so far. */
  MONTHS("months", Form.WHOLE_NUMBER),
  /** A decimal amount of money such as {@code 5.00}. */
  AMOUNT("amount", Form.TEXT_OR_NUMBER),
  /** The ISO 4217 code of an amount's currency. */
  CURRENCY("currency", Form.TEXT),
  /** The text that a donor sent along. */
  MESSAGE("message", Form.TEXT),
  /** The number of subscriptions of a gift. */
  COUNT("count", Form.WHOLE_NUMBER),
  /** The number of bits of a cheer. */
  BITS("bits", Form.WHOLE_NUMBER),
  /** Anonymity of the giver: {@code true} or {@code false}. */
  ANONYMOUS("anonymous", Form.TRUE_OR_FALSE),
  /** The source of the event that a reversal undoes; in JSON inside {@code reverses}. */
  REVERSES_SOURCE("reverses.source", Form.TEXT),
  /** The id of the event that a reversal undoes; in JSON inside {@code reverses}. */
  REVERSES_ID("reverses.id", Form.TEXT),
  /** The reason of a reversal. */
  REASON("reason", Form.TEXT),
  /** The number of viewers of a raid. */
  VIEWERS("viewers", Form.WHOLE_NUMBER),
  /** The custom type's name. */
  NAME("name", Form.TEXT),
  /** The custom event's fields: {@link EventFields#custom}. */
  FIELDS("fields", Form.TEXTS);

  /** JSON type of a field. */
  public enum Form {
    /** A text. */
    TEXT,
    /** A text; in external input, a number is read as its digits. */
    TEXT_OR_NUMBER,
    /** A whole number of 32 bits; in external input, also as a text of digits. */
    WHOLE_NUMBER,
    /** A boolean. */
    TRUE_OR_FALSE,
    /** An object of texts by key. */
    TEXTS
  }

  private final String key;
  private final Form form;

  EventField(String key, Form form) {
    this.key = key;
    this.form = form;
  }

  /**
   * {@return the name on the wire, such as {@code viewers}; a dot separates the name of an object
   * from the field in it}
   */
  public String key() {
    return key;
  }

  /** {@return the JSON type} */
  public Form form() {
    return form;
  }
}
