package io.spillway.durable;

/** Exception for a replay whose actions differ from the recorded ones. */
public final class NonDeterminismException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NonDeterminismException(String message) {
    super(message);
  }
}
