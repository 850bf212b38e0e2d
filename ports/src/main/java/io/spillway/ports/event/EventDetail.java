package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What kind of event it is, with what only that kind has. */
public sealed interface EventDetail {

  /** {@return the type} */
  EventType kind();

  /** {@return the type's name on the wire, such as {@code follow}} */
  default String type() {
    return kind().key();
  }

  /**
   * {@return the values of the type's fields, from which {@link EventType#detail} makes it again}
   */
  EventFields fields();

  /** {@return the money that was given, which totals add up instead of counting the event} */
  default Optional<Money> given() {
    return Optional.empty();
  }

  /** Somebody follows the stream. */
  record Follow() implements EventDetail {
    @Override
    public EventType kind() {
      return EventType.FOLLOW;
    }

    @Override
    public EventFields fields() {
      return EventFields.NONE;
    }
  }

  /**
   * Somebody subscribed to the stream.
   *
   * @param tier as the site names it, 1 to {@value #MAX_TIER_LENGTH} code points
   * @param months how long in all, 1 to {@value #MAX_MONTHS}
   */
  record Subscription(String tier, int months) implements EventDetail {
    /** Most months of a subscription: a hundred years. */
    public static final int MAX_MONTHS = 1_200;

    /** Longest name of a tier, in code points. */
    public static final int MAX_TIER_LENGTH = 32;

    public Subscription {
      if (tier.isBlank() || tier.codePointCount(0, tier.length()) > MAX_TIER_LENGTH) {
        throw new IllegalArgumentException("tier must have 1 to 32 characters");
      }
      if (months < 1 || months > MAX_MONTHS) {
        throw new IllegalArgumentException("months must be 1 to 1200: " + months);
      }
    }

    @Override
    public EventType kind() {
      return EventType.SUBSCRIPTION;
    }

    @Override
    public EventFields fields() {
      return EventFields.NONE.with(EventField.TIER, tier).with(EventField.MONTHS, months);
    }
  }

  /**
   * Somebody gave money.
   *
   * @param money how much
   */
  record Donation(Money money) implements EventDetail {
    public Donation {
      requireNonNull(money, "money");
    }

    @Override
    public EventType kind() {
      return EventType.DONATION;
    }

    @Override
    public EventFields fields() {
      return EventFields.NONE
          .with(EventField.AMOUNT, money.amount())
          .with(EventField.CURRENCY, money.currency().getCurrencyCode());
    }

    @Override
    public Optional<Money> given() {
      return Optional.of(money);
    }
  }

  /**
   * Another stream sent its viewers over.
   *
   * @param viewers how many, 0 to {@value #MAX_VIEWERS}
   */
  record Raid(int viewers) implements EventDetail {
    /** Most viewers that a raid may bring. */
    public static final int MAX_VIEWERS = 10_000_000;

    public Raid {
      if (viewers < 0 || viewers > MAX_VIEWERS) {
        throw new IllegalArgumentException("viewers must be 0 to 10000000: " + viewers);
      }
    }

    @Override
    public EventType kind() {
      return EventType.RAID;
    }

    @Override
    public EventFields fields() {
      return EventFields.NONE.with(EventField.VIEWERS, viewers);
    }
  }
}
