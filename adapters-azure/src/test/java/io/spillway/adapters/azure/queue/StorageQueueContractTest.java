package io.spillway.adapters.azure.queue;

import io.spillway.adapters.azure.queue.StorageQueueSettings.ConnectionString;
import io.spillway.azurite.AzuriteServer;
import io.spillway.testkit.queue.WorkQueueContract;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Contract test of Storage Queue on an Azurite with a settable clock. */
class StorageQueueContractTest extends WorkQueueContract {

  private static AzuriteServer azurite;
  private static StorageQueues queues;

  @BeforeAll
  static void start() {
    azurite = AzuriteServer.start();
    queues =
        new StorageQueues(
            StorageQueueSettings.of(new ConnectionString(azurite.connectionString())));
  }

  @AfterAll
  static void stop() {
    azurite.close();
  }

  @Override
  protected StorageQueue newQueue() {
    return (StorageQueue) queues.queue("q-" + UUID.randomUUID());
  }

  @Override
  protected void advance(Duration time) {
    azurite.advance(time);
  }
}
