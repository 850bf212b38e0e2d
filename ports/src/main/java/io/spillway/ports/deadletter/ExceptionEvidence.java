package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What an exception said.
 *
 * @param type the exception's class
 * @param causeType class of its innermost cause; null when it has none
 * @param stackTrace where it came from, cut at {@value #MAX_STACK_TRACE_LENGTH} characters; holds
 *     frames only and no messages, which may quote what must not be kept
 */
public record ExceptionEvidence(String type, @Nullable String causeType, String stackTrace) {

  /** Most of a stack trace that is kept, in characters. */
  public static final int MAX_STACK_TRACE_LENGTH = 4_000;

  public ExceptionEvidence {
    requireNonNull(type, "type");
    if (stackTrace.length() > MAX_STACK_TRACE_LENGTH) {
      stackTrace = stackTrace.substring(0, MAX_STACK_TRACE_LENGTH);
    }
  }
}
