package io.spillway;

/** Kinds of rate limits. */
public enum RateLimitKind {
  /** All messages of an author. */
  MESSAGES,
  /** Repetitions of one text by an author. */
  REPEATS,
  /** An author's texts with a link to a host that is not allowed. */
  LINKS,
  /** Repetitions of one text on a stream by any authors. */
  STREAM_REPEATS,
  /** Reports by one reporter on all streams. */
  REPORTS
}
