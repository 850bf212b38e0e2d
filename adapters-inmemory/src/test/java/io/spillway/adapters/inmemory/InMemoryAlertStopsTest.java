package io.spillway.adapters.inmemory;

import io.spillway.ports.event.AlertOptOuts;
import io.spillway.testkit.event.AlertOptOutsContract;
import java.util.Optional;

class InMemoryAlertStopsTest extends AlertOptOutsContract {

  @Override
  protected AlertOptOuts newStops() {
    return new InMemoryAlertOptOuts();
  }

  @Override
  protected Optional<AlertOptOuts> newStopsOfAtMost(int max) {
    return Optional.of(new InMemoryAlertOptOuts(max));
  }
}
