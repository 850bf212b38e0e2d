package io.spillway;

import io.spillway.ports.SpillwayException;
import io.spillway.ports.policy.RateLimit;
import java.time.Duration;
import java.util.Locale;

/**
 * Reports that an author, or a text on its stream, exceeded a rate limit of the policy. Nothing was
 * stored.
 */
public final class RateExceededException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  private final transient RateLimitKind rule;
  private final transient RateLimit limit;
  private final transient Duration retryAfter;

  /**
   * Creates the exception for one limit.
   *
   * @param rule the kind of limit
   * @param limit the limit
   * @param retryAfter the wait; over 0
   */
  public RateExceededException(RateLimitKind rule, RateLimit limit, Duration retryAfter) {
    super(text(rule, limit, retryAfter), false);
    this.rule = rule;
    this.limit = limit;
    this.retryAfter = retryAfter;
  }

  private static String text(RateLimitKind rule, RateLimit limit, Duration retryAfter) {
    return "over the limit of %d %s in %d s, retry after %d s"
        .formatted(
            limit.most(),
            rule.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            limit.seconds(),
            retryAfter.plusMillis(999).toSeconds());
  }

  /** {@return the kind of limit that was exceeded} */
  public RateLimitKind rule() {
    return rule;
  }

  /** {@return the limit that was exceeded} */
  public RateLimit limit() {
    return limit;
  }

  /**
   * {@return the wait after which the same message is accepted, if the author, and for {@link
   * RateLimitKind#STREAM_REPEATS} the whole stream, sends nothing else that counts; over 0}
   */
  public Duration retryAfter() {
    return retryAfter;
  }
}
