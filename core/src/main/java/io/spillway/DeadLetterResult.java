package io.spillway;

import io.spillway.ports.Versioned;

/**
 * What came of something that an operator did.
 *
 * @param <T> what it is about: a letter or a redrive
 */
public sealed interface DeadLetterResult<T> {

  /**
   * It is done, and durable.
   *
   * @param <T> what it is about
   * @param now as it stands by now
   */
  record Done<T>(Versioned<T> now) implements DeadLetterResult<T> {}

  /**
   * Somebody else was first: nothing was done, and this is what stands.
   *
   * @param <T> what it is about
   * @param current as it stands
   */
  record Stale<T>(Versioned<T> current) implements DeadLetterResult<T> {}

  /**
   * It cannot be done from where it stands: nothing was done.
   *
   * @param <T> what it is about
   * @param current as it stands
   * @param reason why not, for people
   */
  record NotAllowed<T>(Versioned<T> current, String reason) implements DeadLetterResult<T> {}

  /**
   * There is nothing with this id.
   *
   * @param <T> what it would be about
   */
  record NotFound<T>() implements DeadLetterResult<T> {}
}
