package io.spillway.core.event;

import static io.spillway.core.event.DonorMessageFixture.CLEAN;
import static io.spillway.core.event.DonorMessageFixture.ID;
import static io.spillway.core.event.DonorMessageFixture.OUTAGE;
import static io.spillway.core.event.DonorMessageFixture.TOXIC;
import static io.spillway.core.event.DonorMessageFixture.donation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.AlertRules;
import io.spillway.DonorMessages;
import io.spillway.MessageDraft;
import io.spillway.NameCheck;
import io.spillway.Receipt;
import io.spillway.RestrictionRequest;
import io.spillway.core.Donors;
import io.spillway.ports.PageRequest;
import io.spillway.ports.author.RestrictionEffect;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.EventDetail.Donation;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Crash;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Donors' messages, from the event to the alert. */
class DonorMessagesTest {

  private final DonorMessageFixture given = new DonorMessageFixture();

  @Test
  void a_clean_message_is_published_as_the_donors_and_the_alert_has_it() {
    given.run(donation(CLEAN));

    Message published = given.message().orElseThrow();
    assertThat(published.author()).isEqualTo("ann");
    assertThat(published.text()).isEqualTo(CLEAN);
    assertThat(published.sentAt()).isEqualTo(EventFixture.NOON);
    assertThat(given.channel.sent()).extracting(Alert::text).containsExactly(CLEAN);
  }

  @Test
  void an_alert_is_stored_with_the_messages_id_and_without_its_text() {
    given.run(donation(CLEAN));

    assertThat(given.stored().text()).isNull();
    assertThat(given.stored().cause())
        .returns(ID, cause -> cause == null ? null : cause.messageId());
    assertThat(given.stored().toString()).doesNotContain(CLEAN);
    assertThat(given.moderation.donorMessages().withText(given.stored()).text()).isEqualTo(CLEAN);
  }

  @Test
  void a_message_is_moderated_even_if_the_donation_raises_no_alert() {
    given.run(donation("ann", "1.00", CLEAN));

    assertThat(given.message()).isPresent();
    assertThat(given.plain.alerts().list("s1", PageRequest.first(10)).items()).isEmpty();
  }

  @Test
  void a_donation_without_a_message_costs_no_classifier_and_no_message() {
    given.run(donation(null));

    assertThat(given.faults.calls())
        .doesNotContain("ContentClassifier.classify", "MessageStore.find");
    assertThat(given.stored().cause())
        .returns(null, cause -> cause == null ? "" : cause.messageId());
  }

  @Test
  void the_money_counts_and_the_event_is_logged_whatever_the_message_says() {
    StreamEvent event = donation(TOXIC);

    given.run(event);

    assertThat(given.plain.stats().totals("s1").donations()).containsEntry("USD", 50_000L);
    assertThat(given.plain.events().find("s1", "e1")).contains(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ContentClassifier.classify",
        "MessageStore.add",
        "AlertStore.add",
        "NotificationStore.add",
        "AlertChannel.send"
      })
  void a_crash_at_any_step_stores_one_message_and_sends_its_text(String step) {
    for (boolean after : new boolean[] {false, true}) {
      DonorMessageFixture fresh = new DonorMessageFixture();
      if (after) {
        fresh.faults.crashAfter(step, 1);
      } else {
        fresh.faults.crashBefore(step, 1);
      }
      assertThatThrownBy(() -> fresh.alert(donation(CLEAN))).isInstanceOf(Crash.class);
      fresh.faults.restart();

      fresh.run(donation(CLEAN));
      fresh.delivery.sendLater();

      assertThat(fresh.plain.messageArchive().count("s1").published()).isEqualTo(1);
      assertThat(fresh.channel.sent()).extracting(Alert::text).isNotEmpty().containsOnly(CLEAN);
    }
  }

  @Test
  void a_retry_gets_the_first_decision_even_if_the_classifier_has_changed_its_mind() {
    given.isAway = true;
    given.run(donation(TOXIC));
    assertThat(given.message().orElseThrow().verdict()).isInstanceOf(Verdict.Unmoderated.class);
    given.isAway = false;

    given.alert(donation(TOXIC));

    assertThat(given.violation()).isEmpty();
    assertThat(given.channel.sent()).extracting(Alert::text).containsExactly(TOXIC);
  }

  @Test
  void sixteen_concurrent_runs_of_one_event_store_one_message() {
    assertThat(Concurrently.call(i -> given.alert(donation(CLEAN))))
        .containsOnly(EventFixture.done("alerts"));

    assertThat(given.plain.messageArchive().count("s1").published()).isEqualTo(1);
    assertThat(given.channel.sent()).extracting(Alert::text).containsOnly(CLEAN);
  }

  @Test
  void a_failing_store_of_messages_fails_the_activity_alone() {
    given.faults.outage("MessageStore.add", OUTAGE);

    assertThat(given.alert(donation(CLEAN))).isInstanceOf(ActivityOutcome.Failed.class);
    assertThat(given.activities.execute("stats", donation(CLEAN)))
        .isInstanceOf(ActivityOutcome.Done.class);
    assertThat(given.activities.execute("log", donation(CLEAN)))
        .isInstanceOf(ActivityOutcome.Done.class);
    assertThat(given.plain.alerts().list("s1", PageRequest.first(10)).items()).isEmpty();

    given.faults.mend();
    assertThat(given.alert(donation(CLEAN))).isEqualTo(EventFixture.done("alerts"));
    assertThat(given.channel.sent()).extracting(Alert::text).containsExactly(CLEAN);
  }

