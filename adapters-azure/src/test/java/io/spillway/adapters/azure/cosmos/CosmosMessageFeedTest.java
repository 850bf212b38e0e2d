package io.spillway.adapters.azure.cosmos;

import io.spillway.cosmos.testserver.Fault;
import io.spillway.ports.Stores;
import io.spillway.ports.message.MessageFeed;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.message.MessageFeedContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Contract test on the test server. */
class CosmosMessageFeedTest extends MessageFeedContract {

  @Override
  protected Stores newStores() {
    return TestCosmos.STORES;
  }

  @Override
  protected Optional<SettableClock> clock() {
    return Optional.of(TestCosmos.CLOCK);
  }

  @Override
  protected Optional<MessageFeed> newFeedOutOfReach() {
    TestCosmos.SERVER.faults().next(100, Fault.unavailable(), call -> true);
    return Optional.of((CosmosMessageFeed) TestCosmos.STORES.feed());
  }

  @AfterEach
  void reset_the_database() {
    TestCosmos.SERVER.faults().clear();
    var unused = TestCosmos.STORES.messages().find("any", "m-1");
  }
}
