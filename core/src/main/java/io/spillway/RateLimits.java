package io.spillway;

import io.spillway.ports.policy.RateLimit;

/**
 * Rate limits for one author on one stream. Messages over a limit are refused, and not stored.
 *
 * @param messages the limit of messages
 * @param repeats the limit of repetitions of one text, also in obfuscated spellings
 * @param links the limit of texts with a link to a host that is not allowed
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
