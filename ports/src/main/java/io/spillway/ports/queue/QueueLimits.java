package io.spillway.ports.queue;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import java.time.Duration;

/** Checks of the limits of {@link WorkQueue}, which all adapters share. */
public final class QueueLimits {

  private static final Duration MIN_VISIBILITY = Duration.ofSeconds(1);

  private QueueLimits() {}

  /**
   * Checks the arguments of {@link WorkQueue#send(Payload, Duration)}.
   *
   * @param payload the payload, at most {@link WorkQueue#MAX_PAYLOAD_BYTES}
   * @param delay the delay, 0 to {@link WorkQueue#MAX_DELAY}
   */
  public static void checkSend(Payload payload, Duration delay) {
    checkRange("delay", delay, Duration.ZERO, WorkQueue.MAX_DELAY.minusNanos(1));
    if (payload.size() == 0) {
      throw new IllegalArgumentException("payload must not be empty");
    }
    if (payload.size() > WorkQueue.MAX_PAYLOAD_BYTES) {
      String message =
          "payload has %d bytes; the limit is %d"
              .formatted(payload.size(), WorkQueue.MAX_PAYLOAD_BYTES);
      throw new PortException(Failure.permanent("queue.payload-too-large", message));
    }
  }

  /**
   * Checks the arguments of {@link WorkQueue#receive}.
   *
   * @param max the maximum number of deliveries, 1 to {@link WorkQueue#MAX_BATCH}
   * @param visibility the visibility time
   */
  public static void checkReceive(int max, Duration visibility) {
    if (max < 1 || max > WorkQueue.MAX_BATCH) {
      throw new IllegalArgumentException("max must be 1 to " + WorkQueue.MAX_BATCH + ": " + max);
    }
    checkVisibility(visibility);
  }

  /**
   * Checks a visibility time.
   *
   * @param visibility the visibility time, 1 second to {@link WorkQueue#MAX_DELAY}
   */
  public static void checkVisibility(Duration visibility) {
    checkRange("visibility", visibility, MIN_VISIBILITY, WorkQueue.MAX_DELAY);
  }

  /**
   * Checks the argument of {@link WorkQueue#release}.
   *
   * @param delay the delay, 0 to {@link WorkQueue#MAX_DELAY}
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
