package io.spillway.ports;

import static java.util.Objects.requireNonNull;

/**
 * A stored value and the opaque version that a compare-and-set names. Two versions are only ever
 * compared for equality.
 *
 * @param <T> what is stored
 * @param value what is stored
 * @param version another one after each write
 */
public record Versioned<T>(T value, String version) {

  public Versioned {
    requireNonNull(value, "value");
    requireNonNull(version, "version");
  }
}
