package io.spillway.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.AlertRules;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.Money;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertRulesTest {

  private static Optional<Alert> alertFor(EventDetail detail) {
    return AlertRules.STANDARD.alertFor(EventFixture.event(detail));
  }

  private static EventDetail donation(long minorUnits, String currency) {
    return new EventDetail.Donation(new Money(minorUnits, Currency.getInstance(currency)));
  }

  @Test
  void a_donation_raises_an_alert_from_the_threshold_of_its_currency_on() {
    assertThat(alertFor(donation(9_999, "USD"))).isEmpty();
    assertThat(alertFor(donation(10_000, "USD")))
        .contains(
            Alert.of("s1", "e1", "large-donation", "ann gave 100.00 USD", EventFixture.NOON)
                .about("ann"));
  }

  @Test
  void a_donation_in_a_currency_without_a_threshold_raises_none() {
    assertThat(alertFor(donation(Money.MAX_AMOUNT * 100, "CHF"))).isEmpty();
  }

  @Test
  void a_raid_raises_an_alert_from_the_threshold_on() {
    assertThat(alertFor(new EventDetail.Raid(99))).isEmpty();
    assertThat(alertFor(new EventDetail.Raid(100)))
        .contains(
            Alert.of("s1", "e1", "large-raid", "ann brings 100 viewers", EventFixture.NOON)
                .about("ann"));
  }

  @Test
  void a_milestones_alert_names_the_follower_and_the_number_under_the_follows_own_id() {
    assertThat(AlertRules.STANDARD.milestone(EventFixture.event(new EventDetail.Follow()), 100))
        .isEqualTo(
            Alert.of("s1", "e1", "follower-milestone", "ann is follower 100", EventFixture.NOON)
                .about("ann"));
  }

  @Test
  void other_events_raise_none() {
    assertThat(alertFor(new EventDetail.Follow())).isEmpty();
    assertThat(alertFor(new EventDetail.Subscription("1", 1))).isEmpty();
  }

  @Test
  void a_negative_threshold_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AlertRules(Map.of(), -1, Milestones.NONE));
  }

  @Test
  void with_a_threshold_of_zero_every_raid_raises_one() {
    AlertRules every = new AlertRules(Map.of(), 0, Milestones.NONE);

    assertThat(every.alertFor(EventFixture.event(new EventDetail.Raid(1)))).isPresent();
  }
}
