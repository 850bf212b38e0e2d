package io.spillway.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.AlertRules;
import io.spillway.Decision;
import io.spillway.DonorMessages;
import io.spillway.MessageDraft;
import io.spillway.Moderation;
import io.spillway.NameCheck;
import io.spillway.Policy;
import io.spillway.Receipt;
import io.spillway.RestrictionRequest;
import io.spillway.ReviewResult;
import io.spillway.Withholding;
import io.spillway.adapters.inmemory.InMemoryAlertChannel;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.core.Donors;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.author.RestrictionEffect;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.EventDetail.Donation;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Crash;
import io.spillway.testkit.Faults;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Donors' messages, from the event to the alert and its follow-up. */
class DonorMessagesTest {

  private static final String CLEAN = "what a save!";
  private static final String TOXIC = "a toxic text";
  private static final Failure OUTAGE = Failure.transientFailure("messages.unavailable", "");

  private final Faults faults = new Faults();
  private final SettableClock clock = new SettableClock(EventFixture.NOON.plusSeconds(5));
  private final Stores plain = InMemoryStores.create(Retention.STANDARD, clock);
  private final Stores stores = WrappedStores.of(plain, faults::wrap);
  private final InMemoryAlertChannel channel = new InMemoryAlertChannel();
  private boolean isAway;
  private final Moderation moderation = moderation();
  private final Activities activities = activities();

  private Moderation moderation() {
    return Moderation.builder()
        .stores(stores)
        .classifier(
            faults.wrap(ContentClassifier.class, ContentClassifier.of("test", this::scores)))
        .onClassifierFailure(failure -> {})
        .policy(
            Policy.standard().but(p -> p.withStanding(new PolicyDraft.Standing(30, 0, 0, 30, 3))))
        .clock(clock)
        .background(Runnable::run)
        .alertChannel(faults.wrap(AlertChannel.class, channel))
        .build();
  }

  private Activities activities() {
    return Activities.standard(
        stores.stats(),
        new Alerting(
            AlertRules.STANDARD,
            stores.alerts(),
            faults.wrap(AlertChannel.class, channel),
            moderation::checkName,
            moderation.donorMessages()),
        stores.events());
  }

  private Scores scores(String text) {
    if (isAway) {
      throw new IllegalStateException("away");
    }
    return Scores.of(Category.HARASSMENT, text.contains("toxic") ? 0.95 : 0.01);
  }

  private static StreamEvent donation(String actor, String amount, @Nullable String message) {
    return new StreamEvent(
        "s1", "e1", actor, EventFixture.NOON, new Donation(Money.parse(amount, "USD"), message));
  }

  private static StreamEvent donation(@Nullable String message) {
    return donation("ann", "500.00", message);
  }

  private static final String ID = Donors.messageId(donation(CLEAN));

  private ActivityOutcome alert(StreamEvent event) {
    return activities.execute("alerts", event);
  }

  private void run(StreamEvent event) {
    for (String name : activities.names()) {
      assertThat(activities.execute(name, event)).isEqualTo(EventFixture.done(name));
    }
  }

  private Optional<Message> message() {
    return plain.messages().find("s1", ID);
  }

  private Optional<Violation> violation() {
    return plain.violations().find(new ViolationId("s1", ID)).map(found -> found.value());
  }

