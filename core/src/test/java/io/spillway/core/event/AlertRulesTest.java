package io.spillway.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.AlertRules;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.Money;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRulesTest {

  private static Optional<Alert> alertFor(EventDetail detail) {
    return AlertRules.STANDARD.alertFor(EventFixture.event(detail));
  }

  private static Alert alert(String kind, String summary, EventDetail detail) {
    return Alert.of("s1", "e1", kind, summary, EventFixture.NOON)
        .causedBy(Alert.Cause.of(EventFixture.event(detail)));
  }

  private static EventDetail donation(long minorUnits, String currency) {
    return new EventDetail.Donation(new Money(minorUnits, Currency.getInstance(currency)));
  }

  @Test
  void a_donation_raises_an_alert_from_the_threshold_of_its_currency_on() {
    assertThat(alertFor(donation(9_999, "USD"))).isEmpty();
    assertThat(alertFor(donation(10_000, "USD")))
        .contains(
            alert("large-donation", "ann gave 100.00 USD", donation(10_000, "USD")).about("ann"));
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
            alert("large-raid", "ann brings 100 viewers", new EventDetail.Raid(100)).about("ann"));
  }

  @Test
  void a_milestones_alert_names_the_follower_and_the_number_under_the_follows_own_id() {
    Alert alert = AlertRules.STANDARD.milestone(EventFixture.event(new EventDetail.Follow()), 100);

    assertThat(alert)
        .returns("e1", Alert::alertId)
        .returns("follower-milestone", Alert::kind)
        .returns("ann is follower 100", Alert::summary)
        .returns("ann", Alert::actor);
    assertThat(alert.cause())
        .isEqualTo(Alert.Cause.of(EventFixture.event(new EventDetail.Follow())).reaching(100));
  }

  @ParameterizedTest
  @CsvSource({
    "5, false, ann gave 5 subscriptions, ann",
    "5, true, Someone gave 5 subscriptions,",
    "100000, false, ann gave 100000 subscriptions, ann"
  })
  void a_gift_raises_an_alert_from_the_threshold_on(
      int count, boolean anonymous, String summary, @Nullable String actor) {
    EventDetail gift = new EventDetail.Gift("1", count, anonymous);

    assertThat(alertFor(new EventDetail.Gift("1", 4, anonymous))).isEmpty();
    assertThat(alertFor(gift)).contains(alert("large-gift", summary, gift).about(actor));
  }

  @ParameterizedTest
  @CsvSource({
    "1000, false, ann cheered with 1000 bits, ann",
    "1000, true, Someone cheered with 1000 bits,"
  })
  void a_cheer_raises_an_alert_from_the_threshold_on(
      int bits, boolean anonymous, String summary, @Nullable String actor) {
    EventDetail cheer = new EventDetail.Cheer(bits, anonymous);

    assertThat(alertFor(new EventDetail.Cheer(999, anonymous))).isEmpty();
    assertThat(alertFor(cheer)).contains(alert("large-cheer", summary, cheer).about(actor));
  }

  @Test
  void one_subscription_and_one_bit_are_in_the_singular() {
    AlertRules all = AlertRules.STANDARD.withLargeGift(1).withLargeCheer(1);

    assertThat(all.alertFor(EventFixture.event(new EventDetail.Gift("1", 1, false))))
        .map(Alert::summary)
        .contains("ann gave 1 subscription");
    assertThat(all.alertFor(EventFixture.event(new EventDetail.Cheer(1, false))))
        .map(Alert::summary)
        .contains("ann cheered with 1 bit");
  }

  @Test
  void a_custom_event_raises_an_alert_if_its_name_is_listed_without_its_fields_in_the_summary() {
    AlertRules rules = AlertRules.STANDARD.withCustom(Set.of("hype.train"));
    EventDetail train = new EventDetail.Custom("hype.train", Map.of("note", "a toxic text"));

    assertThat(rules.alertFor(EventFixture.event(train)))
        .contains(alert("custom", "ann: hype.train", train).about("ann"));
    assertThat(rules.alertFor(EventFixture.event(new EventDetail.Custom("hydrate", Map.of()))))
        .isEmpty();
    assertThat(alertFor(train)).isEmpty();
  }

  @Test
  void reversals_raise_none() {
    assertThat(alertFor(new EventDetail.Reversal("api", "e-0", "refund"))).isEmpty();
  }

  @Test
  void rules_of_donations_raids_and_follows_alone_raise_none_for_other_events() {
    AlertRules old = new AlertRules(Map.of(), 100, Milestones.NONE);

    for (EventDetail detail :
        List.of(
            new EventDetail.Gift("1", EventDetail.Gift.MAX_COUNT, false),
            new EventDetail.Cheer(EventDetail.Cheer.MAX_BITS, false),
            new EventDetail.Custom("hype.train", Map.of()))) {
      assertThat(old.alertFor(EventFixture.event(detail))).isEmpty();
    }
  }

  @Test
  void rules_out_of_range_are_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> AlertRules.STANDARD.withLargeGift(0));
    assertThatIllegalArgumentException().isThrownBy(() -> AlertRules.STANDARD.withLargeCheer(0));
    for (String name : List.of("donation", "Hype", "")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AlertRules.STANDARD.withCustom(Set.of(name)));
    }
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
