package io.spillway.adapters.inmemory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Time to live of values after their last write. Times are in milliseconds since the epoch, to save
 * memory.
 *
 * @param kept the time to live; null for unlimited
 */
record Lifetime(InstantSource clock, @Nullable Duration kept) {

  /** Returns an unlimited time to live. */
  static Lifetime forEver() {
    return new Lifetime(() -> Instant.EPOCH, null);
  }

  /** Returns the time stamp of a value written now. */
  long now() {
    return clock.millis();
  }

  /** Returns the time stamp at or before which values have expired. */
  long end() {
    return kept == null ? Long.MIN_VALUE : clock.millis() - kept.toMillis();
  }
}
