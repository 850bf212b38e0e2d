package io.spillway;

/** Kinds of rate limits. */
public enum RateLimitKind {
  /** All messages. */
  MESSAGES,
  /** Repetitions of one text. */
  REPEATS,
  /** Texts with a link to a host that is not allowed. */
  LINKS,
  /** Reports by one reporter on all streams. */
  REPORTS
}
