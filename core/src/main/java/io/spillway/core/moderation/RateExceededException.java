package io.spillway.core.moderation;

import io.spillway.ports.policy.RateLimit;
import java.time.Duration;

/** An author has sent more than the policy allows. Nothing was stored. */
public final class RateExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient RateRule rule;
  private final transient RateLimit limit;
  private final transient Duration retryAfter;

  RateExceededException(RateRule rule, RateLimit limit, Duration retryAfter) {
    super("over the limit of " + rule, null, false, false);
    this.rule = rule;
    this.limit = limit;
    this.retryAfter = retryAfter;
  }

  /** {@return which limit it was} */
  public RateRule rule() {
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
