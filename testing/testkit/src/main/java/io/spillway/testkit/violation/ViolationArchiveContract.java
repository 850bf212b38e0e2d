package io.spillway.testkit.violation;

import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.PageRequest;
import io.spillway.ports.Recount;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Replacement.Stale;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Contract test of {@link ViolationArchive}. Extend it and return your stores from the factory
 * method.
 */
public abstract class ViolationArchiveContract extends ViolationQueueContract
    implements MonitoredContract {

  /**
   * {@return an archive whose database is unreachable; empty if there is no such state} The
   * implementor restores the connection after the test.
   */
  protected Optional<ViolationArchive> newArchiveOutOfReach() {
    return Optional.empty();
  }

  @Override
  public final ViolationArchive monitored() {
    return archive;
  }

  @Test
  void a_violation_added_twice_is_listed_and_counted_once() {
    Versioned<Violation> added = store.add(violation(stream, "v-1").text("first").build());
    store.add(violation(stream, "v-1").text("second").build());

    assertThat(list(stream, PageRequest.first(10)).items()).containsExactly(added);
    assertThat(archive.countWithheld(stream)).isOne();
  }

  @Test
  void sixteen_concurrent_adds_of_one_violation_count_once() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      String messageId = "race-" + round;
      var unused =
          Concurrently.call(i -> store.add(violation(stream, messageId).text("by " + i).build()));

      assertThat(archive.countWithheld(stream)).isEqualTo(round + 1);
    }
  }

  @Test
  void a_deleted_violation_frees_its_id() {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());

    assertThat(archive.delete(id)).isTrue();

    assertThat(archive.delete(id)).isFalse();
    assertThat(store.find(id)).isEmpty();
    assertThat(list(stream, PageRequest.first(10)).items()).isEmpty();
    assertThat(archive.countWithheld(stream)).isZero();
    assertThatThrownBy(() -> store.replace(decide(ViolationState.UPHELD), open.version()))
        .isInstanceOf(NoSuchElementException.class);
    assertThat(store.add(violation(stream, "v-1").text("anew").build()).value().text())
        .isEqualTo("anew");
  }

  @Test
  void a_version_stays_stale_after_a_delete_and_an_add() {
    Versioned<Violation> deleted = store.add(violation(stream, "v-1").build());
    archive.delete(id);
    Versioned<Violation> addedAgain = store.add(violation(stream, "v-1").build());

    assertThat(store.replace(decide(ViolationState.UPHELD), deleted.version()))
        .isEqualTo(new Stale<>(addedAgain));
  }

  @ParameterizedTest
  @EnumSource(ViolationState.class)
  void messages_are_withheld_in_every_state_but_dismissed_and_reported(ViolationState state) {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    store.add(violation(stream, "v-2").build());
    assertThat(archive.countWithheld(stream)).isEqualTo(2);

    replace(decide(state), open.version());

    assertThat(archive.countWithheld(stream)).isEqualTo(state.withholds() ? 2 : 1);
  }

  @Test
  void one_of_sixteen_concurrent_decisions_and_deletions_is_counted() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      Versioned<Violation> open = store.add(violation(stream, "v-1").build());
      Violation dismissed = decide(ViolationState.DISMISSED);
      var unused = Concurrently.call(i -> store.replace(dismissed, open.version()));
      assertThat(archive.countWithheld(stream)).isZero();

      Versioned<Violation> current = store.find(id).orElseThrow();
      Violation reopened = decide(ViolationState.REOPENED);
      unused = Concurrently.call(i -> store.replace(reopened, current.version()));
      assertThat(archive.countWithheld(stream)).isOne();

      assertThat(Concurrently.call(i -> archive.delete(id))).containsOnlyOnce(true);
      assertThat(archive.countWithheld(stream)).isZero();
    }
  }

  @Test
  void a_deletion_beside_a_decision_leaves_nothing_counted() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      Versioned<Violation> open = store.add(violation(stream, "v-1").build());
      Violation dismissed = decide(ViolationState.DISMISSED);
      Concurrently.call(i -> i % 2 == 0 ? archive.delete(id) : isReplaced(dismissed, open));
      assertThat(archive.countWithheld(stream)).isZero();
    }
  }

  private boolean isReplaced(Violation next, Versioned<Violation> read) {
    try {
      return store.replace(next, read.version()) instanceof Replaced;
    } catch (NoSuchElementException deleted) {
      return false;
    }
  }

  @Test
  void a_recount_of_a_right_number_changes_nothing() {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    store.add(violation(stream, "v-2").build());
    replace(decide(ViolationState.DISMISSED), open.version());

    assertThat(archive.recountWithheld(stream)).isEqualTo(new Recount<>(1L, 1L));
    assertThat(archive.countWithheld(stream)).isOne();
    assertThat(archive.recountWithheld(Fixtures.uniqueStream()).after()).isZero();
  }

  @Test
  void violations_are_counted_up_to_a_limit() {
    for (int i = 0; i < 4; i++) {
      store.add(violation(stream, "v-" + i).build());
    }
    ViolationFilter here = ViolationFilter.all().inStream(stream);

    assertThat(archive.count(here, 3)).isEqualTo(3);
    assertThat(archive.count(here, 5)).isEqualTo(4);
    assertThat(archive.count(here, Integer.MAX_VALUE)).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(ViolationState.class)
  void pending_ones_are_listed_and_counted_apart_from_decided_ones(ViolationState state) {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    store.add(violation(stream, "v-2").build());
    ViolationFilter pending = ViolationFilter.all().inStream(stream).pendingOnly();

    replace(decide(state), open.version());

    assertThat(archive.count(pending, 1_000)).isEqualTo(state.waits() ? 2 : 1);
    assertThat(archive.list(pending, PageRequest.first(10)).items()).hasSize(state.waits() ? 2 : 1);
    assertThat(archive.count(pending.withState(state), 1_000)).isEqualTo(countOf(state));
    assertThat(archive.count(ViolationFilter.all().inStream(stream), 1_000)).isEqualTo(2);
  }

  private static long countOf(ViolationState state) {
    if (!state.waits()) {
      return 0;
    }
    return state == ViolationState.OPEN ? 2 : 1;
  }

  @Test
  void only_pending_ones_are_overdue_and_from_the_instant_after_their_due_time() {
    Versioned<Violation> due = store.add(violation(stream, "v-1").dueAt(Fixtures.NOW).build());
    store.add(violation(stream, "v-2").dueAt(Fixtures.NOW.plusSeconds(9)).build());
    ViolationFilter mine = ViolationFilter.all().inStream(stream);

    assertThat(archive.count(mine.dueBefore(Fixtures.NOW), 1_000)).isZero();
    assertThat(archive.count(mine.dueBefore(Fixtures.NOW.plusNanos(1)), 1_000)).isOne();
    assertThat(archive.count(mine.dueBefore(Fixtures.NOW.plusSeconds(10)), 1_000)).isEqualTo(2);

    replace(decide(ViolationState.UPHELD), due.version());
    assertThat(archive.count(mine.dueBefore(Fixtures.NOW.plusNanos(1)), 1_000)).isZero();
  }

  @Test
  void violations_are_counted_by_their_last_audit_entry_and_by_their_claim() {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    store.add(violation(stream, "v-2").thenTo(ViolationState.UPHELD).build());
    ViolationFilter mine = ViolationFilter.all().inStream(stream);
    Instant first = Fixtures.NOW;

    assertThat(archive.count(mine.steppedBefore(first), 1_000)).isZero();
    assertThat(archive.count(mine.steppedBefore(first.plusNanos(1)), 1_000)).isOne();
    assertThat(archive.count(mine.steppedBefore(first.plusSeconds(2)), 1_000)).isEqualTo(2);
    assertThat(archive.count(mine.steppedBefore(first.plusSeconds(2)).decidedFrom(first), 1_000))
        .isEqualTo(2);

    assertThat(archive.count(mine.claimedAt(first), 1_000)).isZero();
    Claim claim = new Claim("mod-2", "hash", first.plusSeconds(9));
    replace(open.value().with(open.value().assignment().claimed(claim)), open.version());
    assertThat(archive.count(mine.claimedAt(first), 1_000)).isOne();
    assertThat(archive.count(mine.claimedAt(first.plusSeconds(9)), 1_000)).isZero();
  }

  @Test
  void an_unknown_stream_withholds_nothing() {
    assertThat(archive.countWithheld(stream)).isZero();
  }

  @Test
  void an_unreachable_archive_fails_with_a_transient_failure() {
    Optional<ViolationArchive> unreachable = newArchiveOutOfReach();
    assumeTrue(unreachable.isPresent(), "this archive is never unreachable");

    assertThat(
            Failures.of(() -> unreachable.get().list(ViolationFilter.all(), PageRequest.first(1)))
                .code())
        .isEqualTo("violations.unavailable");
    assertThat(Failures.of(() -> unreachable.get().delete(id)).code())
        .isEqualTo("violations.unavailable");
  }
}