  private Alert stored() {
    List<Alert> all = plain.alerts().list("s1", PageRequest.first(10)).items();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private void dismiss() {
    assertThat(moderation.reviews().dismiss(new ViolationId("s1", ID), "mia"))
        .isInstanceOf(ReviewResult.Decided.class);
  }

  private void erase(String author) {
    clock.advance(Duration.ofSeconds(1));
    var unused = moderation.authors().erase(author, null, "mia");
    clock.advance(Duration.ofHours(1));
    moderation.runMaintenance().orThrow();
  }

  @Test
  void a_clean_message_is_published_as_the_donors_and_the_alert_has_it() {
    run(donation(CLEAN));

    Message published = message().orElseThrow();
    assertThat(published.author()).isEqualTo("ann");
    assertThat(published.text()).isEqualTo(CLEAN);
    assertThat(published.sentAt()).isEqualTo(EventFixture.NOON);
    assertThat(channel.sent()).extracting(Alert::text).containsExactly(CLEAN);
  }

  @Test
  void an_alert_is_stored_with_the_messages_id_and_without_its_text() {
    run(donation(CLEAN));

    assertThat(stored().text()).isNull();
    assertThat(stored().cause()).returns(ID, cause -> cause == null ? null : cause.messageId());
    assertThat(stored().toString()).doesNotContain(CLEAN);
    assertThat(moderation.donorMessages().withText(stored()).text()).isEqualTo(CLEAN);
  }

  @Test
  void a_message_is_moderated_even_if_the_donation_raises_no_alert() {
    run(donation("ann", "1.00", CLEAN));

    assertThat(message()).isPresent();
    assertThat(plain.alerts().list("s1", PageRequest.first(10)).items()).isEmpty();
  }

  @Test
  void a_donation_without_a_message_costs_no_classifier_and_no_message() {
    run(donation(null));

    assertThat(faults.calls()).doesNotContain("ContentClassifier.classify", "MessageStore.find");
    assertThat(stored().cause()).returns(null, cause -> cause == null ? "" : cause.messageId());
  }

  @Test
  void a_toxic_message_is_a_case_and_its_release_sends_the_text_once() {
    run(donation(TOXIC));

    assertThat(message()).isEmpty();
    assertThat(violation().orElseThrow().author()).isEqualTo("ann");
    assertThat(channel.sent()).extracting(Alert::text).containsOnlyNulls();
    assertThat(moderation.donorMessages().withText(stored()).text()).isNull();

    dismiss();
    assertThat(message()).isPresent();
    for (int minute = 0; minute < 30; minute++) {
      clock.advance(Duration.ofMinutes(1));
      moderation.runMaintenance().orThrow();
    }

    assertThat(channel.followUps()).extracting(Alert::text).containsExactly(TOXIC);
    assertThat(channel.followUps()).extracting(Alert::alertId).containsExactly("e1");
    assertThat(channel.sent()).hasSize(1);
    assertThat(violation().orElseThrow().pendingEffect()).isEqualTo(PendingEffect.NONE);
  }

  @Test
  void the_money_counts_and_the_event_is_logged_whatever_the_message_says() {
    StreamEvent event = donation(TOXIC);

    run(event);

    assertThat(plain.stats().totals("s1").donations()).containsEntry("USD", 50_000L);
    assertThat(plain.events().find("s1", "e1")).contains(event);
  }

  @Test
  void an_upheld_message_is_never_sent() {
    run(donation(TOXIC));
    moderation.reviews().uphold(new ViolationId("s1", ID), "mia");
    clock.advance(Duration.ofHours(1));

    moderation.runMaintenance().orThrow();

    assertThat(channel.followUps()).isEmpty();
  }

  @Test
  void a_release_that_is_undone_before_maintenance_sends_nothing() {
    run(donation(TOXIC));
    dismiss();
    ViolationId id = new ViolationId("s1", ID);
    String version = moderation.reviews().find(id).orElseThrow().version();
    moderation.reviews().undo(id, version, null, "mia", null);

    moderation.runMaintenance().orThrow();

    assertThat(channel.followUps()).isEmpty();
    assertThat(message()).isEmpty();
  }

  @Test
  void a_message_that_is_withheld_later_is_not_shown_and_its_restoration_is_sent() {
    run(donation(CLEAN));
    ViolationId id = new ViolationId("s1", ID);
    moderation.reviews().withhold(id, Withholding.of(ReasonCode.HARASSMENT, null, "mia"));
    assertThat(moderation.donorMessages().withText(stored()).text()).isNull();

    String version = moderation.reviews().find(id).orElseThrow().version();
    moderation.reviews().decide(id, version, Decision.of(ViolationState.REOPENED, null, "mia"));
    dismiss();
    moderation.runMaintenance().orThrow();

    assertThat(moderation.donorMessages().withText(stored()).text()).isEqualTo(CLEAN);
    assertThat(channel.followUps()).extracting(Alert::text).containsExactly(CLEAN);
  }

  @Test
  void a_release_without_an_alert_sends_nothing_and_stays_no_longer_pending() {
    run(donation("ann", "1.00", TOXIC));
    dismiss();

    moderation.runMaintenance().orThrow();

    assertThat(channel.followUps()).isEmpty();
    assertThat(violation().orElseThrow().pendingEffect()).isEqualTo(PendingEffect.NONE);
  }

  @Test
  void a_release_before_the_alert_is_stored_is_in_the_alert() {
    faults.crashBefore("AlertStore.add", 1);
    assertThatThrownBy(() -> alert(donation(TOXIC))).isInstanceOf(Crash.class);
    faults.restart();
    dismiss();
    moderation.runMaintenance().orThrow();

    run(donation(TOXIC));

    assertThat(channel.sent()).extracting(Alert::text).containsExactly(TOXIC);
    assertThat(channel.followUps()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ContentClassifier.classify",
        "MessageStore.add",
        "AlertStore.add",
        "AlertChannel.send"
      })
  void a_crash_at_any_step_stores_one_message_and_sends_its_text(String step) {
    for (boolean after : new boolean[] {false, true}) {
      DonorMessagesTest fresh = new DonorMessagesTest();
      if (after) {
        fresh.faults.crashAfter(step, 1);
      } else {
        fresh.faults.crashBefore(step, 1);
      }
      assertThatThrownBy(() -> fresh.alert(donation(CLEAN))).isInstanceOf(Crash.class);
      fresh.faults.restart();

      fresh.run(donation(CLEAN));

      assertThat(fresh.plain.messageArchive().count("s1").published()).isEqualTo(1);
      assertThat(fresh.channel.sent()).extracting(Alert::text).isNotEmpty().containsOnly(CLEAN);
    }
  }

  @Test
  void a_retry_gets_the_first_decision_even_if_the_classifier_has_changed_its_mind() {
    isAway = true;
    run(donation(TOXIC));
    assertThat(message().orElseThrow().verdict()).isInstanceOf(Verdict.Unmoderated.class);
    isAway = false;

    alert(donation(TOXIC));

    assertThat(violation()).isEmpty();
    assertThat(channel.sent()).extracting(Alert::text).containsExactly(TOXIC, TOXIC);
  }

  @Test
  void sixteen_concurrent_runs_of_one_event_store_one_message() {
    assertThat(Concurrently.call(i -> alert(donation(CLEAN))))
        .containsOnly(EventFixture.done("alerts"));

    assertThat(plain.messageArchive().count("s1").published()).isEqualTo(1);
    assertThat(channel.sent()).extracting(Alert::text).containsOnly(CLEAN);
  }

  @Test
  void a_failing_store_of_messages_fails_the_activity_alone() {
    faults.outage("MessageStore.add", OUTAGE);

    assertThat(alert(donation(CLEAN))).isInstanceOf(ActivityOutcome.Failed.class);
    assertThat(activities.execute("stats", donation(CLEAN)))
        .isInstanceOf(ActivityOutcome.Done.class);
    assertThat(activities.execute("log", donation(CLEAN))).isInstanceOf(ActivityOutcome.Done.class);
    assertThat(plain.alerts().list("s1", PageRequest.first(10)).items()).isEmpty();

    faults.mend();
    assertThat(alert(donation(CLEAN))).isEqualTo(EventFixture.done("alerts"));
    assertThat(channel.sent()).extracting(Alert::text).containsExactly(CLEAN);
  }

  @Test
  void the_first_text_of_an_event_stays() {
    alert(donation(CLEAN));

    alert(donation("another text"));

    assertThat(message().orElseThrow().text()).isEqualTo(CLEAN);
    assertThat(channel.sent()).extracting(Alert::text).containsOnly(CLEAN);
  }

  @Test
  void a_chat_message_of_another_author_under_the_id_is_not_shown_as_the_donors() {
    moderation.accept(new MessageDraft("s1", ID, "bob", "hello"));

    run(donation(CLEAN));

    assertThat(channel.sent()).extracting(Alert::text).containsOnlyNulls();
    assertThat(message().orElseThrow().author()).isEqualTo("bob");
  }

  @Test
  void a_muted_donors_alert_has_no_text_and_no_message_is_stored() {
    moderation
        .authors()
        .restrict(
            RestrictionRequest.of("ann")
                .inStream("s1")
                .with(RestrictionEffect.REFUSE, clock.instant().plus(Duration.ofHours(1)))
                .because(ReasonCode.HARASSMENT, null)
                .by("mia"));

    run(donation(CLEAN));

    assertThat(message()).isEmpty();
    assertThat(violation()).isEmpty();
    assertThat(channel.sent()).extracting(Alert::summary).containsExactly("ann gave 500.00 USD");
    assertThat(channel.sent()).extracting(Alert::text).containsOnlyNulls();
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
      assertThat(alert(event)).isEqualTo(EventFixture.done("alerts"));
    }

    assertThat(plain.messageArchive().count("s1").published()).isEqualTo(30);
  }

