package io.spillway.adapters.inmemory;

import io.spillway.ports.Retention;
import io.spillway.ports.event.EventLog;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.event.EventLogContract;
import java.util.Optional;

class InMemoryEventLogTest extends EventLogContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected EventLog newLog() {
    return new InMemoryEventLog(Retention.STANDARD, clock);
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.events(), clock));
  }

  @Override
  protected Optional<EventLog> newLogOfAtMost(int max) {
    return Optional.of(new InMemoryEventLog(max));
  }
}
