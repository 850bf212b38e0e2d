package io.spillway.ports.event;

/** A field that only some types of events have. */
public enum EventField {
  /** A subscription's tier, as the site names it. */
  TIER("tier", Form.TEXT_OR_NUMBER),
  /** The months of a subscription so far. */
  MONTHS("months", Form.WHOLE_NUMBER),
  /** A decimal amount of money such as {@code 5.00}. */
  AMOUNT("amount", Form.TEXT_OR_NUMBER),
  /** The ISO 4217 code of an amount's currency. */
  CURRENCY("currency", Form.TEXT),
  /** The viewers that a raid brings. */
  VIEWERS("viewers", Form.WHOLE_NUMBER),
  /** The type that a custom event names itself. */
  NAME("name", Form.TEXT),
  /** The fields that a custom event names itself: {@link EventFields#custom}. */
  FIELDS("fields", Form.TEXTS);

  /** The form of a field in JSON. */
  public enum Form {
    /** A text. */
    TEXT,
    /** A text; from outside, a number is read as its digits. */
    TEXT_OR_NUMBER,
    /** A whole number of 32 bits. */
    WHOLE_NUMBER,
    /** An object of texts by key. */
    TEXTS
  }

  private final String key;
  private final Form form;

  EventField(String key, Form form) {
    this.key = key;
    this.form = form;
  }

  /** {@return the name on the wire, such as {@code viewers}} */
  public String key() {
    return key;
  }

  /** {@return the form in JSON} */
  public Form form() {
    return form;
  }
}