  @Test
  void a_donor_whose_name_is_withheld_is_someone_and_is_found_by_erasures() {
    StreamEvent event = donation("kys losers", "500.00", CLEAN);
    run(event);

    assertThat(message().orElseThrow().author()).isEqualTo("Someone");
    assertThat(channel.sent().get(0)).returns(CLEAN, Alert::text).returns(null, Alert::actor);
    alert(event);
    assertThat(plain.messageArchive().count("s1").published()).isEqualTo(1);

    erase("kys losers");

    assertThat(message()).isEmpty();
    assertThat(plain.alerts().list("s1", PageRequest.first(10)).items()).isEmpty();
    assertThat(plain.events().find("s1", "e1")).isEmpty();
  }

  @Test
  void a_withheld_message_of_someone_is_erased_with_the_donor() {
    run(donation("kys losers", "1.00", TOXIC));
    assertThat(violation().orElseThrow().author()).isEqualTo("Someone");

    erase("kys losers");

    assertThat(violation()).isEmpty();
  }

  @Test
  void an_erased_message_is_not_shown() {
    run(donation(CLEAN));
    Alert before = stored();

    erase("ann");

    assertThat(moderation.donorMessages().withText(before).text()).isNull();
  }

  @Test
  void anonymous_donors_do_not_answer_for_each_other() {
    for (int i = 0; i < 3; i++) {
      StreamEvent event = anonymous("d" + i, TOXIC);
      run(event);
      moderation.reviews().uphold(new ViolationId("s1", Donors.messageId(event)), "mia");
    }
    clock.advance(Duration.ofMinutes(1));

    StreamEvent another = anonymous("d9", CLEAN);
    run(another);

    assertThat(plain.messages().find("s1", Donors.messageId(another)))
        .hasValueSatisfying(message -> assertThat(message.author()).isEqualTo("Anonymous"));
    assertThat(moderation.accept("s1", StreamEvent.ANONYMOUS, "hello"))
        .isInstanceOf(Receipt.Published.class);
  }

