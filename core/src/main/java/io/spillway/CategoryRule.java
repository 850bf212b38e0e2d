package io.spillway;

import io.spillway.ports.moderation.Severity;
import io.spillway.ports.policy.PolicyAction;

/**
 * When a category matters, how bad that is, and what is done then.
 *
 * @param threshold the lowest score that matters; over 0 and at most 1
 * @param severity how bad a message is that reaches it
 * @param action what is done with a message that reaches it
 */
public record CategoryRule(double threshold, Severity severity, PolicyAction action) {

  /**
   * One that withholds.
   *
   * @param threshold see {@link #threshold()}
   * @param severity see {@link #severity()}
   */
  public CategoryRule(double threshold, Severity severity) {
    this(threshold, severity, PolicyAction.WITHHOLD);
  }
}
