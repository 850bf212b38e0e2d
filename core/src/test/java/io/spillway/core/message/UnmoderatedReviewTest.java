package io.spillway.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.InvalidInputException;
import io.spillway.adapters.inmemory.InMemoryAuditLog;
import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.core.message.UnmoderatedReview.Decision;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.PageRequest;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnmoderatedReviewTest {

  private static final ViolationId ID = new ViolationId("stream", "m-1");

  private final StoresFixture stores = new StoresFixture();
  private final RecheckFixture rechecks = new RecheckFixture(stores);
  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final UnmoderatedReview review =
      new UnmoderatedReview(
          stores.messages, stores.violations, log, rechecks.clock, rechecks.noted);

  private boolean decide(Decision decision) {
    return review.decide(ID, decision, "an insult", "ada");
  }

  @Test
  void a_message_that_is_kept_has_a_record_and_is_no_longer_unmoderated() {
    rechecks.publish("m-1", "hello", 60);

    assertThat(decide(Decision.KEEP)).isTrue();

    assertThat(stores.realMessages.find("stream", "m-1").map(Message::verdict))
        .contains(new Verdict.Kept("ada", rechecks.clock.instant(), "policy-1"));
    assertThat(stores.realMessages.countUnmoderated(1_000)).isZero();
    assertThat(log.list(AuditFilter.all(), PageRequest.first(9)).items())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo(AuditAction.KEEP);
              assertThat(entry.who()).isEqualTo("ada");
              assertThat(entry.messageId()).isEqualTo("m-1");
              assertThat(entry.policyVersion()).isEqualTo("policy-1");
              assertThat(entry.textHash()).isEqualTo(Payload.of("hello").sha256());
            });
  }

  @Test
  void a_message_that_is_withheld_is_withdrawn_and_an_upheld_violation() {
    rechecks.publish("m-1", "hello", 60);

    assertThat(decide(Decision.WITHHOLD)).isTrue();

    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
    Violation violation = stores.realViolations.find(ID).orElseThrow().value();
    assertThat(violation.state()).isEqualTo(ViolationState.UPHELD);
    assertThat(violation.audit()).extracting(AuditEntry::who).containsExactly("ada", "ada");
    assertThat(violation.lastStep().note()).isEqualTo("an insult");
    assertThat(violation.verdict().reason())
        .isEqualTo("published before, unmoderated; found by a moderator");
  }

  /** Publishes a message whose case is claimed by bob. */
  private void publishReported(String text) {
    Message message = rechecks.publish("m-1", text, 60);
    Instant now = rechecks.clock.instant();
    stores.realViolations.add(
        Violation.of(
            ID,
            message.author(),
            message.text(),
            message.sentAt(),
            Fixtures.violation("stream", "m-1").build().verdict(),
            List.of(AuditEntry.of(now, "system:reports", null, ViolationState.REPORTED, "")),
            Assignment.dueAt(now).claimed(new Claim("bob", "hash", now.plusSeconds(60)))));
  }

  @Test
  void only_the_holder_of_a_claim_withholds_a_reported_message() {
    publishReported("hello");

    assertThat(decide(Decision.WITHHOLD)).isFalse();
    assertThat(stores.realMessages.find("stream", "m-1")).isPresent();

    assertThat(review.decide(ID, Decision.WITHHOLD, "", "bob")).isTrue();
    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
  }

  @Test
  void a_recheck_that_withholds_a_reported_message_keeps_the_claim_of_its_case() {
    publishReported("toxic");

    rechecks.sweep().run();

    Violation withheld = stores.realViolations.find(ID).orElseThrow().value();
    assertThat(withheld.state()).isEqualTo(ViolationState.OPEN);
    assertThat(withheld.assignment().claimAt(rechecks.clock.instant())).isNotNull();
  }

  @Test
  void missing_and_reviewed_messages_are_not_decided() {
    assertThat(decide(Decision.KEEP)).isFalse();
    rechecks.publish("m-1", "hello", 60);
    rechecks.sweep().run();

    assertThat(decide(Decision.KEEP)).isFalse();
    assertThat(decide(Decision.WITHHOLD)).isFalse();
    assertThat(stores.realViolations.find(ID)).isEmpty();
  }

  @Test
  void a_message_that_is_found_fit_at_the_same_moment_is_decided_once() {
    rechecks.publish("m-1", "hello", 60);
    stores.before("messages.replaceVerdict", () -> stores.realMessages.withdraw("stream", "m-1"));

    assertThat(decide(Decision.KEEP)).isFalse();
    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
  }

  @Test
  void the_sweep_of_pending_effects_completes_a_withdrawal_after_a_crash() {
    rechecks.publish("m-1", "hello", 60);
    stores.after("violations.add", StoresFixture.DEATH);
    assertThatThrownBy(() -> decide(Decision.WITHHOLD)).isInstanceOf(Death.class);

    new ViolationReview(stores.messages, stores.violations, rechecks.clock).applyPending(10);

    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
  }

  @Test
  void names_of_automatic_rules_are_refused() {
    assertThatThrownBy(() -> review.decide(ID, Decision.KEEP, null, "System:x"))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void a_concurrent_flag_by_the_recheck_takes_precedence() {
    rechecks.publish("m-1", "hello", 60);
    Violation theirs = Fixtures.violation("stream", "m-1").text("hello").build();
    stores.before("violations.add", () -> stores.realViolations.add(theirs));

    assertThat(decide(Decision.WITHHOLD)).isFalse();

    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
    assertThat(stores.realViolations.find(ID).orElseThrow().value().audit())
        .isEqualTo(theirs.audit());
  }

  @Test
  void a_concurrent_dismissal_keeps_the_message_visible() {
    Message message = rechecks.publish("m-1", "hello", 60);
    Violation theirs =
        Fixtures.violation("stream", "m-1")
            .text("hello")
            .author(message.author())
            .thenTo(ViolationState.DISMISSED)
            .build();
    stores.before("violations.add", () -> stores.realViolations.add(theirs));

    assertThat(decide(Decision.WITHHOLD)).isFalse();

    assertThat(stores.realMessages.find("stream", "m-1").orElseThrow().verdict())
        .isEqualTo(new Verdict.Released(theirs.lastStep().who(), theirs.lastStep().at()));
  }
}
