package io.spillway.ports;

/**
 * What came of a compare-and-set.
 *
 * @param <T> what is stored
 */
public sealed interface Replacement<T> {

  /**
   * The new value is stored under a new version.
   *
   * @param <T> what is stored
   * @param stored the value with that version
   */
  record Replaced<T>(Versioned<T> stored) implements Replacement<T> {}

  /**
   * Somebody else was first: nothing was written.
   *
   * @param <T> what is stored
   * @param current what stands
   */
  record Stale<T>(Versioned<T> current) implements Replacement<T> {}
}
