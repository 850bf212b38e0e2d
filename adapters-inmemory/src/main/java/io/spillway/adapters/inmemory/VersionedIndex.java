package io.spillway.adapters.inmemory;

import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Versioned values in a {@link SortedIndex}, which lists them. Each method is atomic. */
final class VersionedIndex<T> {

  private final AtomicLong lastVersion = new AtomicLong();
  private final SortedIndex<Versioned<T>> index;
  private final Function<T, String> idOf;
  private final String noun;

  /**
   * Creates versioned values.
   *
   * @param index the index, which no other writes
   * @param idOf the function to a value's id
   * @param noun the noun for a value, for the message about a missing one
   */
  VersionedIndex(SortedIndex<Versioned<T>> index, Function<T, String> idOf, String noun) {
    this.index = index;
    this.idOf = idOf;
    this.noun = noun;
  }

  /** Adds a value unless its id exists; returns the stored value. */
  Versioned<T> add(T value) {
    Versioned<T> added = nextVersion(value);
    return index.putIfAbsent(idOf.apply(value), added).orElse(added);
  }

  Optional<Versioned<T>> find(String id) {
    return index.find(id);
  }

  /**
   * Replaces the value with this version.
   *
   * @throws NoSuchElementException if the id is unknown
   */
  Replacement<T> replace(T value, String version) {
    String id = idOf.apply(value);
    Versioned<T> current = require(id);
    if (current.version().equals(version)) {
      Versioned<T> next = nextVersion(value);
      if (index.replace(id, current, next)) {
        return new Replacement.Replaced<>(next);
      }
    }
    return new Replacement.Stale<>(require(id));
  }

  private Versioned<T> require(String id) {
    return find(id).orElseThrow(() -> new NoSuchElementException("no " + noun + " " + id));
  }

  private Versioned<T> nextVersion(T value) {
    return new Versioned<>(value, Long.toString(lastVersion.incrementAndGet()));
  }
}
