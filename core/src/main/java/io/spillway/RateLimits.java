package io.spillway;

import io.spillway.ports.policy.RateLimit;
import io.spillway.ports.policy.StreamRepeats;

/**
 * Rate limits on one stream. Messages over a limit are refused, and not stored. Authors whose names
 * look alike share one limit.
 *
 * @param messages the limit of an author's messages
 * @param repeats the limit of an author's repetitions of one text, also in obfuscated spellings
 * @param links the limit of an author's texts with a link to a host that is not allowed
 * @param streamRepeats the limit of one text by any authors, also in obfuscated spellings
 */
public record RateLimits(
    RateLimit messages, RateLimit repeats, RateLimit links, StreamRepeats streamRepeats) {

  /** Highest {@link RateLimit#most()}. */
  public static final int MAX_TIMES = 100;

  /** Longest {@link RateLimit#seconds()}. */
  public static final int MAX_SECONDS = 600;

  /** No limits. */
  public static final RateLimits NONE =
      new RateLimits(RateLimit.NONE, RateLimit.NONE, RateLimit.NONE, StreamRepeats.NONE);

  /**
   * By author 20 messages in 10 seconds, the same text 3 times in 30 seconds, 5 links in a minute;
   * on a stream the same text of 20 letters or more 10 times in 10 seconds.
   */
  public static final RateLimits STANDARD =
      new RateLimits(
          new RateLimit(20, 10),
          new RateLimit(3, 30),
          new RateLimit(5, 60),
          new StreamRepeats(new RateLimit(10, 10), StreamRepeats.DEFAULT_MIN_LENGTH));
}
