package io.spillway.core.deadletter;

import io.spillway.ports.Versioned;

/** What came of something that an operator did. */
public sealed interface DeskResult<T> {

  /** It is done, and durable. */
  record Done<T>(Versioned<T> now) implements DeskResult<T> {}

  /** Somebody else was first: nothing was done, and this is what stands. */
  record Stale<T>(Versioned<T> current) implements DeskResult<T> {}

  /** It cannot be done from where it stands: nothing was done. */
  record NotAllowed<T>(Versioned<T> current, String reason) implements DeskResult<T> {}

  /** There is nothing with this id. */
  record NotFound<T>() implements DeskResult<T> {}
}
