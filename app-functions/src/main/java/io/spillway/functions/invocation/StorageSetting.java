package io.spillway.functions.invocation;

/** The setting that names the storage account with the queues. */
public final class StorageSetting {

  public static final String NAME = "AzureWebJobsStorage";

  private StorageSetting() {}
}
