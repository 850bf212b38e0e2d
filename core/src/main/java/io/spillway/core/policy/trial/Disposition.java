package io.spillway.core.policy.trial;

import io.spillway.ports.moderation.Verdict;

/** What a verdict does with a message. */
public enum Disposition {
  /** Readers see it. */
  PUBLISHED,
  /** Published, and marked for a moderator to look at. */
  MARKED,
  /** Readers do not see it; a moderator decides. */
  WITHHELD;

  static Disposition of(Verdict verdict) {
    if (verdict instanceof Verdict.Flagged) {
      return WITHHELD;
    }
    return verdict instanceof Verdict.Marked ? MARKED : PUBLISHED;
  }
}
