package io.spillway.testkit;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.TraceParent;
import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.EventQueue;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private static final Failure OUTAGE = Fixtures.outage();
  private static final StreamEvent EVENT = event("stream", "e-1").build();

  private final Faults faults = new Faults();
  private final List<StreamEvent> published = new ArrayList<>();
  private final EventQueue queue = faults.wrap(EventQueue.class, new ListQueue());
  private final StatsStore stats = faults.wrap(StatsStore.class, new NoStats());

  @Test
  void without_a_fault_a_call_is_forwarded() {
    queue.publish(EVENT, null);

    assertThat(published).containsExactly(EVENT);
    assertThat(stats.apply(EVENT)).isTrue();
  }

  @Test
  void a_failure_before_a_call_prevents_it_once() {
    faults.failBefore("publish", OUTAGE);

    assertThat(Failures.of(() -> queue.publish(EVENT, null))).isEqualTo(OUTAGE);
    assertThat(published).isEmpty();

    queue.publish(EVENT, null);
    assertThat(published).hasSize(1);
  }

  @Test
  void a_failure_after_a_call_loses_only_the_response_once() {
    faults.failAfter("EventQueue.publish", OUTAGE);

    assertThat(Failures.of(() -> queue.publish(EVENT, null))).isEqualTo(OUTAGE);
    assertThat(published).hasSize(1);

    queue.publish(EVENT, null);
    assertThat(published).hasSize(2);
  }

  @Test
  void only_the_nth_call_fails() {
    faults.failBefore("publish", 3, OUTAGE);
    faults.failAfter("publish", 5, OUTAGE);

    List<Integer> failed = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      try {
        queue.publish(EVENT, null);
      } catch (RuntimeException e) {
        failed.add(i);
      }
    }

    assertThat(failed).containsExactly(3, 5);
    assertThat(published).hasSize(5);
  }

  @Test
  void a_fault_of_one_port_does_not_affect_others() {
    faults.failBefore("StatsStore.apply", OUTAGE);

    queue.publish(EVENT, null);

    assertThat(Failures.of(() -> stats.apply(EVENT))).isEqualTo(OUTAGE);
  }

  @Test
  void any_call_counts_the_calls_of_every_port() {
    faults.failBefore(Faults.ANY_CALL, 2, OUTAGE);

    queue.publish(EVENT, null);

    assertThat(Failures.of(() -> stats.apply(EVENT))).isEqualTo(OUTAGE);
  }

  @Test
  void an_outage_lasts_until_it_is_mended() {
    faults.outage("publish", OUTAGE);

    assertThat(Failures.of(() -> queue.publish(EVENT, null))).isEqualTo(OUTAGE);
    assertThat(Failures.of(() -> queue.publish(EVENT, null))).isEqualTo(OUTAGE);
    faults.mend();
    queue.publish(EVENT, null);

    assertThat(published).hasSize(1);
  }

  @Test
  void after_a_crash_every_call_fails_until_the_restart() {
    faults.crashBefore("publish", 1);

    assertThatThrownBy(() -> queue.publish(EVENT, null)).isInstanceOf(Crash.class);
    assertThatThrownBy(() -> queue.publish(EVENT, null)).isInstanceOf(Crash.class);
    assertThatThrownBy(() -> stats.apply(EVENT)).isInstanceOf(Crash.class);
    assertThat(published).isEmpty();
    faults.restart();

    queue.publish(EVENT, null);
    assertThat(published).hasSize(1);
  }

  @Test
  void a_call_right_before_a_crash_is_applied() {
    faults.crashAfter(Faults.ANY_CALL, 1);

    assertThatThrownBy(() -> queue.publish(EVENT, null)).isInstanceOf(Crash.class);

    assertThat(published).hasSize(1);
  }

  @Test
  void the_calls_so_far_are_recorded() {
    faults.failBefore("publish", OUTAGE);
    Failures.of(() -> queue.publish(EVENT, null));
    stats.apply(EVENT);

    assertThat(faults.calls()).containsExactly("EventQueue.publish", "StatsStore.apply");
  }

  @Test
  void health_never_fails() {
    faults.outage(Faults.ANY_CALL, OUTAGE);

    assertThat(queue.health().state()).isEqualTo(Health.State.UP);
    assertThat(faults.calls()).isEmpty();
  }

  @Test
  void exceptions_of_the_adapter_are_unwrapped() {
    assertThatThrownBy(() -> stats.totals("stream"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no totals here");
  }

  @Test
  void a_fault_of_an_unknown_call_is_rejected() {
    assertThatThrownBy(() -> faults.failBefore("publsh", OUTAGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("publsh");
    assertThatThrownBy(() -> faults.failBefore("MessageStore.add", OUTAGE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> faults.failBefore("publish", 0, OUTAGE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private final class ListQueue implements EventQueue {
    @Override
    public void publish(StreamEvent event, @Nullable TraceParent traceParent) {
      published.add(event);
    }

    @Override
    public Health health() {
      return Health.up("list");
    }
  }

  private static final class NoStats implements StatsStore {
    @Override
    public CountResult apply(StreamEvent event, Milestones followers) {
      return new CountResult(true, null);
    }

    @Override
    public StreamTotals totals(String streamId) {
      throw new IllegalStateException("no totals here");
    }

    @Override
    public Health health() {
      return Health.up("none");
    }
  }
}
