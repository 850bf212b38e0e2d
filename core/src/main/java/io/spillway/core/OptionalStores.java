package io.spillway.core;

import java.util.Optional;
import java.util.function.Supplier;

/** Stores that a backend may not have. */
public final class OptionalStores {

  private OptionalStores() {}

  /**
   * {@return a store; empty if the backend does not have it}
   *
   * @param store the getter of {@link io.spillway.ports.Stores}
   * @param <T> the type of the store
   */
  public static <T> Optional<T> find(Supplier<T> store) {
    try {
      return Optional.of(store.get());
    } catch (UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
