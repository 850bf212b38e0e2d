package io.spillway;

import io.spillway.ports.policy.RateLimit;

/**
 * How often one author may do what on one stream; what goes over is refused, and not stored.
 *
 * @param messages send a message
 * @param repeats send the same text, however it is written
 * @param links send a text with a link to a host that is not allowed
 */
public record RateLimits(RateLimit messages, RateLimit repeats, RateLimit links) {

  /** Highest {@link RateLimit#most()}. */
  public static final int MAX_TIMES = 100;

  /** Longest {@link RateLimit#seconds()}. */
  public static final int MAX_SECONDS = 600;

  /** No limits. */
  public static final RateLimits NONE =
      new RateLimits(RateLimit.NONE, RateLimit.NONE, RateLimit.NONE);

  /** 20 messages in 10 seconds, the same text 3 times in 30 seconds, 5 links in a minute. */
  public static final RateLimits STANDARD =
      new RateLimits(new RateLimit(20, 10), new RateLimit(3, 30), new RateLimit(5, 60));
}
