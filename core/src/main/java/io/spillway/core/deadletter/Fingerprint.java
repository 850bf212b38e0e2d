package io.spillway.core.deadletter;

import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.ports.queue.Payload;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells which dead letters failed in the same way: by the activity, the failure's code, the types
 * of the exceptions and the places they came from, but by nothing that differs from one event to
 * the next, such as numbers, ids and messages.
 */
public final class Fingerprint {

  private static final int FRAMES = 5;
  private static final int DIGITS = 16;

  private Fingerprint() {}

  /**
   * {@return 16 hexadecimal digits, the same for letters that failed in the same way}
   *
   * @param where what failed: an activity's name, or the step that refused the event
   * @param failure what it failed with
   * @param exception what was thrown; null when nothing was
   */
  public static String of(String where, Failure failure, @Nullable ExceptionEvidence exception) {
    StringBuilder trace = new StringBuilder(where).append('\n').append(failure.code());
    if (exception != null) {
      trace.append('\n').append(exception.type()).append('\n').append(exception.causeType());
      trace.append('\n').append(topFrames(exception.stackTrace()));
    }
    return Payload.of(trace.toString()).sha256().substring(0, DIGITS);
  }

  private static String topFrames(String stackTrace) {
    return stackTrace
        .lines()
        .limit(FRAMES)
        .map(line -> line.replaceAll("[0-9]+", ""))
        .collect(Collectors.joining("\n"));
  }
}
