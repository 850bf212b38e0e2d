package io.spillway.ports.moderation;

/**
 * Severity of harmful content, in ascending order. Policies assign it; a score, by contrast, is a
 * classifier's confidence.
 */
public enum Severity {
  /** A nuisance; in the standard policy, spam and profanity. */
  LOW,
  /** In the standard policy, for example, harassment. */
  MEDIUM,
  /** In the standard policy, for example, hate and threats. */
  HIGH,
  /** The highest severity; in the standard policy, for example, sexual content about minors. */
  CRITICAL
}
