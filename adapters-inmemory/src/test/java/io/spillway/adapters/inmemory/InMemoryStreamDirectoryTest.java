package io.spillway.adapters.inmemory;

import io.spillway.ports.Retention;
import io.spillway.ports.stream.StreamDirectory;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.stream.StreamDirectoryContract;
import java.util.Optional;

class InMemoryStreamDirectoryTest extends StreamDirectoryContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected StreamDirectory newDirectory() {
    return new InMemoryStreamDirectory(Retention.STANDARD, clock);
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.messages(), clock));
  }
}
