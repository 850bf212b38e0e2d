package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.Retention;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.event.EventLogContract;
import java.util.Optional;

/** Contract test on the test server. */
class CosmosEventLogTest extends EventLogContract {

  @Override
  protected CosmosEventLog newLog() {
    return (CosmosEventLog) TestCosmos.stores().events();
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.events(), TestCosmos.CLOCK));
  }
}
