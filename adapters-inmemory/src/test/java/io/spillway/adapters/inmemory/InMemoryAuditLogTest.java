package io.spillway.adapters.inmemory;

import io.spillway.ports.Retention;
import io.spillway.ports.audit.AuditLog;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.audit.AuditLogContract;
import java.util.Optional;

class InMemoryAuditLogTest extends AuditLogContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected AuditLog newLog() {
    return new InMemoryAuditLog(Retention.STANDARD, clock);
  }

  @Override
  protected Optional<AuditLog> newLogOfAtMost(int max) {
    return Optional.of(new InMemoryAuditLog(max));
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.violations(), clock));
  }
}
