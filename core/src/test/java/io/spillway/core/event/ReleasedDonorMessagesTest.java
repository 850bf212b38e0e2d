package io.spillway.core.event;

import static io.spillway.core.event.DonorMessageFixture.CLEAN;
import static io.spillway.core.event.DonorMessageFixture.ID;
import static io.spillway.core.event.DonorMessageFixture.OUTAGE;
import static io.spillway.core.event.DonorMessageFixture.TOXIC;
import static io.spillway.core.event.DonorMessageFixture.donation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Decision;
import io.spillway.Withholding;
import io.spillway.core.Donors;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.EventDetail.Donation;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Crash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Donors' messages that were withheld, from the release to the follow-up of the alert. */
class ReleasedDonorMessagesTest {

  private final DonorMessageFixture given = new DonorMessageFixture();

  @Test
  void a_toxic_message_is_a_case_and_its_release_sends_the_text_once() {
    given.run(donation(TOXIC));

    assertThat(given.message()).isEmpty();
    assertThat(given.violation().orElseThrow().author()).isEqualTo("ann");
    assertThat(given.channel.sent()).extracting(Alert::text).containsOnlyNulls();
    assertThat(given.moderation.donorMessages().withText(given.stored()).text()).isNull();

    given.dismiss();
    assertThat(given.message()).isPresent();
    for (int minute = 0; minute < 30; minute++) {
      given.clock.advance(Duration.ofMinutes(1));
      given.moderation.runMaintenance().orThrow();
    }

    assertThat(given.channel.followUps()).extracting(Alert::text).containsExactly(TOXIC);
    assertThat(given.channel.followUps()).extracting(Alert::alertId).containsExactly("e1");
    assertThat(given.channel.sent()).hasSize(1);
    assertThat(given.violation().orElseThrow().pendingEffect()).isEqualTo(PendingEffect.NONE);
  }

  @Test
  void an_upheld_message_is_never_sent() {
    given.run(donation(TOXIC));
    given.moderation.reviews().uphold(new ViolationId("s1", ID), "mia");
    given.clock.advance(Duration.ofHours(1));

    given.moderation.runMaintenance().orThrow();

    assertThat(given.channel.followUps()).isEmpty();
  }

  @Test
  void a_release_that_is_undone_before_maintenance_sends_nothing() {
    given.run(donation(TOXIC));
    given.dismiss();
    ViolationId id = new ViolationId("s1", ID);
    String version = given.moderation.reviews().find(id).orElseThrow().version();
    given.moderation.reviews().undo(id, version, null, "mia", null);

    given.moderation.runMaintenance().orThrow();

    assertThat(given.channel.followUps()).isEmpty();
    assertThat(given.message()).isEmpty();
  }

  @Test
  void a_message_that_is_withheld_later_is_not_shown_and_its_restoration_is_sent() {
    given.run(donation(CLEAN));
    ViolationId id = new ViolationId("s1", ID);
    given.moderation.reviews().withhold(id, Withholding.of(ReasonCode.HARASSMENT, null, "mia"));
    assertThat(given.moderation.donorMessages().withText(given.stored()).text()).isNull();

    String version = given.moderation.reviews().find(id).orElseThrow().version();
    given
        .moderation
        .reviews()
        .decide(id, version, Decision.of(ViolationState.REOPENED, null, "mia"));
    given.dismiss();
    given.moderation.runMaintenance().orThrow();

    assertThat(given.moderation.donorMessages().withText(given.stored()).text()).isEqualTo(CLEAN);
    assertThat(given.channel.followUps()).extracting(Alert::text).containsExactly(CLEAN);
  }

  @Test
  void a_release_without_an_alert_sends_nothing_and_stays_no_longer_pending() {
    given.run(donation("ann", "1.00", TOXIC));
    given.dismiss();

    given.moderation.runMaintenance().orThrow();

    assertThat(given.channel.followUps()).isEmpty();
    assertThat(given.violation().orElseThrow().pendingEffect()).isEqualTo(PendingEffect.NONE);
  }

  @Test
  void a_release_before_the_alert_is_stored_is_in_the_alert() {
    given.faults.crashBefore("AlertStore.add", 1);
    assertThatThrownBy(() -> given.alert(donation(TOXIC))).isInstanceOf(Crash.class);
    given.faults.restart();
    given.dismiss();
    given.moderation.runMaintenance().orThrow();

    given.run(donation(TOXIC));

    assertThat(given.channel.sent()).extracting(Alert::text).containsExactly(TOXIC);
    assertThat(given.channel.followUps()).isEmpty();
  }

