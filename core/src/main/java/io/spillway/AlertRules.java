package io.spillway;

import io.spillway.ports.event.Alert;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Thresholds from which events raise an alert.
 *
 * @param largeDonation the smallest donation that raises an alert, in minor units, by ISO 4217
 *     currency code; a currency without an entry raises none, because there are no exchange rates
 * @param largeRaid the smallest raid that raises an alert, in viewers, 0 or more
 * @param followers the follower counts that raise an alert
 */
public record AlertRules(Map<String, Long> largeDonation, int largeRaid, Milestones followers) {

  /**
   * 100 dollars, euros or pounds, 10,000 yen; 100 viewers; the 10th, 100th, 1,000th, 10,000th,
   * 100,000th and 1,000,000th follower.
   */
  public static final AlertRules STANDARD =
      new AlertRules(
          Map.of("USD", 10_000L, "EUR", 10_000L, "GBP", 10_000L, "JPY", 10_000L),
          100,
          new Milestones(List.of(10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L)));

  public AlertRules {
    largeDonation = Map.copyOf(largeDonation);
    if (largeRaid < 0) {
      throw new IllegalArgumentException("largeRaid must not be negative: " + largeRaid);
    }
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
    return Optional.empty();
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
