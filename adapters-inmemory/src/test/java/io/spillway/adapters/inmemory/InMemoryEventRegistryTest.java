package io.spillway.adapters.inmemory;

import io.spillway.ports.event.EventRegistry;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.event.EventRegistryContract;
import java.util.Optional;

class InMemoryEventRegistryTest extends EventRegistryContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected EventRegistry newRegistry() {
    return new InMemoryEventRegistry(clock);
  }

  @Override
  protected Optional<EventRegistry> newRegistryOfAtMost(int max) {
    return Optional.of(new InMemoryEventRegistry(clock, max));
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(EventRegistry.RETENTION, clock));
  }
}
