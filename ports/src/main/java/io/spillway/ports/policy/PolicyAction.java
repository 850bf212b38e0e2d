package io.spillway.ports.policy;

/** What is done with a message whose category reaches its threshold. */
public enum PolicyAction {
  /** It is withheld until a moderator has looked at it. */
  WITHHOLD,
  /** It is published, and marked for a moderator to look at. */
  MARK,
  /** Nothing: the category does not matter here. */
  IGNORE
}
