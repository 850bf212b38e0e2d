package io.spillway.ports.policy;

/**
 * How often something may happen.
 *
 * @param most times within the window; 0 for no limit
 * @param seconds length of the window, which slides
 */
public record RateLimit(int most, int seconds) {

  /** No limit. */
  public static final RateLimit NONE = new RateLimit(0, 1);
}
