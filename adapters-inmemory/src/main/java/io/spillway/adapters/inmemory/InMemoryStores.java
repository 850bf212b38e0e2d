package io.spillway.adapters.inmemory;

import io.spillway.ports.Retention;
import io.spillway.ports.StoreSet;
import io.spillway.ports.Stores;
import java.time.InstantSource;

/** Factory of in-memory stores: bounded, thread-safe, without persistence. */
public final class InMemoryStores {

  private InMemoryStores() {}

  /** {@return empty stores with the system clock and the standard retention} */
  public static Stores create() {
    return create(Retention.STANDARD, InstantSource.system());
  }

  /**
   * {@return empty stores}
   *
   * @param retention the retention periods
   * @param clock the clock that determines expiry
   */
  public static Stores create(Retention retention, InstantSource clock) {
    InMemoryMessageStore messages = new InMemoryMessageStore(retention, clock);
    InMemoryViolationStore violations = new InMemoryViolationStore(retention, clock);
    return new StoreSet(
        messages,
        violations,
        messages,
        messages,
        violations,
        new InMemoryEventLog(retention, clock),
        new InMemoryEventRegistry(clock),
        new InMemoryStatsStore(clock),
        new InMemoryAlertStore(retention, clock),
        new InMemoryAlertOptOuts(),
        new InMemoryNotificationStore(clock),
        new InMemoryDeadLetterLedger(),
        new InMemoryRedriveJobStore(),
        new InMemoryPolicyStore(),
        new InMemoryErasureStore(),
        new InMemoryAuditLog(retention, clock),
        new InMemoryReportStore(retention, clock),
        new InMemoryRestrictionStore(),
        new InMemoryAuthorNoteStore(),
        new InMemoryStreamDirectory(retention, clock),
        new InMemoryGroupNoteStore(),
        new InMemoryPresenceStore());
  }
}
