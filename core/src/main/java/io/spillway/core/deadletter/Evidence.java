package io.spillway.core.deadletter;

import io.spillway.ports.deadletter.ExceptionEvidence;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Extracts an exception's evidence for a dead letter. */
public final class Evidence {

  private static final int MAX_FRAMES = 40;
  private static final int MAX_CAUSES = 20;

  private Evidence() {}

  /**
   * {@return an exception's type, the type of its innermost cause, and the frames of that cause}
   *
   * @param thrown the exception of an activity
   */
  public static ExceptionEvidence of(Throwable thrown) {
    Throwable innermost = innermost(thrown);
    return new ExceptionEvidence(
        thrown.getClass().getName(), causeType(thrown, innermost), frames(innermost));
  }

  private static @Nullable String causeType(Throwable thrown, Throwable innermost) {
    return thrown.getCause() == null ? null : innermost.getClass().getName();
  }

  private static Throwable innermost(Throwable thrown) {
    Throwable innermost = thrown;
    for (int depth = 0; innermost.getCause() != null && depth < MAX_CAUSES; depth++) {
      innermost = innermost.getCause();
    }
    return innermost;
  }

  private static String frames(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .limit(MAX_FRAMES)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining("\n"));
  }
}
