package io.spillway;

/** What is limited. */
public enum RateLimitKind {
  /** Messages, whatever they say. */
  MESSAGES,
  /** The same text again. */
  REPEATS,
  /** Texts with a link to a host that is not allowed. */
  LINKS
}
