package io.spillway.core.policy.trial;

import io.spillway.ports.moderation.Verdict;

/** Effect of a verdict on a message. */
public enum Disposition {
  /** Visible to readers. */
  PUBLISHED,
  /** Visible to readers, and marked for review. */
  MARKED,
  /** Hidden from readers until a moderator decides. */
  WITHHELD;

  static Disposition of(Verdict verdict) {
    if (verdict instanceof Verdict.Flagged) {
      return WITHHELD;
    }
    return verdict instanceof Verdict.Marked ? MARKED : PUBLISHED;
  }
}
