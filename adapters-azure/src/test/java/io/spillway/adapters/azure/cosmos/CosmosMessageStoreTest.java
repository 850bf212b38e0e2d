package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.Retention;
import io.spillway.testkit.message.MessageStoreContract;
import java.util.Optional;

/** The contract on the test server. */
class CosmosMessageStoreTest extends MessageStoreContract {

  @Override
  protected CosmosMessageStore newStore() {
    return (CosmosMessageStore) TestCosmos.STORES.messages();
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.messages(), TestCosmos.CLOCK));
  }
}
