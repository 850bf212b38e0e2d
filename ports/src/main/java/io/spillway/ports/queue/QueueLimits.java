package io.spillway.ports.queue;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import java.time.Duration;

/** The limits of {@link WorkQueue}, as each of its adapters checks them before it does anything. */
public final class QueueLimits {

  private static final Duration MIN_VISIBILITY = Duration.ofSeconds(1);

  private QueueLimits() {}

  /**
   * Refuses what {@link WorkQueue#send(Payload, Duration)} must not take.
   *
   * @param payload at most {@link WorkQueue#MAX_PAYLOAD_BYTES}
   * @param delay 0 to {@link WorkQueue#MAX_DELAY}
   */
  public static void checkSend(Payload payload, Duration delay) {
    checkRange("delay", delay, Duration.ZERO, WorkQueue.MAX_DELAY.minusNanos(1));
    if (payload.size() == 0) {
      throw new IllegalArgumentException("payload must not be empty");
    }
    if (payload.size() > WorkQueue.MAX_PAYLOAD_BYTES) {
      String message =
          "payload has %d bytes, at most %d fit"
              .formatted(payload.size(), WorkQueue.MAX_PAYLOAD_BYTES);
      throw new PortException(Failure.permanent("queue.payload-too-large", message));
    }
  }

  /**
   * Refuses what {@link WorkQueue#receive} must not take.
   *
   * @param max 1 to {@link WorkQueue#MAX_BATCH}
   * @param visibility how long what is received stays hidden
   */
  public static void checkReceive(int max, Duration visibility) {
    if (max < 1 || max > WorkQueue.MAX_BATCH) {
      throw new IllegalArgumentException("max must be 1 to " + WorkQueue.MAX_BATCH + ": " + max);
    }
    checkRange("visibility", visibility, MIN_VISIBILITY, WorkQueue.MAX_DELAY);
  }

  /**
   * Refuses what {@link WorkQueue#release} must not take.
   *
   * @param delay 0 to {@link WorkQueue#MAX_DELAY}
   */
  public static void checkRelease(Duration delay) {
    checkRange("delay", delay, Duration.ZERO, WorkQueue.MAX_DELAY);
  }

  private static void checkRange(String field, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          field + " must be " + least + " to " + most + ": " + value);
    }
  }
}
