package io.spillway.adapters.azure.cosmos;

import io.spillway.testkit.notification.NotificationStoreContract;

/** Contract test on the test server. */
class CosmosNotificationStoreTest extends NotificationStoreContract {

  @Override
  protected CosmosNotificationStore newStore() {
    return (CosmosNotificationStore) TestCosmos.stores().notifications();
  }
}
