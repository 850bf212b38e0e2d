package io.spillway.adapters.azure.cosmos;

import io.spillway.adapters.azure.cosmos.CosmosSettings.ConnectionString;
import io.spillway.adapters.azure.cosmos.CosmosSettings.Mode;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.EventRegistry;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.notification.NotificationStore;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.deadletter.DeadLetterLedgerContract;
import io.spillway.testkit.deadletter.RedriveJobStoreContract;
import io.spillway.testkit.event.AlertStoreContract;
import io.spillway.testkit.event.EventLogContract;
import io.spillway.testkit.event.EventRegistryContract;
import io.spillway.testkit.event.StatsStoreContract;
import io.spillway.testkit.message.MessageFeedContract;
import io.spillway.testkit.message.MessageStoreContract;
import io.spillway.testkit.notification.NotificationStoreContract;
import io.spillway.testkit.violation.ViolationStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Contract tests on a real account, whose connection string is in {@code
 * SPILLWAY_COSMOS_CONNECTION}. They create the database {@code spillway-contracts} and do not
 * delete it.
 */
@Tag("azure")
@EnabledIfEnvironmentVariable(named = "SPILLWAY_COSMOS_CONNECTION", matches = ".+")
class RealAccountTest {

  private static CosmosStores stores;

  @BeforeAll
  static void open() {
    stores =
        new CosmosStores(
            new CosmosSettings(
                new ConnectionString(System.getenv("SPILLWAY_COSMOS_CONNECTION")),
                "spillway-contracts",
                Mode.GATEWAY,
                true,
                Duration.ofSeconds(20)));
  }

  @AfterAll
  static void close() {
    stores.close();
  }

  @Nested
  class Messages extends MessageStoreContract {
    @Override
    protected MessageStore newStore() {
      return stores.messages();
    }
  }

  @Nested
  class Feed extends MessageFeedContract {
    @Override
    protected Stores newStores() {
      return stores;
    }
  }

  @Nested
  class Violations extends ViolationStoreContract {
    @Override
    protected ViolationStore newStore() {
      return stores.violations();
    }
  }

  @Nested
  class Events extends EventLogContract {
    @Override
    protected EventLog newLog() {
      return stores.events();
    }
  }

  @Nested
  class Alerts extends AlertStoreContract {
    @Override
    protected AlertStore newStore() {
      return stores.alerts();
    }
  }

  @Nested
  class Stats extends StatsStoreContract {
    @Override
    protected StatsStore newStore() {
      return stores.stats();
    }
  }

  @Nested
  class Registry extends EventRegistryContract {
    @Override
    protected EventRegistry newRegistry() {
      return stores.eventRegistry();
    }
  }

  @Nested
  class DeadLetters extends DeadLetterLedgerContract {
    @Override
    protected DeadLetterLedger newLedger() {
      return stores.deadLetters();
    }
  }

  @Nested
  class Notifications extends NotificationStoreContract {
    @Override
    protected NotificationStore newStore() {
      return stores.notifications();
    }
  }

  @Nested
  class Redrives extends RedriveJobStoreContract {
    @Override
    protected RedriveJobStore newStore() {
      return stores.redrives();
    }
  }
}
