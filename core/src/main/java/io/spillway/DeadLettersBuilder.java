package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.core.event.DirectPayload;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.PayloadPatches;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builder of {@link DeadLetters}: needs stores, and has defaults for the rest. */
public final class DeadLettersBuilder {

  private @Nullable Stores stores;
  @Nullable Workflows workflows;
  EventReader reader = DirectPayload.NONE;
  PayloadPatches patches = PayloadPatches.NONE;
  InstantSource clock = SystemDefaults.clock();
  Sleeper sleeper = SystemDefaults::pause;
  Supplier<String> newId = SystemDefaults::newId;
  Telemetry telemetry = Telemetry.NONE;
  DelayedRetryPolicy retryPolicy = DelayedRetryPolicy.OFF;
  List<String> activities = List.of();

  DeadLettersBuilder() {}

  /**
   * Sets the stores; required. Those of dead letters and redrives are mandatory.
   *
   * @param wanted the stores, such as {@code InMemoryStores.create()}
   * @return this builder
   */
  public DeadLettersBuilder stores(Stores wanted) {
    this.stores = requireNonNull(wanted, "stores");
    return this;
  }

  /**
   * Sets the engine that runs redriven events; by default none, and redrives throw {@link
   * IllegalStateException}.
   *
   * @param wanted the engine
   * @return this builder
   */
  public DeadLettersBuilder workflows(Workflows wanted) {
    this.workflows = requireNonNull(wanted, "workflows");
    return this;
  }

  /**
   * Sets the reader of payloads from a queue; by default payloads are refused.
   *
   * @param wanted the reader; events published by {@link FanOut#publish} need none
   * @return this builder
   */
  public DeadLettersBuilder reader(EventReader wanted) {
    this.reader = requireNonNull(wanted, "reader");
    return this;
  }

  /**
   * Sets the format of the patches that edit many payloads; by default they are refused.
   *
   * @param wanted the format, such as {@code JsonPatches} of the module spillway-wire
   * @return this builder
   */
  public DeadLettersBuilder patches(PayloadPatches wanted) {
    this.patches = requireNonNull(wanted, "patches");
    return this;
  }

  /**
   * Sets the clock; by default the system's.
   *
   * @param wanted the clock, such as a test's {@code SettableClock}
   * @return this builder
   */
  public DeadLettersBuilder clock(InstantSource wanted) {
    this.clock = requireNonNull(wanted, "clock");
    return this;
  }

  /**
   * Sets the way to wait between two steps of a redrive; by default {@link Thread#sleep}.
   *
   * @param wanted the sleeper, such as {@code clock::advance} of a test's clock
   * @return this builder
   */
  public DeadLettersBuilder sleeper(Sleeper wanted) {
    this.sleeper = requireNonNull(wanted, "sleeper");
    return this;
  }

  /**
   * Sets the source of ids of redrives; by default random UUIDs.
   *
   * @param wanted the source of unique ids, in the form of {@link io.spillway.ports.Ids}
   * @return this builder
   */
  public DeadLettersBuilder newId(Supplier<String> wanted) {
    this.newId = requireNonNull(wanted, "newId");
    return this;
  }

  /**
   * Sets a listener to redriven dead letters; by default none.
   *
   * @param wanted the listener; gets ids and codes, never a payload
   * @return this builder
   */
  public DeadLettersBuilder telemetry(Telemetry wanted) {
    this.telemetry = requireNonNull(wanted, "telemetry");
    return this;
  }

  /**
   * Sets the automatic retries of events that failed for transient reasons; by default {@link
   * DelayedRetryPolicy#OFF}.
   *
   * @param wanted the policy
   * @param names the names of the activities, all that the workflows run
   * @return this builder
   */
  public DeadLettersBuilder automaticRetries(DelayedRetryPolicy wanted, List<String> names) {
    this.retryPolicy = requireNonNull(wanted, "policy");
    this.activities = List.copyOf(names);
    return this;
  }

  /**
   * {@return the dead letters}
   *
   * @throws IllegalStateException when no stores are set
   */
  public DeadLetters build() {
    return DeadLetters.of(this);
  }

  Stores stores() {
    return Required.of(stores, "stores");
  }
}
