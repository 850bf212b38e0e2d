package io.spillway;

import org.jspecify.annotations.Nullable;

/** Required parts of a builder. */
final class Required {

  private Required() {}

  static <T> T of(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalStateException(name + " must be set");
    }
    return value;
  }
}