  @Test
  void all_messages_of_a_donor_with_many_strikes_are_withheld() {
    for (int i = 0; i < 3; i++) {
      moderation.accept(new MessageDraft("s1", "m-" + i, "ann", TOXIC + i));
      moderation.reviews().uphold(new ViolationId("s1", "m-" + i), "mia");
      clock.advance(Duration.ofMinutes(1));
    }

    run(donation(CLEAN));

    assertThat(violation()).isPresent();
    assertThat(message()).isEmpty();
  }

  private static StreamEvent anonymous(String id, String text) {
    Donation donation = new Donation(Money.parse("500.00", "USD"), text);
    return new StreamEvent("s1", id, StreamEvent.ANONYMOUS, EventFixture.NOON, donation);
  }

  @Test
  void without_moderation_alerts_are_raised_without_texts() {
    Activities alone =
        Activities.standard(
            plain.stats(),
            new Alerting(
                AlertRules.STANDARD,
                plain.alerts(),
                channel,
                NameCheck.standard(),
                DonorMessages.OFF),
            plain.events());

    alone.execute("alerts", donation(CLEAN));

    assertThat(channel.sent()).extracting(Alert::text).containsOnlyNulls();
    assertThat(stored().cause()).returns(null, cause -> cause == null ? "" : cause.messageId());
    assertThat(message()).isEmpty();
  }

