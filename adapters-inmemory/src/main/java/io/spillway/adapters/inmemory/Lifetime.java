package io.spillway.adapters.inmemory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How long values are kept after they were last written. Moments are in milliseconds since the
 * epoch, since each value has one.
 *
 * @param kept null for ever
 */
record Lifetime(InstantSource clock, @Nullable Duration kept) {

  /** By which nothing expires. */
  static Lifetime forEver() {
    return new Lifetime(() -> Instant.EPOCH, null);
  }

  /** The moment to be noted with what is written now. */
  long now() {
    return clock.millis();
  }

  /** What was written at this moment or before is over. */
  long end() {
    return kept == null ? Long.MIN_VALUE : clock.millis() - kept.toMillis();
  }
}
