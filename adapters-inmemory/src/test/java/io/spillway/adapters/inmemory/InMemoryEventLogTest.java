package io.spillway.adapters.inmemory;

import io.spillway.ports.event.EventLog;
import io.spillway.testkit.event.EventLogContract;
import java.util.Optional;

class InMemoryEventLogTest extends EventLogContract {

  @Override
  protected EventLog newLog() {
    return new InMemoryEventLog();
  }

  @Override
  protected Optional<EventLog> newLogOfAtMost(int max) {
    return Optional.of(new InMemoryEventLog(max));
  }
}
