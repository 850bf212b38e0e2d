package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.Retention;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.audit.AuditLogContract;
import java.util.Optional;

/** Contract test on the test server. */
class CosmosAuditLogTest extends AuditLogContract {

  @Override
  protected CosmosAuditLog newLog() {
    return (CosmosAuditLog) TestCosmos.stores().auditLog();
  }

  @Override
  protected Optional<Expiry> expiry() {
    return Optional.of(new Expiry(Retention.STANDARD.violations(), TestCosmos.CLOCK));
  }
}
