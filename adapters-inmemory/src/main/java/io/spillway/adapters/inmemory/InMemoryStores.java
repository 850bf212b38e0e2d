package io.spillway.adapters.inmemory;

import io.spillway.ports.Retention;
import io.spillway.ports.StoreSet;
import io.spillway.ports.Stores;
import java.time.InstantSource;

/** All stores in memory: bounded, thread-safe, and gone when the process ends. */
public final class InMemoryStores {

  private InMemoryStores() {}

  /** {@return empty stores by the system's clock, which keep their data for the standard times} */
  public static Stores create() {
    return create(Retention.STANDARD, InstantSource.system());
  }

  /**
   * {@return empty stores}
   *
   * @param retention the times for which data is kept
   * @param clock decides when data has expired
   */
  public static Stores create(Retention retention, InstantSource clock) {
    InMemoryMessageStore messages = new InMemoryMessageStore(retention, clock);
    InMemoryViolationStore violations = new InMemoryViolationStore(retention, clock);
    return new StoreSet(
        messages,
        violations,
        messages,
        violations,
        new InMemoryEventLog(retention, clock),
        new InMemoryStatsStore(clock),
        new InMemoryAlertStore(retention, clock),
        new InMemoryAlertOptOuts(),
        new InMemoryDeadLetterLedger(),
        new InMemoryRedriveJobStore(),
        new InMemoryPolicyStore(),
        new InMemoryErasureStore());
  }
}
