package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Evidence of an exception, without its messages.
 *
 * @param type the exception's class
 * @param causeType the class of the root cause; null for none
 * @param stackTrace the stack frames, truncated to {@value #MAX_STACK_TRACE_LENGTH} characters,
 *     without messages, which may quote confidential data
 */
public record ExceptionEvidence(String type, @Nullable String causeType, String stackTrace) {

  /** Maximum length of a stack trace, in characters. */
  public static final int MAX_STACK_TRACE_LENGTH = 4_000;

  public ExceptionEvidence {
    requireNonNull(type, "type");
    if (stackTrace.length() > MAX_STACK_TRACE_LENGTH) {
      stackTrace = stackTrace.substring(0, MAX_STACK_TRACE_LENGTH);
    }
  }
}
