package io.spillway.durable;

/** A replay asked for something else than history has recorded. */
public final class NonDeterminismException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NonDeterminismException(String message) {
    super(message);
  }
}
