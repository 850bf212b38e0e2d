package io.spillway.core.erasure;

import io.spillway.ports.Health;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.erasure.ErasureStore;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Erasure store of a team that keeps no erasures: empty, and refuses requests. */
public final class NoErasures {

  /** The empty store. */
  public static final ErasureStore STORE =
      new ErasureStore() {
        @Override
        public Versioned<Erasure> add(Erasure erasure) {
          throw new UnsupportedOperationException("these Stores have no erasures");
        }

        @Override
        public Optional<Versioned<Erasure>> find(String id) {
          return Optional.empty();
        }

        @Override
        public Replacement<Erasure> replace(Erasure erasure, String version) {
          throw new NoSuchElementException(erasure.id());
        }

        @Override
        public List<Versioned<Erasure>> pending(int limit) {
          return List.of();
        }

        @Override
        public Health health() {
          return Health.up("no-erasures");
        }
      };

  private NoErasures() {}
}
