package io.spillway.ports;

import static java.util.Objects.requireNonNull;

/**
 * A stored value and its opaque version, for compare-and-set. Versions are only compared for
 * equality.
 *
 * @param <T> the type of the stored value
 * @param value the stored value
 * @param version the version, which changes with each write
 */
public record Versioned<T>(T value, String version) {

  public Versioned {
    requireNonNull(value, "value");
    requireNonNull(version, "version");
  }
}
