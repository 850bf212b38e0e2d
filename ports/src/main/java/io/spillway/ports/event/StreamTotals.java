package io.spillway.ports.event;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Totals of a stream's events, without what was reversed.
 *
 * @param counts the number of events by type name, in alphabetical order, without types that have
 *     none and without types whose money is added up; for gifts and cheers the number of
 *     subscriptions and bits
 * @param donations the donated minor units by ISO 4217 code, in alphabetical order
 * @param custom the number of custom events by custom type, in alphabetical order: the first
 *     {@value #MAX_CUSTOM_TYPES} types of the stream, and all others as {@value #OTHER}
 * @param reversed the numbers that reversals undid
 */
public record StreamTotals(
    Map<String, Long> counts,
    Map<String, Long> donations,
    Map<String, Long> custom,
    Reversed reversed) {

  /** Maximum number of custom types that are counted by name. */
  public static final int MAX_CUSTOM_TYPES = 50;

  /** Largest total, with what was reversed: exact in a store whose numbers are doubles. */
  public static final long MAX_TOTAL = (1L << 53) - 1;

  /** Name under which events of further custom types are counted; no type has this name. */
  public static final String OTHER = "other";

  /** Totals without events. */
  public static final StreamTotals NONE = new StreamTotals(Map.of(), Map.of(), Map.of());

  /**
   * Numbers that reversals undid, without those that are 0.
   *
   * @param counts the numbers by type name, in alphabetical order
   * @param donations the minor units by ISO 4217 code, in alphabetical order
   * @param custom the numbers by custom type, in alphabetical order
   */
  public record Reversed(
      Map<String, Long> counts, Map<String, Long> donations, Map<String, Long> custom) {

    /** No reversals. */
    public static final Reversed NONE = new Reversed(Map.of(), Map.of(), Map.of());

    public Reversed {
      counts = sort(counts, false);
      donations = sort(donations, false);
      custom = sort(custom, false);
    }

    private Reversed plus(Contribution part) {
      return switch (part.type().tally()) {
        case NUMBER -> new Reversed(more(counts, part.key(), part.amount()), donations, custom);
        case MONEY_BY_CURRENCY ->
            new Reversed(counts, more(donations, part.key(), part.amount()), custom);
        case NUMBER_BY_TYPE ->
            new Reversed(counts, donations, more(custom, part.key(), part.amount()));
      };
    }
  }

  public StreamTotals {
    counts = sort(counts, false);
    donations = sort(donations, true);
    custom = sort(custom, true);
  }

  /**
   * Creates totals without reversals.
   *
   * @param counts {@link #counts()}
   * @param donations {@link #donations()}
   * @param custom {@link #custom()}
   */
  public StreamTotals(
      Map<String, Long> counts, Map<String, Long> donations, Map<String, Long> custom) {
    this(counts, donations, custom, Reversed.NONE);
  }

  /**
   * Creates totals without custom events.
   *
   * @param counts {@link #counts()}
   * @param donations {@link #donations()}
   * @return the totals
   */
  public static StreamTotals of(Map<String, Long> counts, Map<String, Long> donations) {
    return new StreamTotals(counts, donations, Map.of());
  }

  /**
   * {@return the number of events of a type}
   *
   * @param type a type that is counted, not summed
   */
  public long count(EventType type) {
    return type == EventType.CUSTOM
        ? custom.values().stream().mapToLong(Long::longValue).sum()
        : counts.getOrDefault(type.key(), 0L);
  }

  /** {@return the number of followers} */
  public long followers() {
    return count(EventType.FOLLOW);
  }

  /** {@return the totals before reversals: these and what was reversed} */
  public StreamTotals gross() {
    return new StreamTotals(
        sum(counts, reversed.counts()),
        sum(donations, reversed.donations()),
        sum(custom, reversed.custom()));
  }

  /**
   * {@return the number that an event adds to these totals}
   *
   * @param detail the event's type and fields
   */
  public Contribution contribution(EventDetail detail) {
    EventType type = detail.kind();
    return switch (type.tally()) {
      case NUMBER -> new Contribution(type, type.key(), detail.quantity());
      case MONEY_BY_CURRENCY -> {
        Money money = detail.given().orElseThrow();
        yield new Contribution(type, money.currency().getCurrencyCode(), money.minorUnits());
      }
      case NUMBER_BY_TYPE ->
          new Contribution(type, countedAs(detail.values().text(EventField.NAME)), 1);
    };
  }

  /**
   * {@return the totals with one more event}
   *
   * @param detail the event's type and fields
   * @throws ArithmeticException if the total, with what was reversed, exceeds {@link #MAX_TOTAL}
   */
  public StreamTotals plus(EventDetail detail) {
    return plus(contribution(detail));
  }

  /**
   * {@return the totals with one more event}
   *
   * @param part the event's {@link #contribution}
   * @throws ArithmeticException if the total, with what was reversed, exceeds {@link #MAX_TOTAL}
   */
  public StreamTotals plus(Contribution part) {
    StreamTotals more = add(part, part.amount());
    long gross =
        Math.addExact(
            number(part, more.counts, more.donations, more.custom),
            number(part, reversed.counts(), reversed.donations(), reversed.custom()));
    if (gross > MAX_TOTAL) {
      throw new ArithmeticException("a total exceeds " + MAX_TOTAL);
    }
    return more;
  }

  /**
   * {@return the totals after a reversal}
   *
   * @param part the {@link #contribution} of the reversed event
   */
  public StreamTotals minus(Contribution part) {
    StreamTotals fewer = add(part, -part.amount());
    return new StreamTotals(fewer.counts, fewer.donations, fewer.custom, reversed.plus(part));
  }

  private StreamTotals add(Contribution part, long by) {
    return switch (part.type().tally()) {
      case NUMBER -> new StreamTotals(more(counts, part.key(), by), donations, custom, reversed);
      case MONEY_BY_CURRENCY ->
          new StreamTotals(counts, more(donations, part.key(), by), custom, reversed);
      case NUMBER_BY_TYPE ->
          new StreamTotals(counts, donations, more(custom, part.key(), by), reversed);
    };
  }

  private String countedAs(String type) {
    int named = custom.size() - (custom.containsKey(OTHER) ? 1 : 0);
    return custom.containsKey(type) || named < MAX_CUSTOM_TYPES ? type : OTHER;
  }

  /** Returns the number to which a contribution belongs. */
  private static long number(
      Contribution part,
      Map<String, Long> counts,
      Map<String, Long> donations,
      Map<String, Long> custom) {
    Map<String, Long> sums =
        switch (part.type().tally()) {
          case NUMBER -> counts;
          case MONEY_BY_CURRENCY -> donations;
          case NUMBER_BY_TYPE -> custom;
        };
    return sums.getOrDefault(part.key(), 0L);
  }

  private static Map<String, Long> sum(Map<String, Long> some, Map<String, Long> more) {
    Map<String, Long> sum = new TreeMap<>(some);
    more.forEach((key, number) -> sum.merge(key, number, Math::addExact));
    return sum;
  }

  private static Map<String, Long> more(Map<String, Long> sums, String key, long by) {
    Map<String, Long> more = new TreeMap<>(sums);
    more.merge(key, by, Math::addExact);
    return more;
  }

  private static Map<String, Long> sort(Map<String, Long> sums, boolean withZeros) {
    TreeMap<String, Long> sorted = new TreeMap<>(sums);
    if (!withZeros) {
      sorted.values().removeIf(number -> number == 0);
    }
    return Collections.unmodifiableMap(sorted);
  }
}
