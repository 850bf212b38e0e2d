package io.spillway.core.deadletter;

import io.spillway.InvalidField;
import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.ports.queue.Payload;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprint of a failure, by which dead letters are grouped: a hash of the activity, the
 * failure's code, the types of the exceptions and their top stack frames, without data that differs
 * between events, such as numbers, ids and messages. For a rejected event: a hash of the step, the
 * failure's code, and each bad field with the rule that it violates.
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
    return digits(trace.toString());
  }

  /**
   * {@return the fingerprint of a rejection, 16 hexadecimal digits} It does not depend on the order
   * of the problems.
   *
   * @param where the name of the step that refused the event
   * @param rejection the rejection; one without problems has the fingerprint of its failure
   */
  public static String of(String where, Rejection rejection) {
    if (rejection.problems().isEmpty()) {
      return of(where, rejection.failure(), null);
    }
    String problems =
        rejection.problems().stream()
            .map(Fingerprint::text)
            .distinct()
            .sorted()
            .collect(Collectors.joining("\n"));
    return digits(where + "\n" + rejection.failure().code() + "\n" + problems);
  }

  /**
   * Returns a text in which no two problems are written alike: a sender chooses names of fields.
   */
  private static String text(InvalidField problem) {
    return problem.field().length() + ":" + problem.field() + " " + problem.message();
  }

  private static String digits(String text) {
    return Payload.of(text).sha256().substring(0, DIGITS);
  }

  private static String topFrames(String stackTrace) {
    return stackTrace
        .lines()
        .limit(FRAMES)
        .map(line -> line.replaceAll("[0-9]+", ""))
        .collect(Collectors.joining("\n"));
  }
}
