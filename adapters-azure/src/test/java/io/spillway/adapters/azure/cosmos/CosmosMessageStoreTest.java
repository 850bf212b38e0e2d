package io.spillway.adapters.azure.cosmos;

import io.spillway.cosmos.testserver.Fault;
import io.spillway.ports.Retention;
import io.spillway.ports.message.MessageStore;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.message.MessageStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Contract test on the test server. */
class CosmosMessageStoreTest extends MessageStoreContract {

  @Override
  protected CosmosMessageStore newStore() {
    return (CosmosMessageStore) TestCosmos.stores().messages();
  }

  @Override
  protected Optional<MessageStore> newStoreOutOfReach() {
    TestCosmos.SERVER.faults().next(100, Fault.unavailable(), call -> true);
    return Optional.of(newStore());
  }

  @AfterEach
  void reset_the_database() {
    TestCosmos.SERVER.faults().clear();
    var unused = TestCosmos.STORES.messages().find("any", "m-1");
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.messages(), TestCosmos.CLOCK));
  }
}
