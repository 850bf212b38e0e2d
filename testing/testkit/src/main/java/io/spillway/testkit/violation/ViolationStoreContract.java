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
import io.spillway.ports.violation.OwedEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a {@link ViolationStore} promises. Extend it by a test class that gives your store. */
public abstract class ViolationStoreContract extends ViolationQueueContract
    implements MonitoredContract {

  /** Long ago, so that these violations come first among those that owe something. */
  private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:00Z");

  /**
   * {@return a store that can hold this many violations; empty when there is no such bound}
   *
   * @param max how many; a contract asks for a few only
   */
  protected Optional<ViolationStore> newStoreOfAtMost(int max) {
    return Optional.empty();
  }

  /**
   * {@return a store whose database cannot be reached; empty when it is always there} After the
   * test its owner mends what it broke.
   */
  protected Optional<ViolationStore> newStoreOutOfReach() {
    return Optional.empty();
  }

  @Override
  public final ViolationStore monitored() {
    return store;
  }

  @Test
  void a_violation_that_was_added_can_be_found_and_listed() {
    Violation violation = violation(stream, "v-1").build();

    Versioned<Violation> added = store.add(violation);

    assertThat(added.value()).isEqualTo(violation);
    assertThat(store.find(id)).contains(added);
    assertThat(list(stream, PageRequest.first(10)).items()).containsExactly(added);
  }

  @Test
  void a_violation_that_was_never_added_is_not_found() {
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
    assertThat(ids(10)).containsExactly("v-1");
    assertThat(store.countWithheld(stream)).isEqualTo(1);
  }

  @Test
  void of_sixteen_who_add_one_at_once_one_wins_and_all_are_told_so() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      ViolationId raced = new ViolationId(stream, "race-" + round);
      List<Versioned<Violation>> answers =
          Concurrently.call(
              i -> store.add(violation(stream, raced.messageId()).text("from " + i).build()));

      assertThat(answers).containsOnly(store.find(raced).orElseThrow());
      assertThat(store.countWithheld(stream)).isEqualTo(round + 1);
    }
  }

  @Test
  void a_violation_comes_back_as_it_was() {
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
  void a_violation_of_each_category_comes_back(Category category) {
    comesBack(violation(stream, "v-1").verdict(flagged(category, Severity.LOW)).build());
  }

  @ParameterizedTest
  @EnumSource(Severity.class)
  void a_violation_of_each_severity_comes_back(Severity severity) {
    comesBack(violation(stream, "v-1").verdict(flagged(Category.SPAM, severity)).build());
  }

  @Test
  void what_owes_an_effect_is_given_first_withheld_first_until_it_owes_nothing() {
    owe("second", LONG_AGO.plus(Duration.ofDays(2)), OwedEffect.WITHDRAW);
    owe("first", LONG_AGO.plus(Duration.ofDays(1)), OwedEffect.RELEASE);
    owe("third", LONG_AGO.plus(Duration.ofDays(3)), OwedEffect.RELEASE);
    owe("nothing", LONG_AGO, OwedEffect.NONE);
    assertThat(myOwing()).extracting(this::idOf).containsExactly("first", "second", "third");

    myOwing().forEach(this::settle);

    assertThat(myOwing()).isEmpty();
  }

  @Test
  void no_more_are_given_that_owe_than_were_asked_for() {
    owe("first", LONG_AGO, OwedEffect.RELEASE);
    owe("second", LONG_AGO.plusSeconds(1), OwedEffect.RELEASE);
    owe("third", LONG_AGO.plusSeconds(2), OwedEffect.RELEASE);

    assertThat(store.owing(2)).hasSize(2);

    myOwing().forEach(this::settle);
  }

  @ParameterizedTest
  @EnumSource(ViolationState.class)
  void messages_are_withheld_in_every_state_but_dismissed(ViolationState state) {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    store.add(violation(stream, "v-2").build());
    assertThat(store.countWithheld(stream)).isEqualTo(2);

    replaced(decided(state), open.version());

    assertThat(store.countWithheld(stream)).isEqualTo(state == ViolationState.DISMISSED ? 1 : 2);
  }

  @Test
  void a_stream_that_was_never_seen_withholds_nothing() {
    assertThat(store.countWithheld(stream)).isZero();
  }

  @Test
  void a_full_store_refuses_more_and_still_takes_decisions() {
    Optional<ViolationStore> small = newStoreOfAtMost(1);
    assumeTrue(small.isPresent(), "this store has no bound of its own");
    Violation violation = violation(stream, "v-1").build();
    Versioned<Violation> open = small.get().add(violation);

    var refused = Failures.of(() -> small.get().add(violation(stream, "v-2").build()));

    assertThat(refused.code()).isEqualTo("violations.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    assertThat(small.get().add(violation)).isEqualTo(open);
    assertThat(small.get().replace(decided(ViolationState.UPHELD), open.version()))
        .isInstanceOf(Replaced.class);
  }

  @Test
  void a_store_out_of_reach_says_so_by_a_transient_failure() {
    Optional<ViolationStore> unreachable = newStoreOutOfReach();
    assumeTrue(unreachable.isPresent(), "this store is always within reach");

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> unreachable.get().add(violation(stream, "v-1").build()),
            () -> unreachable.get().find(id),
            () -> unreachable.get().list(ViolationFilter.all(), PageRequest.first(1)))) {
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

  private void owe(String messageId, Instant heldAt, OwedEffect effect) {
    store.add(
        violation(stream, messageId)
            .heldAt(heldAt)
            .thenTo(ViolationState.DISMISSED)
            .owed(effect)
            .build());
  }

  private List<Versioned<Violation>> myOwing() {
    return store.owing(PageRequest.MAX_LIMIT).stream()
        .filter(violation -> violation.value().id().streamId().equals(stream))
        .toList();
  }

  private void settle(Versioned<Violation> owing) {
    replaced(owing.value().owing(OwedEffect.NONE), owing.version());
  }
}
