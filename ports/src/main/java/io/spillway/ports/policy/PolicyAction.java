package io.spillway.ports.policy;

/** Action on a message that reaches a category's threshold. */
public enum PolicyAction {
  /** Withhold it until a moderator has decided. */
  WITHHOLD,
  /** Publish it and mark it for a moderator. */
  MARK,
  /** Ignore the category. */
  IGNORE
}
