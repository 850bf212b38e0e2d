package io.spillway;

import io.spillway.ports.SpillwayException;
import io.spillway.ports.policy.RateLimit;
import java.time.Duration;
import java.util.Locale;

/** An author has sent more than the policy allows. Nothing was stored. */
public final class RateExceededException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  private final transient RateLimitKind rule;
  private final transient RateLimit limit;
  private final transient Duration retryAfter;

  /**
   * A limit was exceeded.
   *
   * @param rule which limit
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
            rule.name().toLowerCase(Locale.ROOT),
            limit.seconds(),
            retryAfter.plusMillis(999).toSeconds());
  }

  /** {@return which limit it was} */
  public RateLimitKind rule() {
    return rule;
  }

  /** {@return the limit itself} */
  public RateLimit limit() {
    return limit;
  }

  /**
   * {@return after which the same message goes through, if the author sends nothing else; over 0}
   */
  public Duration retryAfter() {
    return retryAfter;
  }
}
