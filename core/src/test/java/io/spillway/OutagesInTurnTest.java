package io.spillway;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.ports.Failure;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.event.StreamEvent;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events of a day on which each store is unavailable in turn. */
class OutagesInTurnTest {

  private static final int EVENTS = 10_000;
  private static final List<String> CALLS =
      List.of("StatsStore.apply", "AlertStore.add", "EventLog.append");

  private final SettableClock clock = new SettableClock();
  private final Faults faults = new Faults();
  private final Stores stores =
      WrappedStores.of(InMemoryStores.create(Retention.STANDARD, clock), faults::wrap);
  private final FanOut fanOut =
      FanOut.builder()
          .standardActivities(AlertRules.STANDARD, null)
          .stores(stores)
          .clock(clock)
          .sleeper(clock::advance)
          .build();

  private void publish(int number) {
    StreamEvent event =
        Fixtures.event("stream-" + number % 7, "e-" + number)
            .occurredAt(clock.instant())
            .donation(10_001, "EUR")
            .build();
    fanOut.publish(event);
  }

  /** An hour of events, in which one call fails for half an hour. */
  private void playHour(String call, int firstEvent, int events) {
    for (int i = 0; i < events; i++) {
      if (i == events / 4) {
        faults.outage(call, Failure.transientFailure("store.unavailable", "no answer"));
      } else if (i == events * 3 / 4) {
        faults.mend();
      }
      publish(firstEvent + i);
      if (i % 50 == 49) {
        clock.advance(Duration.ofMinutes(1));
        fanOut.runMaintenance();
      }
    }
  }

  private long count(DeadLetterState state) {
    return stores.deadLetters().count(DeadLetterFilter.all().withState(state), 1_000);
  }

  @Test
  void ten_thousand_events_are_counted_to_the_cent_without_an_operator() {
    int each = EVENTS / CALLS.size() + 1;
    for (int turn = 0; turn < CALLS.size(); turn++) {
      playHour(CALLS.get(turn), turn * each, Math.min(each, EVENTS - turn * each));
    }
    assertThat(count(DeadLetterState.OPEN)).isZero();
    for (int minute = 0; minute < 20; minute++) {
      clock.advance(Duration.ofMinutes(1));
      fanOut.runMaintenance();
    }

    assertThat(count(DeadLetterState.REDRIVEN)).isPositive();
    assertThat(count(DeadLetterState.REDRIVEN))
        .isEqualTo(stores.deadLetters().count(DeadLetterFilter.all(), 1_000));
    long cents = 0;
    for (int stream = 0; stream < 7; stream++) {
      cents += stores.stats().totals("stream-" + stream).donations().getOrDefault("EUR", 0L);
    }
    assertThat(cents).isEqualTo(EVENTS * 10_001L);
    assertThat(stores.events().list("stream-3", PageRequest.first(1)).items()).isNotEmpty();
  }
}
