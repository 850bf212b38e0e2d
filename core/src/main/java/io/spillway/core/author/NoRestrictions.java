package io.spillway.core.author;

import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionFilter;
import io.spillway.ports.author.RestrictionStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Restriction store of a team that keeps no restrictions: empty, and refuses new ones. */
public final class NoRestrictions {

  /** The empty store. */
  public static final RestrictionStore STORE =
      new RestrictionStore() {
        @Override
        public void put(Restriction restriction) {
          throw new UnsupportedOperationException("these Stores have no restrictions");
        }

        @Override
        public Optional<Restriction> find(String author, @Nullable String streamId) {
          return Optional.empty();
        }

        @Override
        public Page<Restriction> list(RestrictionFilter filter, PageRequest page) {
          return new Page<>(List.of(), null);
        }

        @Override
        public boolean delete(String author, @Nullable String streamId) {
          return false;
        }

        @Override
        public Health health() {
          return Health.up("no-restrictions");
        }
      };

  private NoRestrictions() {}
}
