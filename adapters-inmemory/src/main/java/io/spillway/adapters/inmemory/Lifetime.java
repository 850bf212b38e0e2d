package io.spillway.adapters.inmemory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long values are kept after they were last written. Not safe for use by many threads. */
final class Lifetime {

  /** Years enough for any process. */
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final InstantSource clock;
  private final Duration kept;

  /** When each was written last, in that order. */
  private final Map<String, Instant> writtenAt = new LinkedHashMap<>();

  Lifetime(InstantSource clock, Duration kept) {
    this.clock = clock;
    this.kept = kept;
  }

  /** By which nothing expires, and nothing is noted. */
  static Lifetime forEver() {
    return new Lifetime(() -> Instant.EPOCH, FOR_EVER);
  }

  void written(String id) {
    if (!kept.equals(FOR_EVER)) {
      writtenAt.remove(id);
      writtenAt.put(id, clock.instant());
    }
  }

  void removed(String id) {
    writtenAt.remove(id);
  }

  /** Those whose time is over; they are forgotten here. */
  List<String> expired() {
    if (writtenAt.isEmpty()) {
      return List.of();
    }
    Instant end = clock.instant().minus(kept);
    List<String> expired = new ArrayList<>();
    var oldest = writtenAt.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<String, Instant> next = oldest.next();
      if (next.getValue().isAfter(end)) {
        break;
      }
      expired.add(next.getKey());
      oldest.remove();
    }
    return expired;
  }
}
