package io.spillway.adapters.inmemory;

import io.spillway.ports.event.AlertStops;
import io.spillway.testkit.event.AlertStopsContract;
import java.util.Optional;

class InMemoryAlertStopsTest extends AlertStopsContract {

  @Override
  protected AlertStops newStops() {
    return new InMemoryAlertStops();
  }

  @Override
  protected Optional<AlertStops> newStopsOfAtMost(int max) {
    return Optional.of(new InMemoryAlertStops(max));
  }
}
