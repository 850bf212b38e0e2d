package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

/** What kind of event it is, with what only that kind has. */
public sealed interface EventDetail {

  /** {@return the type's name on the wire, such as {@code follow}} */
  String type();

  /** Somebody follows the stream. */
  record Follow() implements EventDetail {
    @Override
    public String type() {
      return "follow";
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
    public String type() {
      return "subscription";
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
    public String type() {
      return "donation";
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
    public String type() {
      return "raid";
    }
  }
}
