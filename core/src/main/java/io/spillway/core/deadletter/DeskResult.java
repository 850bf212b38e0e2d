package io.spillway.core.deadletter;

import io.spillway.ports.Versioned;

/**
 * What came of something that an operator did.
 *
 * @param <T> what it is about: a letter or a redrive
 */
public sealed interface DeskResult<T> {

  /**
   * It is done, and durable.
   *
   * @param <T> what it is about
   * @param now as it stands by now
   */
  record Done<T>(Versioned<T> now) implements DeskResult<T> {}

  /**
   * Somebody else was first: nothing was done, and this is what stands.
   *
   * @param <T> what it is about
   * @param current as it stands
   */
  record Stale<T>(Versioned<T> current) implements DeskResult<T> {}

  /**
   * It cannot be done from where it stands: nothing was done.
   *
   * @param <T> what it is about
   * @param current as it stands
   * @param reason why not, for people
   */
  record NotAllowed<T>(Versioned<T> current, String reason) implements DeskResult<T> {}

  /**
   * There is nothing with this id.
   *
   * @param <T> what it would be about
   */
  record NotFound<T>() implements DeskResult<T> {}
}
