package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.Retention;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.stream.StreamDirectoryContract;
import java.util.Optional;

/** Contract test on the test server. */
class CosmosStreamDirectoryTest extends StreamDirectoryContract {

  @Override
  protected CosmosStreamDirectory newDirectory() {
    return (CosmosStreamDirectory) TestCosmos.stores().streams();
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.messages(), TestCosmos.CLOCK));
  }
}
