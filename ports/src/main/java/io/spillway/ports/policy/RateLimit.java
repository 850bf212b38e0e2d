package io.spillway.ports.policy;

/**
 * Maximum number of actions in a sliding window.
 *
 * @param most the maximum number within the window; 0 for no limit
 * @param seconds the length of the window, in seconds
 */
public record RateLimit(int most, int seconds) {

  /** No limit. */
  public static final RateLimit NONE = new RateLimit(0, 1);
}
