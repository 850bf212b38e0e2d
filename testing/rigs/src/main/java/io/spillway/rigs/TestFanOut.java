package io.spillway.rigs;

import io.spillway.FanOut;
import io.spillway.FanOutBuilder;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.testkit.Faults;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Fan-out for tests: in-memory stores, a settable clock that pauses advance, so that retries take
 * no time, activities one after another on the calling thread, and faults in front of every store.
 *
 * <pre>{@code
 * TestFanOut events = TestFanOut.create(b -> b.activity("crm", crm::note));
 * crm.isAway = true;
 * events.fanOut().publish(Fixtures.event("demo", "e-1").build());
 * assertEquals(1, events.deadLetters().size());
 * }</pre>
 */
public final class TestFanOut {

  private final SettableClock clock = new SettableClock();
  private final Faults faults = new Faults();
  private final Stores real = InMemoryStores.create(Retention.STANDARD, clock);
  private final FanOut fanOut;

  private TestFanOut(UnaryOperator<FanOutBuilder> settings) {
    AtomicInteger ids = new AtomicInteger();
    FanOutBuilder builder =
        FanOut.builder()
            .stores(WrappedStores.of(real, faults::wrap))
            .clock(clock)
            .sleeper(clock::advance)
            .executor(Runnable::run)
            .newId(() -> "id-" + ids.incrementAndGet());
    this.fanOut = settings.apply(builder).build();
  }

  /**
   * {@return a rig with activities of one's own}
   *
   * @param settings adds at least one activity to the rig's builder
   */
  public static TestFanOut create(UnaryOperator<FanOutBuilder> settings) {
    return new TestFanOut(settings);
  }

  /** {@return the fan-out under test} */
  public FanOut fanOut() {
    return fanOut;
  }

  /** {@return the clock, which retries and redrives advance} */
  public SettableClock clock() {
    return clock;
  }

  /**
   * {@return the faults in front of the stores; calls are named after ports, such as {@code
   * DeadLetterLedger.add}}
   */
  public Faults faults() {
    return faults;
  }

  /** {@return the stores behind the faults} */
  public Stores stores() {
    return real;
  }

  /** {@return the dead letters, latest first, at most {@value PageRequest#MAX_LIMIT}} */
  public List<LedgerEntry> deadLetters() {
    return real.deadLetters()
        .list(DeadLetterFilter.all(), PageRequest.first(PageRequest.MAX_LIMIT))
        .map(Versioned::value)
        .items();
  }
}
