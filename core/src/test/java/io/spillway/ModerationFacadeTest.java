package io.spillway;

import static io.spillway.ports.moderation.Category.SPAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Retention;
import io.spillway.ports.SpillwayException;
import io.spillway.ports.Stores;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.moderation.WithheldName;
import io.spillway.ports.policy.ExemptDraft;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModerationFacadeTest {

  private static final ViolationId LOUD = new ViolationId("room-1", "m-1");

  private final SettableClock clock = new SettableClock();
  private final Stores stores = InMemoryStores.create(Retention.STANDARD, clock);
  private final List<PortException> failures = new ArrayList<>();
  private boolean isAway;

  private final Moderation moderation = builder().build();

  private ModerationBuilder builder() {
    return Moderation.builder()
        .stores(stores)
        .classifier("caps", this::shouting)
        .onClassifierFailure(failures::add)
        .clock(clock);
  }

  private Scores shouting(String text) {
    if (isAway) {
      throw new IllegalStateException("away");
    }
    return Scores.of(SPAM, text.equals(text.toUpperCase(Locale.ROOT)) ? 1.0 : 0.0);
  }

  private Receipt send(String messageId, String text) {
    return moderation.accept(new MessageDraft("room-1", messageId, "ann", text));
  }

  @Test
  void a_clean_message_is_published_and_a_toxic_one_is_held() {
    assertThat(moderation.accept("room-1", "ann", "what a save!"))
        .isInstanceOf(Receipt.Published.class);
    assertThat(moderation.accept("room-1", "ann", "BUY MY COINS")).isInstanceOf(Receipt.Held.class);
    assertThat(stores.messageArchive().list("room-1", PageRequest.first(10)).items()).hasSize(1);
  }

  @Test
  void a_dismissal_publishes_the_message() {
    send("m-1", "BUY MY COINS");

    ReviewResult result = moderation.reviews().dismiss(LOUD, "mia");

    assertThat(result).isInstanceOf(ReviewResult.Decided.class);
    assertThat(stores.messages().find("room-1", "m-1")).isPresent();
  }

  @Test
  void an_upheld_message_stays_withheld_and_can_be_appealed_by_its_author() {
    send("m-1", "BUY MY COINS");

    moderation.reviews().uphold(LOUD, "mia");
    AppealResult appeal = moderation.authors().appeal(LOUD, "ann", "it was a joke");

    assertThat(appeal).isInstanceOf(AppealResult.Accepted.class);
    assertThat(moderation.reviews().find(LOUD).orElseThrow().value().state())
        .isEqualTo(ViolationState.REOPENED);
    assertThat(stores.messages().find("room-1", "m-1")).isEmpty();
  }

  @Test
  void a_decision_about_an_unknown_violation_finds_nothing() {
    assertThat(moderation.reviews().dismiss(LOUD, "mia")).isInstanceOf(ReviewResult.NotFound.class);
  }

  @Test
  void a_claimed_violation_is_decided_with_its_token_only() {
    send("m-1", "BUY MY COINS");

    ClaimResult claim = moderation.claims().claim(LOUD, "mia", null, null);

    assertThat(claim).isInstanceOf(ClaimResult.Granted.class);
    assertThat(((ClaimResult.Granted) claim).token()).hasSizeGreaterThan(40);
    assertThat(moderation.reviews().uphold(LOUD, "bo")).isInstanceOf(ReviewResult.Taken.class);
  }

  @Test
  void a_failing_classifier_is_told_to_the_listener_and_shown_in_health() {
    isAway = true;

    Receipt receipt = send("m-1", "what a save!");

    assertThat(receipt).isInstanceOf(Receipt.Published.class);
    assertThat(failures).hasSize(1).first().extracting(Throwable::getCause).isNotNull();
    assertThat(moderation.health().state()).isNotEqualTo(Health.State.UP);
    assertThat(moderation.unmoderated().backlog().count()).isEqualTo(1);
  }

  @Test
  void while_the_classifier_is_away_the_word_list_withholds_until_it_answers() {
    isAway = true;
    assertThat(send("m-1", "i will kill you")).isInstanceOf(Receipt.Held.class);
    isAway = false;
    clock.advance(Duration.ofMinutes(1));

    moderation.runMaintenance();

    assertThat(stores.messages().find("room-1", "m-1")).isPresent();
  }

  @Test
  void the_fallback_can_be_replaced_and_left_out() {
    isAway = true;
    Moderation own =
        builder()
            .fallback(
                ContentClassifier.of(
                    "own", text -> Scores.of(SPAM, text.equals("hello") ? 1.0 : 0.0)))
            .build();
    Moderation none = builder().noFallback().build();

    Violation held = ((Receipt.Held) own.accept("room-1", "ann", "hello")).violation();
    assertThat(held.verdict().provenance().classifier()).isEqualTo("own-fallback");
    assertThat(none.accept("room-1", "i will kill you", "i will kill you"))
        .isInstanceOf(Receipt.Published.class);
  }

  @Test
  void a_name_that_will_be_shown_can_be_checked() {
    policyOfRoom(
        PolicyDraft.EMPTY
            .withWords(
                new PolicyDraft.Words(Map.of("zorblax", Category.HARASSMENT), Map.of(), Set.of()))
            .withExempt(new ExemptDraft(Set.of("Zorblax"), Set.of())));

    assertThat(moderation.checkName("room-1", "kys losers")).isPresent();
    assertThat(moderation.checkName("room-1", "the zorblax"))
        .contains(new WithheldName(Category.HARASSMENT, "stream-1.standard-1"));
    assertThat(moderation.checkName("room-1", "Zorblax")).isEmpty();
    assertThat(moderation.checkName("room-2", "the zorblax")).isEmpty();
    assertThat(moderation.checkName("room-1", "ada")).isEmpty();
  }

  private void policyOfRoom(PolicyDraft draft) {
    moderation.policies().write(PolicyScope.ofStream("room-1"), null, draft, "", "olga");
  }

  @Test
  void an_author_whose_name_the_rules_withhold_is_refused() {
    assertThatThrownBy(() -> moderation.accept("room-1", "kys losers", "hello"))
        .isInstanceOf(AuthorNameRefusedException.class)
        .isInstanceOf(SpillwayException.class);
  }

  @Test
  void maintenance_withdraws_what_was_published_during_an_outage() {
    isAway = true;
    send("m-1", "BUY MY COINS");
    send("m-2", "what a save!");
    isAway = false;

    MaintenanceReport report = moderation.runMaintenance();

    assertThat(report.withdrawn()).isEqualTo(1);
    assertThat(report.cleared()).isEqualTo(1);
    assertThat(report.isClean()).isTrue();
    assertThat(stores.messages().find("room-1", "m-1")).isEmpty();
    assertThat(moderation.unmoderated().backlog().count()).isZero();
  }

  @Test
  void maintenance_reports_an_outage_that_lasts() {
    isAway = true;
    send("m-1", "what a save!");

    MaintenanceReport report = moderation.runMaintenance();

    assertThat(report.outage()).extracting(Failure::code).isEqualTo("classifier.crashed");
    assertThat(report.isClean()).isFalse();
    assertThat(report.failures()).isEmpty();
  }

  @Test
  void maintenance_erases_what_was_asked_for() {
    send("m-1", "what a save!");
    clock.advance(Duration.ofSeconds(1));
    Erasure erasure = moderation.authors().erase("ann", null, "olga");
    clock.advance(Duration.ofHours(1));

    MaintenanceReport report = moderation.runMaintenance();

    assertThat(report.erased()).isEqualTo(1);
    assertThat(moderation.authors().erasure(erasure.id()).orElseThrow().isFinished()).isTrue();
    assertThat(stores.messages().find("room-1", "m-1")).isEmpty();
  }

  @Test
  void a_failed_task_does_not_stop_the_others() {
    Faults faults = new Faults();
    Stores broken = WrappedStores.of(stores, faults::wrap);
    faults.outage("ViolationStore.pendingEffects", Fixtures.outage());
    isAway = true;
    send("m-1", "what a save!");
    isAway = false;

    MaintenanceReport report = builder().stores(broken).build().runMaintenance();

    assertThat(report.failures()).containsOnlyKeys(MaintenanceTask.SETTLE_DECISIONS);
    assertThat(report.cleared()).isEqualTo(1);
    assertThatThrownBy(report::orThrow).isInstanceOf(PortException.class);
  }

  @Test
  void stores_of_messages_and_violations_are_enough() {
    Stores few =
        new Stores() {
          private final MessageStore messages = new InMemoryMessageStore();
          private final ViolationStore violations = new InMemoryViolationStore();

          @Override
          public MessageStore messages() {
            return messages;
          }

          @Override
          public ViolationStore violations() {
            return violations;
          }
        };
    Moderation small = builder().stores(few).build();

    assertThat(small.accept("room-1", "ann", "hello")).isInstanceOf(Receipt.Published.class);
    assertThat(small.runMaintenance().isClean()).isTrue();
    assertThat(small.policies().current(PolicyScope.DEFAULT)).isEmpty();
    assertThatThrownBy(
            () -> small.policies().write(PolicyScope.DEFAULT, null, PolicyDraft.EMPTY, "", "olga"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("policies");
    assertThatThrownBy(() -> small.authors().erase("ann", null, "olga"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("erasures");
  }

  @Test
  void stored_policies_overlay_a_custom_base_policy() {
    Policy strict = Policy.standard().but(p -> p.threshold(SPAM, 0.1));
    Moderation own =
        builder().policy(strict).classifier("half", text -> Scores.of(SPAM, 0.5)).build();

    assertThat(own.accept("room-1", "ann", "hello")).isInstanceOf(Receipt.Held.class);
    own.policies()
        .write(
            PolicyScope.ofStream("room-2"),
            null,
            PolicyDraft.EMPTY.threshold(SPAM, 0.9),
            "",
            "olga");
    Receipt second = own.accept("room-2", "ann", "hello");
    assertThat(second).isInstanceOf(Receipt.Published.class);
    assertThat(((Receipt.Published) second).message().verdict())
        .extracting(verdict -> ((Verdict.Allowed) verdict).policyVersion())
        .isEqualTo("stream-1." + strict.version());
    assertThat(own.policies().named("room-2", "stream-1." + strict.version())).isPresent();
  }

  @Test
  void a_missing_required_part_is_named() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Moderation.builder().classifier("c", text -> Scores.NONE).build())
        .withMessage("stores must be set");
    assertThatIllegalStateException()
        .isThrownBy(() -> Moderation.builder().stores(stores).build())
        .withMessage("classifier must be set");
  }

  @Test
  void a_base_policy_whose_version_leaves_no_room_is_refused() {
    Policy standard = Policy.standard();
    Policy longName = standard.with(PolicyDraft.EMPTY, "v".repeat(33));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().policy(longName))
        .withMessage("policy.version must have at most 32 characters");
  }
}
