package io.spillway.testkit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.FailureCategory;
import io.spillway.ports.event.AlertOptOuts;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link AlertOptOuts}. Extend it and return your implementation from the factory
 * method.
 */
public abstract class AlertOptOutsContract implements MonitoredContract {

  private final String receiver = Fixtures.uniqueStream();
  private AlertOptOuts stops;

  /** {@return the store under test; it may have other receivers} */
  protected abstract AlertOptOuts newStops();

  /**
   * {@return a store with a limit of receivers; empty if there is no limit}
   *
   * @param max the limit, a small number
   */
  protected Optional<AlertOptOuts> newStopsOfAtMost(int max) {
    return Optional.empty();
  }

  @BeforeEach
  final void openStops() {
    stops = newStops();
  }

  @Override
  public final AlertOptOuts monitored() {
    return stops;
  }

  @Test
  void a_receiver_without_opt_out_is_not_stopped() {
    assertThat(stops.isStopped(receiver)).isFalse();
  }

  @Test
  void an_opt_out_is_permanent_and_affects_no_other_receiver() {
    stops.stop(receiver);
    stops.stop(receiver);

    assertThat(stops.isStopped(receiver)).isTrue();
    assertThat(newStops().isStopped(Fixtures.uniqueStream())).isFalse();
  }

  @Test
  void sixteen_concurrent_opt_outs_of_one_receiver_all_succeed() {
    Concurrently.call(
        i -> {
          stops.stop(receiver);
          return i;
        });

    assertThat(stops.isStopped(receiver)).isTrue();
  }

  @Test
  void a_full_store_rejects_additions_and_keeps_its_receivers() {
    Optional<AlertOptOuts> small = newStopsOfAtMost(1);
    assumeTrue(small.isPresent(), "this one has no limit of its own");
    small.get().stop(receiver);

    var refused = Failures.of(() -> small.get().stop(Fixtures.uniqueStream()));

    assertThat(refused.code()).isEqualTo("alert-stops.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    small.get().stop(receiver);
    assertThat(small.get().isStopped(receiver)).isTrue();
  }
}
