package io.spillway.testkit.violation;

import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement.Stale;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.MonitoredContract;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a {@link ViolationArchive} promises. Extend it by a test class that gives your stores. */
public abstract class ViolationArchiveContract extends ViolationQueueContract
    implements MonitoredContract {

  /**
   * {@return an archive whose database cannot be reached; empty when it is always there} After the
   * test its owner mends what it broke.
   */
  protected Optional<ViolationArchive> newArchiveOutOfReach() {
    return Optional.empty();
  }

  @Override
  public final ViolationArchive monitored() {
    return archive;
  }

  @Test
  void a_violation_that_was_added_twice_is_listed_and_counted_once_as_it_is_stored() {
    Versioned<Violation> added = store.add(violation(stream, "v-1").text("first").build());
    store.add(violation(stream, "v-1").text("second").build());

    assertThat(list(stream, PageRequest.first(10)).items()).containsExactly(added);
    assertThat(archive.countWithheld(stream)).isOne();
  }

  @Test
  void sixteen_who_add_one_at_once_add_one_to_the_count() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      String messageId = "race-" + round;
      var unused =
          Concurrently.call(i -> store.add(violation(stream, messageId).text("by " + i).build()));

      assertThat(archive.countWithheld(stream)).isEqualTo(round + 1);
    }
  }

  @Test
  void a_violation_that_was_deleted_leaves_nothing_and_its_id_is_free_again() {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());

    assertThat(archive.delete(id)).isTrue();

    assertThat(archive.delete(id)).isFalse();
    assertThat(store.find(id)).isEmpty();
    assertThat(list(stream, PageRequest.first(10)).items()).isEmpty();
    assertThat(archive.countWithheld(stream)).isZero();
    assertThatThrownBy(() -> store.replace(decided(ViolationState.UPHELD), open.version()))
        .isInstanceOf(NoSuchElementException.class);
    assertThat(store.add(violation(stream, "v-1").text("anew").build()).value().text())
        .isEqualTo("anew");
  }

  @Test
  void a_version_stays_stale_after_its_violation_was_deleted_and_added_again() {
    Versioned<Violation> deleted = store.add(violation(stream, "v-1").build());
    archive.delete(id);
    Versioned<Violation> addedAgain = store.add(violation(stream, "v-1").build());

    assertThat(store.replace(decided(ViolationState.UPHELD), deleted.version()))
        .isEqualTo(new Stale<>(addedAgain));
  }

  @ParameterizedTest
  @EnumSource(ViolationState.class)
  void messages_are_withheld_in_every_state_but_dismissed(ViolationState state) {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    store.add(violation(stream, "v-2").build());
    assertThat(archive.countWithheld(stream)).isEqualTo(2);

    replaced(decided(state), open.version());

    assertThat(archive.countWithheld(stream)).isEqualTo(state == ViolationState.DISMISSED ? 1 : 2);
  }

  @Test
  void a_stream_that_was_never_seen_withholds_nothing() {
    assertThat(archive.countWithheld(stream)).isZero();
  }

  @Test
  void an_archive_out_of_reach_says_so_by_a_transient_failure() {
    Optional<ViolationArchive> unreachable = newArchiveOutOfReach();
    assumeTrue(unreachable.isPresent(), "this archive is always within reach");

    assertThat(
            Failures.of(() -> unreachable.get().list(ViolationFilter.all(), PageRequest.first(1)))
                .code())
        .isEqualTo("violations.unavailable");
    assertThat(Failures.of(() -> unreachable.get().delete(id)).code())
        .isEqualTo("violations.unavailable");
  }
}
