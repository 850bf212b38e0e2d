package io.spillway.core.deadletter;

import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.ports.queue.Payload;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprint of a failure, by which dead letters are grouped: a hash of the activity, the
 * failure's code, the types of the exceptions and their top stack frames, without data that differs
 * between events, such as numbers, ids and messages.
 */
public final class Fingerprint {

  private static final int FRAMES = 5;
  private static final int DIGITS = 16;

  private Fingerprint() {}

  /**
   * {@return the fingerprint, 16 hexadecimal digits}
   *
   * @param where the name of the activity that failed, or of the step that refused the event
   * @param failure the failure
   * @param exception the exception; null for none
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