  @Test
  void the_first_text_of_an_event_stays() {
    given.alert(donation(CLEAN));

    given.alert(donation("another text"));

    assertThat(given.message().orElseThrow().text()).isEqualTo(CLEAN);
    assertThat(given.channel.sent()).extracting(Alert::text).containsOnly(CLEAN);
  }

  @Test
  void a_chat_message_of_another_author_under_the_id_is_not_shown_as_the_donors() {
    given.moderation.accept(new MessageDraft("s1", ID, "bob", "hello"));

    given.run(donation(CLEAN));

    assertThat(given.channel.sent()).extracting(Alert::text).containsOnlyNulls();
    assertThat(given.message().orElseThrow().author()).isEqualTo("bob");
  }

  @Test
  void a_muted_donors_alert_has_no_text_and_no_message_is_stored() {
    given
        .moderation
        .authors()
        .restrict(
            RestrictionRequest.of("ann")
                .inStream("s1")
                .with(RestrictionEffect.REFUSE, given.clock.instant().plus(Duration.ofHours(1)))
                .because(ReasonCode.HARASSMENT, null)
                .by("mia"));

    given.run(donation(CLEAN));

    assertThat(given.message()).isEmpty();
    assertThat(given.violation()).isEmpty();
    assertThat(given.channel.sent())
        .extracting(Alert::summary)
        .containsExactly("ann gave 500.00 USD");
    assertThat(given.channel.sent()).extracting(Alert::text).containsOnlyNulls();
  }

  @Test
  void no_rate_limit_applies_to_donors() {
    for (int i = 0; i < 30; i++) {
      StreamEvent event =
          new StreamEvent(
              "s1",
              "d" + i,
              "ann",
              EventFixture.NOON,
              new Donation(Money.parse("500.00", "USD"), CLEAN));
      assertThat(given.alert(event)).isEqualTo(EventFixture.done("alerts"));
    }

    assertThat(given.plain.messageArchive().count("s1").published()).isEqualTo(30);
  }

  @Test
  void a_donor_whose_name_is_withheld_is_someone_and_is_found_by_erasures() {
    StreamEvent event = donation("kys losers", "500.00", CLEAN);
    given.run(event);

    assertThat(given.message().orElseThrow().author()).isEqualTo("Someone");
    assertThat(given.channel.sent().get(0)).returns(CLEAN, Alert::text).returns(null, Alert::actor);
    given.alert(event);
    assertThat(given.plain.messageArchive().count("s1").published()).isEqualTo(1);

    given.erase("kys losers");

    assertThat(given.message()).isEmpty();
    assertThat(given.plain.alerts().list("s1", PageRequest.first(10)).items()).isEmpty();
    assertThat(given.plain.events().find("s1", "e1")).isEmpty();
  }

  @Test
  void a_withheld_message_of_someone_is_erased_with_the_donor() {
    given.run(donation("kys losers", "1.00", TOXIC));
    assertThat(given.violation().orElseThrow().author()).isEqualTo("Someone");

    given.erase("kys losers");

    assertThat(given.violation()).isEmpty();
  }

  @Test
  void an_erased_message_is_not_shown() {
    given.run(donation(CLEAN));
    Alert before = given.stored();

    given.erase("ann");

    assertThat(given.moderation.donorMessages().withText(before).text()).isNull();
  }

  @Test
  void anonymous_donors_do_not_answer_for_each_other() {
    for (int i = 0; i < 3; i++) {
      StreamEvent event = anonymous("d" + i, TOXIC);
      given.run(event);
      given.moderation.reviews().uphold(new ViolationId("s1", Donors.messageId(event)), "mia");
    }
    given.clock.advance(Duration.ofMinutes(1));

    StreamEvent another = anonymous("d9", CLEAN);
    given.run(another);

    assertThat(given.plain.messages().find("s1", Donors.messageId(another)))
        .hasValueSatisfying(message -> assertThat(message.author()).isEqualTo("Anonymous"));
    assertThat(given.moderation.accept("s1", StreamEvent.ANONYMOUS, "hello"))
        .isInstanceOf(Receipt.Published.class);
  }

  @Test
  void all_messages_of_a_donor_with_many_strikes_are_withheld() {
    for (int i = 0; i < 3; i++) {
      given.moderation.accept(new MessageDraft("s1", "m-" + i, "ann", TOXIC + i));
      given.moderation.reviews().uphold(new ViolationId("s1", "m-" + i), "mia");
      given.clock.advance(Duration.ofMinutes(1));
    }

    given.run(donation(CLEAN));

    assertThat(given.violation()).isPresent();
    assertThat(given.message()).isEmpty();
  }

  private static StreamEvent anonymous(String id, String text) {
    Donation donation = new Donation(Money.parse("500.00", "USD"), text);
    return new StreamEvent("s1", id, StreamEvent.ANONYMOUS, EventFixture.NOON, donation);
  }

  @Test
  void without_moderation_alerts_are_raised_without_texts() {
    Activities alone =
        Activities.standard(
            given.plain.stats(),
            new Alerting(
                AlertRules.STANDARD,
                given.plain.alerts(),
                given.delivery.outbox,
                NameCheck.standard(),
                DonorMessages.OFF),
            given.plain.events());

    alone.execute("alerts", donation(CLEAN));

    assertThat(given.channel.sent()).extracting(Alert::text).containsOnlyNulls();
    assertThat(given.stored().cause())
        .returns(null, cause -> cause == null ? "" : cause.messageId());
    assertThat(given.message()).isEmpty();
  }
}
