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

/** What {@link AlertOptOuts} promise. Extend it by a test class that gives yours. */
public abstract class AlertOptOutsContract implements MonitoredContract {

  private final String receiver = Fixtures.uniqueStream();
  private AlertOptOuts stops;

  /** {@return what is under test; it may remember other receivers already} */
  protected abstract AlertOptOuts newStops();

  /**
   * {@return one that can remember this many receivers; empty when there is no such bound}
   *
   * @param max how many; a contract asks for a few only
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
  void a_receiver_that_never_asked_for_it_is_not_stopped() {
    assertThat(stops.isStopped(receiver)).isFalse();
  }

  @Test
  void a_receiver_that_asked_for_no_more_stays_stopped_and_no_other_is() {
    stops.stop(receiver);
    stops.stop(receiver);

    assertThat(stops.isStopped(receiver)).isTrue();
    assertThat(newStops().isStopped(Fixtures.uniqueStream())).isFalse();
  }

  @Test
  void sixteen_who_stop_one_receiver_at_once_all_succeed() {
    Concurrently.call(
        i -> {
          stops.stop(receiver);
          return i;
        });

    assertThat(stops.isStopped(receiver)).isTrue();
  }

  @Test
  void a_full_one_refuses_more_and_still_knows_what_it_has() {
    Optional<AlertOptOuts> small = newStopsOfAtMost(1);
    assumeTrue(small.isPresent(), "this one has no bound of its own");
    small.get().stop(receiver);

    var refused = Failures.of(() -> small.get().stop(Fixtures.uniqueStream()));

    assertThat(refused.code()).isEqualTo("alert-stops.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    small.get().stop(receiver);
    assertThat(small.get().isStopped(receiver)).isTrue();
  }
}
