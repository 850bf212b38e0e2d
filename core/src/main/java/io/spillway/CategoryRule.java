package io.spillway;

import io.spillway.ports.moderation.Severity;
import io.spillway.ports.policy.PolicyAction;

/**
 * Rule for one category: its threshold, its severity, and the action to take.
 *
 * @param threshold the lowest score to which the rule applies; over 0 and at most 1
 * @param severity the severity of a message that reaches the threshold
 * @param action the action taken on a message that reaches the threshold
 */
public record CategoryRule(double threshold, Severity severity, PolicyAction action) {

  /**
   * Creates a rule that withholds messages.
   *
   * @param threshold the lowest score to which the rule applies
   * @param severity the severity of a message that reaches the threshold
   * @return the rule
   */
  public static CategoryRule withholding(double threshold, Severity severity) {
    return new CategoryRule(threshold, severity, PolicyAction.WITHHOLD);
  }
}
