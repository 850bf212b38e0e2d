package io.spillway.testkit.erasure;

import static io.spillway.testkit.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Replacement.Stale;
import io.spillway.ports.Versioned;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link ErasureStore}. Extend it and return your store from the factory method.
 */
public abstract class ErasureStoreContract implements MonitoredContract {

  private final String id = Fixtures.uniqueId("e");
  private ErasureStore store;

  /** {@return the store under test; it may have other erasures} */
  protected abstract ErasureStore newStore();

  /**
   * {@return a store with a limit of erasures; empty if there is no limit}
   *
   * @param max the limit, a small number
   */
  protected Optional<ErasureStore> newStoreOfAtMost(int max) {
    return Optional.empty();
  }

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Override
  public final ErasureStore monitored() {
    return store;
  }

  @Test
  void an_erasure_that_was_added_can_be_found() {
    Versioned<Erasure> added = store.add(erasure(id, NOW));

    assertThat(added.value()).isEqualTo(erasure(id, NOW));
    assertThat(store.find(id)).contains(added);
    assertThat(store.find("never-there")).isEmpty();
  }

  @Test
  void every_part_is_stored_without_loss() {
    Erasure awkward =
        new Erasure(
            id,
            "Åsa \"🎮\" ~'",
            "0123456789abcdef",
            "stream-1",
            "Zoë",
            NOW.plusNanos(123_456_000),
            Map.of("messages", 7L, "violations", 9L),
            new Erasure.Position("events", "c \"1\"", true),
            null);
    store.add(awkward);
    assertThat(store.find(id).map(Versioned::value)).contains(awkward);

    Erasure done = awkward.finished(NOW.plusSeconds(1));
    store.replace(done, store.find(id).orElseThrow().version());
    assertThat(store.find(id).map(Versioned::value)).contains(done);
  }

  @Test
  void an_erasure_of_a_stream_with_the_longest_id_is_stored() {
    Erasure onLongest = erasure(id, NOW).inStream(Fixtures.longestStream());
    store.add(onLongest);

    assertThat(store.find(id).map(Versioned::value)).contains(onLongest);
  }

  @Test
  void the_first_erasure_of_an_id_wins() {
    Versioned<Erasure> first = store.add(erasure(id, NOW));

    assertThat(store.add(erasure(id, NOW.plusSeconds(1)))).isEqualTo(first);
  }

  @Test
  void exactly_one_of_sixteen_concurrent_replacements_wins() {
    Versioned<Erasure> added = store.add(erasure(id, NOW));

    List<Replacement<Erasure>> results =
        Concurrently.call(
            i -> store.replace(added.value().plus("messages", i + 1), added.version()));

    assertThat(results).filteredOn(Replaced.class::isInstance).hasSize(1);
    Versioned<Erasure> stands = store.find(id).orElseThrow();
    assertThat(results)
        .filteredOn(Stale.class::isInstance)
        .allSatisfy(stale -> assertThat(stale).isEqualTo(new Stale<>(stands)));
  }

  @Test
  void a_missing_erasure_cannot_be_replaced() {
    assertThatThrownBy(() -> store.replace(erasure(id, NOW), "\"1\""))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void unfinished_erasures_are_pending_oldest_first() {
    String first = Fixtures.uniqueId("e");
    Instant longAgo = Instant.parse("1970-01-01T00:00:00Z");
    store.add(erasure(id, longAgo.plusSeconds(1)));
    store.add(erasure(first, longAgo));
    assertThat(pending()).containsSubsequence(first, id);

    for (String each : List.of(first, id)) {
      Versioned<Erasure> job = store.find(each).orElseThrow();
      store.replace(job.value().finished(NOW), job.version());
    }

    assertThat(pending()).doesNotContain(first, id);
  }

  @Test
  void a_full_store_rejects_additions() {
    Optional<ErasureStore> small = newStoreOfAtMost(1);
    assumeTrue(small.isPresent(), "this store has no limit of its own");
    small.get().add(erasure(id, NOW));

    assertThat(Failures.of(() -> small.get().add(erasure("another", NOW))).code())
        .isEqualTo("erasures.full");
  }

  private List<String> pending() {
    return store.pending(PageRequest.MAX_LIMIT).stream()
        .map(erasure -> erasure.value().id())
        .toList();
  }

  private static Erasure erasure(String id, Instant at) {
    return Erasure.of(id, "mallory", "0123", "ada", at);
  }
}
