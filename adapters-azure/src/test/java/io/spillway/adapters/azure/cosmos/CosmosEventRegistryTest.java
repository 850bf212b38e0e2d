package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.event.EventRegistry;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.event.EventRegistryContract;
import java.util.Optional;

/** Contract test on the test server. */
class CosmosEventRegistryTest extends EventRegistryContract {

  @Override
  protected CosmosEventRegistry newRegistry() {
    return (CosmosEventRegistry) TestCosmos.stores().eventRegistry();
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(EventRegistry.RETENTION, TestCosmos.CLOCK));
  }
}
