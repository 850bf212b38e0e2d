package io.spillway.testkit.violation;

import static io.spillway.testkit.Fixtures.flagged;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Contract test of {@link ViolationStore}. Extend it and return your store from the factory method.
 */
public abstract class ViolationStoreContract extends ViolationReviewContract
    implements MonitoredContract {

  /** An early time, so that these violations come first among those with pending effects. */
  private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:00Z");

  /**
   * {@return a store with a limit of violations; empty if there is no limit}
   *
   * @param max the limit, a small number
   */
  protected Optional<ViolationStore> newStoreOfAtMost(int max) {
    return Optional.empty();
  }

  /**
   * {@return a store whose database is unreachable; empty if there is no such state} The
   * implementor restores the connection after the test.
   */
  protected Optional<ViolationStore> newStoreOutOfReach() {
    return Optional.empty();
  }

  @Override
  public final ViolationStore monitored() {
    return store;
  }

  @Test
  void an_added_violation_can_be_found() {
    Violation violation = violation(stream, "v-1").build();

    Versioned<Violation> added = store.add(violation);

    assertThat(added.value()).isEqualTo(violation);
    assertThat(store.find(id)).contains(added);
  }

  @Test
  void violations_of_messages_with_ids_of_every_form_are_stored_and_replaced() {
    String longest = Fixtures.longestStream();
    for (String messageId : Fixtures.foreignIds()) {
      Versioned<Violation> added = store.add(violation(longest, messageId).build());
      Violation next = violation(longest, messageId).thenTo(ViolationState.UPHELD).build();

      store.replace(next, added.version());

      assertThat(store.find(next.id()).map(Versioned::value)).contains(next);
    }
  }

  @Test
  void an_unknown_violation_is_not_found() {
    store.add(violation(stream, "v-1").build());

    assertThat(store.find(new ViolationId(stream, "v-2"))).isEmpty();
    assertThat(store.find(new ViolationId(Fixtures.uniqueStream(), "v-1"))).isEmpty();
  }

  @Test
  void the_first_violation_of_a_message_wins_over_another_one() {
    Versioned<Violation> first = store.add(violation(stream, "v-1").text("first").build());

    assertThat(store.add(violation(stream, "v-1").text("first").build())).isEqualTo(first);
    assertThat(store.add(violation(stream, "v-1").text("second").build())).isEqualTo(first);

    assertThat(store.find(id)).contains(first);
  }

  @Test
  void exactly_one_of_sixteen_concurrent_adds_wins_and_all_return_it() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      ViolationId raced = new ViolationId(stream, "race-" + round);
      List<Versioned<Violation>> answers =
          Concurrently.call(
              i -> store.add(violation(stream, raced.messageId()).text("from " + i).build()));

      assertThat(answers).containsOnly(store.find(raced).orElseThrow());
    }
  }

  @Test
  void a_violation_is_stored_without_loss() {
    Violation violation =
        violation(stream, "v-1")
            .author("Åsa \"🎮\" <script>")
            .text(Fixtures.AWKWARD_TEXT)
            .heldAt(Instant.parse("2026-01-01T00:00:00.000001Z"))
            .thenTo(ViolationState.DISMISSED)
            .thenTo(ViolationState.REOPENED)
            .thenTo(ViolationState.UPHELD)
            .build();

    comesBack(violation);
  }

  @ParameterizedTest
  @EnumSource(Category.class)
  void a_violation_of_each_category_is_stored(Category category) {
    comesBack(violation(stream, "v-1").verdict(flagged(category, Severity.LOW)).build());
  }

  @ParameterizedTest
  @EnumSource(Severity.class)
  void a_violation_of_each_severity_is_stored(Severity severity) {
    comesBack(violation(stream, "v-1").verdict(flagged(Category.SPAM, severity)).build());
  }

  @Test
  void pending_effects_are_returned_oldest_first_until_none_is_pending() {
    owe("second", LONG_AGO.plus(Duration.ofDays(2)), PendingEffect.WITHDRAW);
    owe("first", LONG_AGO.plus(Duration.ofDays(1)), PendingEffect.RELEASE);
    owe("third", LONG_AGO.plus(Duration.ofDays(3)), PendingEffect.RELEASE);
    owe("fourth", LONG_AGO.plus(Duration.ofDays(4)), PendingEffect.RESTORE);
    owe("nothing", LONG_AGO, PendingEffect.NONE);
    owe("done", LONG_AGO, PendingEffect.CONFIRM);
    assertThat(ids(myOwing())).containsExactly("first", "second", "third", "fourth");

    myOwing().forEach(this::settle);

    assertThat(myOwing()).isEmpty();
  }

  @Test
  void pending_effects_are_limited() {
    owe("first", LONG_AGO, PendingEffect.RELEASE);
    owe("second", LONG_AGO.plusSeconds(1), PendingEffect.RELEASE);
    owe("third", LONG_AGO.plusSeconds(2), PendingEffect.RELEASE);

    assertThat(store.pendingEffects(PendingEffect.UNSETTLED, null, 2)).hasSize(2);

    myOwing().forEach(this::settle);
  }

  @Test
  void a_confirmation_is_pending_once_its_last_audit_entry_is_old_enough() {
    Violation dismissed = decide(ViolationState.DISMISSED).withPending(PendingEffect.CONFIRM);
    Versioned<Violation> added = store.add(dismissed);
    Instant stepped = dismissed.lastStep().at();

    assertThat(listUnconfirmed(stepped)).isEmpty();
    assertThat(listUnconfirmed(stepped.plusNanos(1_000))).containsExactly("v-1");
    assertThat(store.pendingEffects(PendingEffect.UNSETTLED, null, PageRequest.MAX_LIMIT))
        .doesNotContain(added);

    replace(dismissed.withPending(PendingEffect.NONE), added.version());
    assertThat(listUnconfirmed(stepped.plusNanos(1_000))).isEmpty();
  }

  @Test
  void the_latest_audit_entry_determines_the_time_of_confirmation() {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    Violation dismissed = decide(ViolationState.DISMISSED).withPending(PendingEffect.CONFIRM);
    Instant stepped = dismissed.lastStep().at();

    Versioned<Violation> stored = replace(dismissed, open.version());

    assertThat(listUnconfirmed(stepped)).isEmpty();
    assertThat(listUnconfirmed(stepped.plusNanos(1_000))).containsExactly("v-1");
    replace(dismissed.withPending(PendingEffect.NONE), stored.version());
  }

  @Test
  void open_violations_with_a_provisional_verdict_are_returned_newest_first() {
    Instant from = Instant.parse("2999-01-01T00:00:00Z");
    Verdict.Flagged provisional = flagged(Category.SCAM, Severity.LOW).asProvisional();
    withhold("before", from.minusNanos(1_000), provisional);
    withhold("first", from, provisional);
    withhold("last", from.plusSeconds(2), flagged().asProvisional());
    withhold("middle-1", from.plusSeconds(1), provisional);
    withhold("middle-2", from.plusSeconds(1), provisional);
    withhold("final", from, flagged(Category.SCAM, Severity.LOW));
    assertThat(ids(provisional(from, PageRequest.MAX_LIMIT)))
        .containsExactly("last", "middle-2", "middle-1", "first");
    assertThat(ids(provisional(from, 2))).containsExactly("last", "middle-2");

    provisional(from, 2).forEach(this::uphold);

    assertThat(ids(provisional(from, PageRequest.MAX_LIMIT))).containsExactly("middle-1", "first");
    provisional(from, PageRequest.MAX_LIMIT).forEach(this::uphold);
  }

  @Test
  void a_full_store_rejects_additions_and_accepts_decisions() {
    Optional<ViolationStore> small = newStoreOfAtMost(1);
    assumeTrue(small.isPresent(), "this store has no limit of its own");
    Violation violation = violation(stream, "v-1").build();
    Versioned<Violation> open = small.get().add(violation);

    var refused = Failures.of(() -> small.get().add(violation(stream, "v-2").build()));

    assertThat(refused.code()).isEqualTo("violations.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    assertThat(small.get().add(violation)).isEqualTo(open);
    assertThat(small.get().replace(decide(ViolationState.UPHELD), open.version()))
        .isInstanceOf(Replaced.class);
  }

  @Test
  void an_unreachable_store_fails_with_a_transient_failure() {
    Optional<ViolationStore> unreachable = newStoreOutOfReach();
    assumeTrue(unreachable.isPresent(), "this store is never unreachable");

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> unreachable.get().add(violation(stream, "v-1").build()),
            () -> unreachable.get().find(id),
            () -> unreachable.get().pendingEffects(PendingEffect.UNSETTLED, null, 1))) {
      Failure failure = Failures.of(call);
      assertThat(failure.code()).isEqualTo("violations.unavailable");
      assertThat(failure.category()).isEqualTo(FailureCategory.TRANSIENT);
    }
  }

  private void comesBack(Violation violation) {
    Versioned<Violation> added = store.add(violation);

    assertThat(added.value()).isEqualTo(violation);
    assertThat(store.find(id)).contains(added);
  }

  private void owe(String messageId, Instant heldAt, PendingEffect effect) {
    store.add(
        violation(stream, messageId)
            .heldAt(heldAt)
            .thenTo(ViolationState.DISMISSED)
            .pendingEffect(effect)
            .build());
  }

  private void withhold(String messageId, Instant at, Verdict.Flagged verdict) {
    store.add(violation(stream, messageId).heldAt(at).verdict(verdict).build());
  }

  private List<Versioned<Violation>> provisional(Instant from, int limit) {
    return mine(store.provisional(from, limit));
  }

  private void uphold(Versioned<Violation> open) {
    Violation violation = open.value();
    AuditEntry step =
        AuditEntry.of(
            violation.heldAt(), "mod-1", ViolationState.OPEN, ViolationState.UPHELD, "scam");
    replace(violation.after(step, PendingEffect.NONE, violation.assignment()), open.version());
  }

  private List<Versioned<Violation>> myOwing() {
    return mine(store.pendingEffects(PendingEffect.UNSETTLED, null, PageRequest.MAX_LIMIT));
  }

  private List<String> listUnconfirmed(Instant steppedBefore) {
    EnumSet<PendingEffect> confirm = EnumSet.of(PendingEffect.CONFIRM);
    return ids(mine(store.pendingEffects(confirm, steppedBefore, PageRequest.MAX_LIMIT)));
  }

  private List<Versioned<Violation>> mine(List<Versioned<Violation>> found) {
    return found.stream()
        .filter(violation -> violation.value().id().streamId().equals(stream))
        .toList();
  }

  private static List<String> ids(List<Versioned<Violation>> found) {
    return found.stream().map(violation -> violation.value().id().messageId()).toList();
  }

  private void settle(Versioned<Violation> owing) {
    replace(owing.value().withPending(PendingEffect.NONE), owing.version());
  }
}
