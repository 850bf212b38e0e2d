package io.spillway.functions;

import io.spillway.core.event.OutageWatch;
import io.spillway.functions.operations.PoisonDepths;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.telemetry.Telemetry;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole before it is put together. That is done when a function first needs it, and health,
 * which is often the first to be asked, does not.
 */
public final class Assembly {

  private static final Monitored PARKING_NOT_YET =
      new Monitored() {
        @Override
        public Health health() {
          return Health.up("parking");
        }
      };

  private final Adapters adapters;
  private final WorkflowEngine engine;
  private final Supplier<Telemetry> counters;
  private final PoisonDepths poisonQueues;
  private volatile @Nullable Spillway whole;

  /** Of these, as {@link Spillway#on(Adapters, WorkflowEngine, Telemetry)} takes them. */
  public Assembly(Adapters adapters, WorkflowEngine engine, Supplier<Telemetry> counters) {
    this.adapters = adapters;
    this.poisonQueues = new PoisonDepths(adapters, ForkJoinPool.commonPool());
    this.engine = engine;
    this.counters = counters;
  }

  /** One that is put together already. */
  public static Assembly of(Spillway spillway) {
    EventProcessing processing = spillway.eventProcessing();
    Assembly assembly =
        new Assembly(spillway.adapters(), processing.engine(), processing::telemetry);
    assembly.whole = spillway;
    return assembly;
  }

  /** The whole, the same every time. */
  public Spillway spillway() {
    Spillway made = whole;
    if (made == null) {
      synchronized (this) {
        made = whole;
        if (made == null) {
          made = Spillway.on(adapters, engine, counters.get());
          whole = made;
        }
      }
    }
    return made;
  }

  public Adapters adapters() {
    return adapters;
  }

  public PoisonDepths poisonQueues() {
    return poisonQueues;
  }

  public WorkflowEngine engine() {
    return engine;
  }

  /** The policies in force; before anybody needed one, all that is known is of their store. */
  public Monitored policies() {
    Spillway made = whole;
    return made == null ? adapters.policies() : made.policies();
  }

  /** Which streams wait; before the whole was put together, none is known to. */
  public Monitored parking() {
    Spillway made = whole;
    return made == null ? PARKING_NOT_YET : made.eventProcessing().parking();
  }

  /** How the activities do; before the whole was put together, none has been tried. */
  public Monitored activities() {
    Spillway made = whole;
    return made == null ? new OutageWatch(adapters.clock()) : made.eventProcessing().activities();
  }
}