  @Test
  void a_crash_between_the_release_and_the_follow_up_sends_it_later() {
    for (String step : List.of("AlertStore.withMessage", "AlertChannel.sendFollowUp")) {
      for (boolean after : new boolean[] {false, true}) {
        DonorMessagesTest fresh = new DonorMessagesTest();
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
    run(donation(TOXIC));
    faults.outage("AlertChannel.sendFollowUp", OUTAGE);

    dismiss();
    assertThat(message()).isPresent();
    moderation.runMaintenance().orThrow();
    moderation.runMaintenance().orThrow();
    assertThat(faults.calls()).containsOnlyOnce("AlertChannel.sendFollowUp");

    faults.mend();
    clock.advance(Duration.ofMinutes(1));
    moderation.runMaintenance().orThrow();
    assertThat(channel.followUps()).hasSize(1);
    assertThat(violation().orElseThrow().pendingEffect()).isEqualTo(PendingEffect.NONE);
  }

  @Test
  void a_slow_receiver_gets_one_follow_up_in_each_run() {
    AlertChannel slow =
        new AlertChannel() {
          @Override
          public boolean send(Alert alert) {
            clock.advance(Duration.ofSeconds(9));
            return channel.sendFollowUp(alert);
          }

          @Override
          public Health health() {
            return Health.up("slow");
          }
        };
    AlertFollowUps followUps =
        new AlertFollowUps(stores::alerts, slow, moderation.donorMessages(), clock);
    List<Violation> released = new ArrayList<>();
    for (String id : List.of("d1", "d2")) {
      StreamEvent event =
          new StreamEvent(
              "s1",
              id,
              "ann",
              EventFixture.NOON,
              new Donation(Money.parse("500.00", "USD"), TOXIC));
      run(event);
      ViolationId violation = new ViolationId("s1", Donors.messageId(event));
      moderation.reviews().dismiss(violation, "mia");
      released.add(moderation.reviews().find(violation).orElseThrow().value());
    }

    assertThat(released.stream().map(followUps::announce)).containsExactly(true, false);
    clock.advance(Duration.ofMinutes(1));
    assertThat(followUps.announce(released.get(1))).isTrue();
    assertThat(channel.followUps()).hasSize(2);
  }

  @Test
  void a_receiver_that_stays_down_is_given_up_after_an_hour() {
    run(donation(TOXIC));
    faults.outage("AlertChannel.sendFollowUp", OUTAGE);
    dismiss();
    clock.advance(AlertFollowUps.LONGEST);

    moderation.runMaintenance().orThrow();

    assertThat(violation().orElseThrow().pendingEffect()).isEqualTo(PendingEffect.NONE);
    assertThat(channel.followUps()).isEmpty();
  }

  @Test
  void a_receiver_that_refuses_the_alert_is_given_up_at_once() {
    run(donation(TOXIC));
    faults.outage(
        "AlertChannel.sendFollowUp", Failure.permanent("alert-channel.rejected", "answered 400"));
    dismiss();

    moderation.runMaintenance().orThrow();

    assertThat(violation().orElseThrow().pendingEffect()).isEqualTo(PendingEffect.NONE);
  }

  @Test
  void a_failing_store_of_alerts_leaves_the_release_pending() {
    run(donation(TOXIC));
    dismiss();
    faults.failBefore("AlertStore.withMessage", OUTAGE);

    assertThatThrownBy(() -> moderation.runMaintenance().orThrow())
        .isInstanceOf(PortException.class);
    assertThat(violation().orElseThrow().pendingEffect()).isEqualTo(PendingEffect.RELEASE);

    moderation.runMaintenance().orThrow();
    assertThat(channel.followUps()).hasSize(1);
  }
}
