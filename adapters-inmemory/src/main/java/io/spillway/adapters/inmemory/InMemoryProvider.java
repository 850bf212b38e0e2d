package io.spillway.adapters.inmemory;

import io.spillway.ports.Stores;

/** Provider of {@link InMemoryStores}, by {@link java.util.ServiceLoader}. */
public final class InMemoryProvider implements Stores.Provider {

  /** A provider. */
  public InMemoryProvider() {}

  @Override
  public Stores newStores() {
    return InMemoryStores.create();
  }
}
