package io.spillway.adapters.azure.cosmos;

import io.spillway.cosmos.testserver.Fault;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.message.MessageArchive;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.message.MessageArchiveContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Contract test on the test server. */
class CosmosMessageArchiveTest extends MessageArchiveContract {

  @Override
  protected Stores newStores() {
    return TestCosmos.STORES;
  }

  @Override
  protected Optional<MessageArchive> newArchiveOutOfReach() {
    TestCosmos.SERVER.faults().next(100, Fault.unavailable(), call -> true);
    return Optional.of(archive());
  }

  private static CosmosMessageStore archive() {
    return (CosmosMessageStore) TestCosmos.STORES.messageArchive();
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
