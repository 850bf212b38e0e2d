package io.spillway.ports;

import static java.util.Objects.requireNonNull;

/**
 * Health of an adapter, derived from its latest calls; reading it makes no call.
 *
 * @param adapter the adapter's name, such as {@code in-memory} or {@code cosmos}
 * @param state the adapter's state
 * @param detail one line for people, without secrets; may be empty
 */
public record Health(String adapter, State state, String detail) {

  /** State of an adapter. */
  public enum State {
    /** The adapter works. */
    UP,
    /** The adapter works in part: some requests fail or get a reduced result. */
    DEGRADED,
    /** The adapter does not work. */
    DOWN
  }

  public Health {
    requireNonNull(adapter, "adapter");
    requireNonNull(state, "state");
    requireNonNull(detail, "detail");
  }

  /**
   * {@return the state {@code UP} without a detail}
   *
   * @param adapter the adapter's name
   */
  public static Health up(String adapter) {
    return new Health(adapter, State.UP, "");
  }
}
