package io.spillway.functions;

/** The setting that names the storage account with the queues. */
final class StorageSetting {

  static final String NAME = "AzureWebJobsStorage";

  private StorageSetting() {}
}
