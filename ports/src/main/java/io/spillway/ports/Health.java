package io.spillway.ports;

import static java.util.Objects.requireNonNull;

/**
 * How an adapter is doing, from what it last saw: asking makes no call.
 *
 * @param adapter what stands behind the port, such as {@code in-memory} or {@code cosmos}
 * @param state whether it works
 * @param detail for people, one line; never a secret; empty when there is nothing to say
 */
public record Health(String adapter, State state, String detail) {

  /** Whether an adapter works. */
  public enum State {
    /** All is well. */
    UP,
    /** It answers, but not fully: some requests are refused or served in a lesser way. */
    DEGRADED,
    /** It does not do its work. */
    DOWN
  }

  public Health {
    requireNonNull(adapter, "adapter");
    requireNonNull(state, "state");
    requireNonNull(detail, "detail");
  }

  /**
   * {@return that all is well, and there is nothing to say}
   *
   * @param adapter what stands behind the port
   */
  public static Health up(String adapter) {
    return new Health(adapter, State.UP, "");
  }
}
