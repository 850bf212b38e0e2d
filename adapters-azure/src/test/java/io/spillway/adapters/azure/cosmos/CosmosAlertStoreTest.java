package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.Retention;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.event.AlertStoreContract;
import java.util.Optional;

/** Contract test on the test server. */
class CosmosAlertStoreTest extends AlertStoreContract {

  @Override
  protected CosmosAlertStore newStore() {
    return (CosmosAlertStore) TestCosmos.stores().alerts();
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.events(), TestCosmos.CLOCK));
  }
}
