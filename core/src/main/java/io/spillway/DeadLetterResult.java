package io.spillway;

import io.spillway.ports.Versioned;

/**
 * Result of an operator's command.
 *
 * @param <T> the type of the target: a dead letter or a redrive
 */
public sealed interface DeadLetterResult<T> {

  /**
   * The command is recorded, and durable.
   *
   * @param <T> the type of the target
   * @param now the target after the command
   */
  record Done<T>(Versioned<T> now) implements DeadLetterResult<T> {}

  /**
   * The target was changed since it was read; nothing was changed.
   *
   * @param <T> the type of the target
   * @param current the current target
   */
  record Stale<T>(Versioned<T> current) implements DeadLetterResult<T> {}

  /**
   * The current state does not allow the command; nothing was changed.
   *
   * @param <T> the type of the target
   * @param current the current target
   * @param reason the reason, for people
   */
  record NotAllowed<T>(Versioned<T> current, String reason) implements DeadLetterResult<T> {}

  /**
   * The id is unknown.
   *
   * @param <T> the type of the target
   */
  record NotFound<T>() implements DeadLetterResult<T> {}
}
