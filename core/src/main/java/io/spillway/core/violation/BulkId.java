package io.spillway.core.violation;

import io.spillway.core.Hash;
import io.spillway.ports.SortableTime;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Id of a previewed bulk decision: the time of the preview, and a hash of it with filter, decision,
 * moderator and number of violations. It is recorded in each audit entry.
 */
final class BulkId {

  /** Most characters of an id. */
  static final int MAX_LENGTH = 40;

  /** Length of the hash: 132 bits, so that collisions are negligible. */
  static final int HASH_LENGTH = 22;

  private static final int RADIX = 36;
  private static final String TIME = "[0-9a-z]{1,12}";

  private BulkId() {}

  /**
   * Creates an id.
   *
   * @param count the number of violations that the moderator saw
   */
  static String of(
      Instant previewedAt, ViolationFilter filter, ViolationState to, String moderator, int count) {
    String time = Long.toString(micros(previewedAt), RADIX);
    String all = String.join("\n", time, filter.toString(), to.name(), moderator) + "\n" + count;
    return time + "-" + Hash.of(all).substring(0, HASH_LENGTH);
  }

  /** Returns the time of the preview in an id; empty if it is not an id. */
  static Optional<Instant> previewedAt(String id) {
    String time = id.substring(0, Math.max(0, id.indexOf('-')));
    return time.matches(TIME)
        ? Optional.of(Instant.EPOCH.plus(Long.parseLong(time, RADIX), ChronoUnit.MICROS))
        : Optional.empty();
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, SortableTime.stored(instant));
  }
}