  @Test
  void a_crash_between_the_release_and_the_follow_up_sends_it_later() {
    for (String step : List.of("AlertStore.withMessage", "AlertChannel.sendFollowUp")) {
      for (boolean after : new boolean[] {false, true}) {
        DonorMessageFixture fresh = new DonorMessageFixture();
        fresh.run(donation(TOXIC));
        fresh.dismiss();
        if (after) {
          fresh.faults.crashAfter(step, 1);
        } else {
          fresh.faults.crashBefore(step, 1);
        }
        assertThatThrownBy(() -> fresh.moderation.runMaintenance()).isInstanceOf(Crash.class);
        fresh.faults.restart();

        fresh.moderation.runMaintenance().orThrow();

        assertThat(fresh.channel.followUps())
            .extracting(Alert::text)
            .isNotEmpty()
            .containsOnly(TOXIC);
      }
    }
  }

  @Test
  void a_receiver_that_is_down_neither_blocks_nor_fails_a_release_and_gets_it_later() {
    given.run(donation(TOXIC));
    given.faults.outage("AlertChannel.sendFollowUp", OUTAGE);

    given.dismiss();
    assertThat(given.message()).isPresent();
    given.moderation.runMaintenance().orThrow();
    given.moderation.runMaintenance().orThrow();
    assertThat(given.faults.calls()).containsOnlyOnce("AlertChannel.sendFollowUp");

    given.faults.mend();
    given.clock.advance(Duration.ofMinutes(1));
    given.moderation.runMaintenance().orThrow();
    assertThat(given.channel.followUps()).hasSize(1);
    assertThat(given.violation().orElseThrow().pendingEffect()).isEqualTo(PendingEffect.NONE);
  }

  @Test
  void a_slow_receiver_gets_one_follow_up_in_each_run() {
    AlertChannel slow =
        new AlertChannel() {
          @Override
          public boolean send(Alert alert) {
            given.clock.advance(Duration.ofSeconds(9));
            return given.channel.sendFollowUp(alert);
          }

          @Override
          public Health health() {
            return Health.up("slow");
          }
        };
    AlertFollowUps followUps =
        new AlertFollowUps(
            given.stores::alerts, slow, given.moderation.donorMessages(), given.clock);
    List<Violation> released = new ArrayList<>();
    for (String id : List.of("d1", "d2")) {
      StreamEvent event =
          new StreamEvent(
              "s1",
              id,
              "ann",
              EventFixture.NOON,
              new Donation(Money.parse("500.00", "USD"), TOXIC));
      given.run(event);
      ViolationId violation = new ViolationId("s1", Donors.messageId(event));
      given.moderation.reviews().dismiss(violation, "mia");
      released.add(given.moderation.reviews().find(violation).orElseThrow().value());
    }

    assertThat(released.stream().map(followUps::announce)).containsExactly(true, false);
    given.clock.advance(Duration.ofMinutes(1));
    assertThat(followUps.announce(released.get(1))).isTrue();
    assertThat(given.channel.followUps()).hasSize(2);
  }

  @Test
  void a_receiver_that_stays_down_is_given_up_after_an_hour() {
    given.run(donation(TOXIC));
    given.faults.outage("AlertChannel.sendFollowUp", OUTAGE);
    given.dismiss();
    given.clock.advance(AlertFollowUps.LONGEST);

    given.moderation.runMaintenance().orThrow();

    assertThat(given.violation().orElseThrow().pendingEffect()).isEqualTo(PendingEffect.NONE);
    assertThat(given.channel.followUps()).isEmpty();
  }

  @Test
  void a_receiver_that_refuses_the_alert_is_given_up_at_once() {
    given.run(donation(TOXIC));
    given.faults.outage(
        "AlertChannel.sendFollowUp", Failure.permanent("alert-channel.rejected", "answered 400"));
    given.dismiss();

    given.moderation.runMaintenance().orThrow();

    assertThat(given.violation().orElseThrow().pendingEffect()).isEqualTo(PendingEffect.NONE);
  }

  @Test
  void a_failing_store_of_alerts_leaves_the_release_pending() {
    given.run(donation(TOXIC));
    given.dismiss();
    given.faults.failBefore("AlertStore.withMessage", OUTAGE);

    assertThatThrownBy(() -> given.moderation.runMaintenance().orThrow())
        .isInstanceOf(PortException.class);
    assertThat(given.violation().orElseThrow().pendingEffect()).isEqualTo(PendingEffect.RELEASE);

    given.moderation.runMaintenance().orThrow();
    assertThat(given.channel.followUps()).hasSize(1);
  }
}
