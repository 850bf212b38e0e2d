package io.spillway.ports;

/**
 * Result of a compare-and-set.
 *
 * @param <T> the type of the stored value
 */
public sealed interface Replacement<T> {

  /**
   * The new value was stored under a new version.
   *
   * @param <T> the type of the stored value
   * @param stored the new value and its version
   */
  record Replaced<T>(Versioned<T> stored) implements Replacement<T> {}

  /**
   * The version was outdated: nothing was written.
   *
   * @param <T> the type of the stored value
   * @param current the current value and its version
   */
  record Stale<T>(Versioned<T> current) implements Replacement<T> {}
}
