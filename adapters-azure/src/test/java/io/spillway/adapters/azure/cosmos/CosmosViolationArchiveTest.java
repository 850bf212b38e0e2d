package io.spillway.adapters.azure.cosmos;

import io.spillway.cosmos.testserver.Fault;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.violation.ViolationArchiveContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Contract test on the test server. */
class CosmosViolationArchiveTest extends ViolationArchiveContract {

  @Override
  protected Stores newStores() {
    return TestCosmos.STORES;
  }

  @Override
  protected Optional<ViolationArchive> newArchiveOutOfReach() {
    TestCosmos.SERVER.faults().next(100, Fault.unavailable(), call -> true);
    return Optional.of(archive());
  }

  private static CosmosViolationStore archive() {
    return (CosmosViolationStore) TestCosmos.STORES.violationArchive();
  }

  @AfterEach
  void reset_the_database() {
    TestCosmos.SERVER.faults().clear();
    var unused = TestCosmos.STORES.violations().find(new ViolationId("any", "m-1"));
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.violations(), TestCosmos.CLOCK));
  }
}
