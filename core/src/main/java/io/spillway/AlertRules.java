package io.spillway;

import io.spillway.core.Donors;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Thresholds from which events raise an alert.
 *
 * @param largeDonation the smallest donation that raises an alert, in minor units, by ISO 4217
 *     currency code; a currency without an entry raises none, because there are no exchange rates
 * @param largeRaid the smallest raid that raises an alert, in viewers, 0 or more
 * @param followers the follower counts that raise an alert
 * @param largeGift the smallest gift that raises an alert, in subscriptions, 1 or more
 * @param largeCheer the smallest cheer that raises an alert, in bits, 1 or more
 * @param custom the names of the custom types whose events raise an alert, such as {@code
 *     hype.train}
 */
public record AlertRules(
    Map<String, Long> largeDonation,
    int largeRaid,
    Milestones followers,
    int largeGift,
    int largeCheer,
    Set<String> custom) {

  /** Threshold of gifts and cheers that none reaches. */
  public static final int NEVER = Integer.MAX_VALUE;

  /**
   * 100 dollars, euros or pounds, 10,000 yen; 100 viewers; the 10th, 100th, 1,000th, 10,000th,
   * 100,000th and 1,000,000th follower; 5 subscriptions as a gift; 1,000 bits; no custom types.
   */
  public static final AlertRules STANDARD =
      new AlertRules(
              Map.of("USD", 10_000L, "EUR", 10_000L, "GBP", 10_000L, "JPY", 10_000L),
              100,
              new Milestones(List.of(10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L)))
          .withLargeGift(5)
          .withLargeCheer(1_000);

  public AlertRules {
    largeDonation = Map.copyOf(largeDonation);
    if (largeRaid < 0) {
      throw new IllegalArgumentException("largeRaid must not be negative: " + largeRaid);
    }
    if (largeGift < 1 || largeCheer < 1) {
      throw new IllegalArgumentException("largeGift and largeCheer must be positive");
    }
    custom = Set.copyOf(custom);
    for (String name : custom) {
      String problem = EventDetail.Custom.typeProblem(name);
      if (problem != null) {
        throw new IllegalArgumentException("a custom type " + problem + ": " + name);
      }
    }
  }

  /**
   * Creates rules by which no gift, no cheer and no custom event raises an alert.
   *
   * @param largeDonation {@link #largeDonation()}
   * @param largeRaid {@link #largeRaid()}
   * @param followers {@link #followers()}
   */
  public AlertRules(Map<String, Long> largeDonation, int largeRaid, Milestones followers) {
    this(largeDonation, largeRaid, followers, NEVER, NEVER, Set.of());
  }

  /**
   * {@return the same rules with another threshold of gifts}
   *
   * @param count {@link #largeGift()}; {@link #NEVER} for none
   */
  public AlertRules withLargeGift(int count) {
    return new AlertRules(largeDonation, largeRaid, followers, count, largeCheer, custom);
  }

  /**
   * {@return the same rules with another threshold of cheers}
   *
   * @param bits {@link #largeCheer()}; {@link #NEVER} for none
   */
  public AlertRules withLargeCheer(int bits) {
    return new AlertRules(largeDonation, largeRaid, followers, largeGift, bits, custom);
  }

  /**
   * {@return the same rules with other custom types}
   *
   * @param names {@link #custom()}
   */
  public AlertRules withCustom(Set<String> names) {
    return new AlertRules(largeDonation, largeRaid, followers, largeGift, largeCheer, names);
  }

  /**
   * Creates the alert of a follow that reached a milestone.
   *
   * @param follow the event
   * @param number the milestone
   * @return the alert; its id is the event's
   */
  public Alert milestone(StreamEvent follow, long number) {
    Alert alert = alert(follow, "follower-milestone", follow.actor() + " is follower " + number);
    return alert.causedBy(Alert.Cause.of(follow).reaching(number));
  }

  /**
   * {@return the alert that an event raises on its own, without regard to totals; empty for none.
   * Its id is the event's, so it is raised once}
   *
   * @param event the event
   */
  public Optional<Alert> alertFor(StreamEvent event) {
    if (event.detail() instanceof EventDetail.Donation donation && isLarge(donation.money())) {
      Money money = donation.money();
      String summary = event.actor() + " gave " + money.amount() + " " + money.currency();
      return Optional.of(alert(event, "large-donation", summary));
    }
    if (event.detail() instanceof EventDetail.Raid raid && raid.viewers() >= largeRaid) {
      String summary = event.actor() + " brings " + raid.viewers() + " viewers";
      return Optional.of(alert(event, "large-raid", summary));
    }
    if (event.detail() instanceof EventDetail.Gift gift && gift.count() >= largeGift) {
      String given = " gave " + quantity(gift.count(), "subscription");
      return Optional.of(giftAlert(event, gift.anonymous(), "large-gift", given));
    }
    if (event.detail() instanceof EventDetail.Cheer cheer && cheer.bits() >= largeCheer) {
      String given = " cheered with " + quantity(cheer.bits(), "bit");
      return Optional.of(giftAlert(event, cheer.anonymous(), "large-cheer", given));
    }
    if (event.detail() instanceof EventDetail.Custom own && custom.contains(own.type())) {
      // The fields are unmoderated texts.
      return Optional.of(alert(event, "custom", event.actor() + ": " + own.type()));
    }
    return Optional.empty();
  }

  private static String quantity(int count, String unit) {
    return count == 1 ? "1 " + unit : count + " " + unit + "s";
  }

  /** Creates the alert of a gift; that of an anonymous giver has no actor. */
  private static Alert giftAlert(
      StreamEvent event, boolean isAnonymous, String kind, String given) {
    Alert alert = alert(event, kind, (isAnonymous ? Donors.SOMEONE : event.actor()) + given);
    return isAnonymous ? alert.about(null) : alert;
  }

  private boolean isLarge(Money money) {
    Long threshold = largeDonation.get(money.currency().getCurrencyCode());
    return threshold != null && money.minorUnits() >= threshold;
  }

  private static Alert alert(StreamEvent event, String kind, String summary) {
    return Alert.of(event.streamId(), event.key(), kind, summary, event.occurredAt())
        .about(event.actor())
        .causedBy(Alert.Cause.of(event));
  }
}
