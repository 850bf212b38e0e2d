package io.spillway.adapters.inmemory;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.testkit.Failures;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.event.StatsStoreContract;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryStatsStoreTest extends StatsStoreContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected StatsStore newStore() {
    return new InMemoryStatsStore(clock);
  }

  @Override
  protected Optional<StatsStore> newStoreOfAtMost(int max) {
    return Optional.of(new InMemoryStatsStore(clock, max));
  }

  @Test
  void a_marker_is_kept_for_its_whole_retention() {
    StatsStore store = newStore();
    StreamEvent event = event("stream", "e-1").build();
    store.apply(event);

    clock.advance(StatsStore.REVERSIBLE);

    assertThat(store.apply(event)).isFalse();
  }

  @Test
  void a_note_expires_and_an_event_after_its_reversal_has_a_marker_from_its_own_arrival() {
    StatsStore store = newStore();
    store.apply(event("stream", "r-1").reversal("api", "e-1").build());
    store.apply(event("stream", "r-2").reversal("api", "e-2").build());
    clock.advance(StatsStore.REVERSIBLE);
    store.apply(event("stream", "e-1").build());
    clock.advance(Duration.ofSeconds(1));

    assertThat(store.apply(event("stream", "e-1").build())).isFalse();
    assertThat(store.apply(event("stream", "e-2").build())).isTrue();
    assertThat(store.totals("stream").followers()).isEqualTo(1);
  }

  @Test
  void a_full_store_needs_no_place_for_an_event_whose_reversal_was_noted() {
    StatsStore store = new InMemoryStatsStore(clock, 2);
    store.apply(event("stream", "r-1").reversal("api", "e-1").build());

    assertThat(store.apply(event("stream", "e-1").build())).isTrue();
    assertThat(store.totals("stream").followers()).isZero();
  }

  @Test
  void a_full_store_has_capacity_again_once_markers_expire() {
    StatsStore store = new InMemoryStatsStore(clock, 2);
    store.apply(event("stream", "e-1").build());
    clock.advance(Duration.ofDays(1));
    store.apply(event("stream", "e-2").build());

    clock.advance(StatsStore.REVERSIBLE.minusDays(1).plusNanos(1));

    assertThat(store.apply(event("stream", "e-3").build())).isTrue();
    assertThat(Failures.of(() -> store.apply(event("stream", "e-4").build())).code())
        .isEqualTo("stats.full");
    assertThat(store.totals("stream").followers()).isEqualTo(3);
  }
}
