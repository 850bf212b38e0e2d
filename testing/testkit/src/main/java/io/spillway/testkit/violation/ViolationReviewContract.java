package io.spillway.testkit.violation;

import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Replacement.Stale;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Part of {@link ViolationStoreContract} about compare-and-set. */
abstract class ViolationReviewContract {

  /** A stream that is unique to the test. */
  final String stream = Fixtures.uniqueStream();

  final ViolationId id = new ViolationId(stream, "v-1");

  /** The store under test, a new one for each test. */
  ViolationStore store;

  /** {@return the store under test; it may have violations of other streams} */
  protected abstract ViolationStore newStore();

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Test
  void a_decision_on_the_current_version_is_stored_under_a_new_one() {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());

    Versioned<Violation> upheld = replace(decide(ViolationState.UPHELD), open.version());

    assertThat(upheld.value()).isEqualTo(decide(ViolationState.UPHELD));
    assertThat(upheld.version()).isNotEqualTo(open.version());
    assertThat(store.find(id)).contains(upheld);
  }

  @Test
  void a_decision_on_an_older_version_gets_the_current_value() {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    Versioned<Violation> upheld = replace(decide(ViolationState.UPHELD), open.version());

    assertThat(store.replace(decide(ViolationState.DISMISSED), open.version()))
        .isEqualTo(new Stale<>(upheld));

    assertThat(store.find(id)).contains(upheld);
  }

  @Test
  void a_retry_after_a_lost_response_gets_its_own_decision_as_current() {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    Versioned<Violation> upheld = replace(decide(ViolationState.UPHELD), open.version());

    assertThat(store.replace(decide(ViolationState.UPHELD), open.version()))
        .isEqualTo(new Stale<>(upheld));
  }

  @Test
  void an_old_version_stays_stale_when_the_old_value_is_restored() {
    Violation violation = violation(stream, "v-1").build();
    Versioned<Violation> open = store.add(violation);
    Versioned<Violation> upheld = replace(decide(ViolationState.UPHELD), open.version());
    Versioned<Violation> openAgain = replace(violation, upheld.version());

    assertThat(store.replace(decide(ViolationState.UPHELD), open.version()))
        .isEqualTo(new Stale<>(openAgain));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "never-given-out", "\"00000000-0000-0000-0000-000000000000\"", "*"})
  void an_unknown_version_is_stale(String version) {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());

    assertThat(store.replace(decide(ViolationState.UPHELD), version)).isEqualTo(new Stale<>(open));
    assertThat(store.find(id)).contains(open);
  }

  @Test
  void exactly_one_of_sixteen_concurrent_decisions_wins() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      String messageId = "race-" + round;
      Versioned<Violation> open = store.add(violation(stream, messageId).build());

      List<Replacement<Violation>> answers =
          Concurrently.call(
              i ->
                  store.replace(
                      violation(stream, messageId)
                          .text("as seen by " + i)
                          .thenTo(ViolationState.UPHELD)
                          .build(),
                      open.version()));

      Versioned<Violation> standing = store.find(new ViolationId(stream, messageId)).orElseThrow();
      assertThat(answers)
          .containsOnlyOnce(new Replaced<>(standing))
          .containsOnly(new Replaced<>(standing), new Stale<>(standing));
    }
  }

  @Test
  void a_missing_violation_cannot_be_replaced() {
    assertThatThrownBy(() -> store.replace(decide(ViolationState.UPHELD), "1"))
        .isInstanceOf(NoSuchElementException.class);
    assertThat(store.find(id)).isEmpty();
  }

  @Test
  void adding_a_decided_violation_again_keeps_the_decision() {
    Violation violation = violation(stream, "v-1").build();
    Versioned<Violation> open = store.add(violation);
    Versioned<Violation> dismissed = replace(decide(ViolationState.DISMISSED), open.version());

    assertThat(store.add(violation)).isEqualTo(dismissed);
  }

  final Violation decide(ViolationState state) {
    return violation(stream, "v-1").thenTo(state).build();
  }

  final Versioned<Violation> replace(Violation violation, String version) {
    return Replacing.replace(store, violation, version);
  }
}
