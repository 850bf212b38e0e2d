package io.spillway.functions.invocation;

/** Name of the setting with the storage account of the queues. */
public final class StorageSetting {

  public static final String NAME = "AzureWebJobsStorage";

  private StorageSetting() {}
}
