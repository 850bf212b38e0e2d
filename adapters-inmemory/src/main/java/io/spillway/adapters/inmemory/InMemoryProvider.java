package io.spillway.adapters.inmemory;

import io.spillway.ports.Stores;

/** Provider of {@link InMemoryStores} for {@link java.util.ServiceLoader}. */
public final class InMemoryProvider implements Stores.Provider {

  /** Creates the provider. */
  public InMemoryProvider() {}

  @Override
  public Stores newStores() {
    return InMemoryStores.create();
  }
}
