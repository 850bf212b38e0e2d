package io.spillway.ports.deadletter;

import io.spillway.ports.FailureCategory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are wanted: those that pass every part that is not null.
 *
 * @param streamId of this stream
 * @param fingerprint with this fingerprint
 * @param eventType of this type of event
 * @param code with this failure code
 * @param category with this failure category
 * @param from buried at this instant or later
 * @param to buried before this instant
 */
public record DeadLetterFilter(
    @Nullable String streamId,
    @Nullable String fingerprint,
    @Nullable String eventType,
    @Nullable String code,
    @Nullable FailureCategory category,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** Every letter. */
  public static final DeadLetterFilter ALL =
      new DeadLetterFilter(null, null, null, null, null, null, null);

  public static DeadLetterFilter ofStream(String streamId) {
    return new DeadLetterFilter(streamId, null, null, null, null, null, null);
  }
}
