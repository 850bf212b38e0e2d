package io.spillway.core.violation;

import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.ReasonCode;
import java.time.Duration;

/** Verdicts of people, without a classifier. */
public final class ByHand {

  private ByHand() {}

  /**
   * {@return the category that a reason stands for; {@code UNSPECIFIED} for a rule without one}
   *
   * @param reason the reason
   */
  public static Category category(ReasonCode reason) {
    return Category.ofCode(reason.code()).orElse(Category.UNSPECIFIED);
  }

  /**
   * {@return a verdict of a person}
   *
   * @param message the published message
   * @param source the kind of person, such as {@code moderator}
   * @param category the category
   * @param severity the severity
   * @param score the certainty, 0 to 1
   * @param reason one line for moderators
   */
  public static Verdict.Flagged verdict(
      Message message,
      String source,
      Category category,
      Severity severity,
      double score,
      String reason) {
    return Verdict.Flagged.of(
        category,
        severity,
        score,
        reason,
        scores(message.verdict()),
        policyVersion(message.verdict()),
        new Provenance(source, "none", "none", Duration.ZERO));
  }

  /**
   * {@return the version of the policy that published a message; {@code none} if it was released}
   *
   * @param verdict the message's verdict
   */
  public static String policyVersion(Verdict.Published verdict) {
    if (verdict instanceof Verdict.Allowed allowed) {
      return allowed.policyVersion();
    }
    if (verdict instanceof Verdict.Marked marked) {
      return marked.policyVersion();
    }
    if (verdict instanceof Verdict.Kept kept) {
      return kept.policyVersion();
    }
    return verdict instanceof Verdict.Unmoderated unmoderated
        ? unmoderated.policyVersion()
        : "none";
  }

  private static Scores scores(Verdict.Published verdict) {
    if (verdict instanceof Verdict.Allowed allowed) {
      return allowed.scores();
    }
    return verdict instanceof Verdict.Marked marked ? marked.scores() : Scores.NONE;
  }
}
