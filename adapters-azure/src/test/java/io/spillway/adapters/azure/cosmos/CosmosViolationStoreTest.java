package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.Retention;
import io.spillway.testkit.violation.ViolationStoreContract;
import java.util.Optional;

/** The contract on the test server. */
class CosmosViolationStoreTest extends ViolationStoreContract {

  @Override
  protected CosmosViolationStore newStore() {
    return (CosmosViolationStore) TestCosmos.STORES.violations();
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.violations(), TestCosmos.CLOCK));
  }
}
