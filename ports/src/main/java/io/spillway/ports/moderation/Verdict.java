package io.spillway.ports.moderation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Decision about a text. A {@link Published} message is stored with the messages, a {@link Flagged}
 * one is withheld and stored with the violations; separate types prevent confusion.
 */
public sealed interface Verdict {

  /** Verdict of a published message. */
  sealed interface Published extends Verdict {}

  /**
   * Moderated and allowed.
   *
   * @param scores the combined scores of the classifier and of the local rules
   * @param policyVersion the version of the policy that allowed it
   * @param provenance the origin of the scores
   */
  record Allowed(Scores scores, String policyVersion, Provenance provenance) implements Published {
    public Allowed {
      requireNonNull(scores, "scores");
      requireNonNull(policyVersion, "policyVersion");
      requireNonNull(provenance, "provenance");
    }
  }

  /**
   * Published and marked for a moderator: it reached a threshold whose action is to mark.
   *
   * @param category the most severe category
   * @param severity the severity of that category in the policy
   * @param score the classifier's score of that category, 0 to 1
   * @param scores all scores
   * @param policyVersion the version of the policy that marked it
   * @param provenance the origin of the scores
   */
  record Marked(
      Category category,
      Severity severity,
      double score,
      Scores scores,
      String policyVersion,
      Provenance provenance)
      implements Published {
    public Marked {
      requireNonNull(category, "category");
      requireNonNull(severity, "severity");
      requireNonNull(scores, "scores");
      requireNonNull(policyVersion, "policyVersion");
      requireNonNull(provenance, "provenance");
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException("score must be 0 to 1: " + score);
      }
    }
  }

  /**
   * Published without a classification, because the classifier returned no result; to be rechecked.
   *
   * @param cause the code of the last failure, such as {@code classifier.timeout}
   * @param policyVersion the version of the policy in force
   * @param rechecks the number of rechecks that failed while the classifier returned results for
   *     other texts; 0 or more
   */
  record Unmoderated(String cause, String policyVersion, int rechecks) implements Published {
    public Unmoderated {
      requireNonNull(cause, "cause");
      requireNonNull(policyVersion, "policyVersion");
      if (rechecks < 0) {
        throw new IllegalArgumentException("rechecks must not be negative: " + rechecks);
      }
    }

    /**
     * Creates a verdict without rechecks.
     *
     * @param cause the code of the classifier's failure
     * @param policyVersion the version of the policy in force at that time
     * @return the verdict
     */
    public static Unmoderated of(String cause, String policyVersion) {
      return new Unmoderated(cause, policyVersion, 0);
    }
  }

  /**
   * Withheld at first and later released by a moderator.
   *
   * @param moderator the name of the moderator who dismissed the violation
   * @param at the time of the decision
   */
  record Released(String moderator, Instant at) implements Published {
    public Released {
      requireNonNull(moderator, "moderator");
      requireNonNull(at, "at");
    }
  }

  /**
   * Published, and kept by a moderator who reviewed it: it was marked, unmoderated or reported.
   *
   * @param moderator the name of the moderator
   * @param at the time of the decision
   * @param policyVersion the version of the policy that published it
   */
  record Kept(String moderator, Instant at, String policyVersion) implements Published {
    public Kept {
      requireNonNull(moderator, "moderator");
      requireNonNull(at, "at");
      requireNonNull(policyVersion, "policyVersion");
    }
  }

  /**
   * Withheld for review by a moderator.
   *
   * @param category the most severe category
   * @param severity the severity of that category in the policy
   * @param score the classifier's score of that category, 0 to 1
   * @param reason one line for the moderator, which does not quote the text
   * @param scores all scores
   * @param policyVersion the version of the policy that flagged it
   * @param provenance the origin of the scores; the local rules, if they sufficed
   * @param matches the matched words and links, in the order of the text, without overlaps, at most
   *     {@value #MAX_MATCHES}; empty if only a classifier flagged it
   * @param isProvisional whether the classifier gave no complete answer about the text, so that it
   *     is asked again while no person has reviewed the message
   */
  record Flagged(
      Category category,
      Severity severity,
      double score,
      String reason,
      Scores scores,
      String policyVersion,
      Provenance provenance,
      List<Match> matches,
      boolean isProvisional)
      implements Verdict {

    /** Maximum number of matches. */
    public static final int MAX_MATCHES = 20;

    public Flagged {
      requireNonNull(category, "category");
      requireNonNull(severity, "severity");
      requireNonNull(reason, "reason");
      requireNonNull(scores, "scores");
      requireNonNull(policyVersion, "policyVersion");
      requireNonNull(provenance, "provenance");
      matches = List.copyOf(matches);
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException("score must be 0 to 1: " + score);
      }
      if (matches.size() > MAX_MATCHES) {
        throw new IllegalArgumentException(
            "matches must be at most " + MAX_MATCHES + ": " + matches.size());
      }
    }

    /**
     * {@return a final verdict without matches; {@link #at} adds them}
     *
     * @param category {@link #category()}
     * @param severity {@link #severity()}
     * @param score {@link #score()}
     * @param reason {@link #reason()}
     * @param scores {@link #scores()}
     * @param policyVersion {@link #policyVersion()}
     * @param provenance {@link #provenance()}
     */
    public static Flagged of(
        Category category,
        Severity severity,
        double score,
        String reason,
        Scores scores,
        String policyVersion,
        Provenance provenance) {
      return new Flagged(
          category, severity, score, reason, scores, policyVersion, provenance, List.of(), false);
    }

    /**
     * {@return the same verdict with another reason}
     *
     * @param otherReason one line for people
     */
    public Flagged because(String otherReason) {
      return with(otherReason, matches, isProvisional);
    }

    /**
     * {@return the same verdict with matches}
     *
     * @param places the matches in the raw text
     */
    public Flagged at(List<Match> places) {
      return with(reason, places, isProvisional);
    }

    /** {@return the same verdict, about which the classifier is asked again} */
    public Flagged asProvisional() {
      return with(reason, matches, true);
    }

    /** {@return the same verdict, about which the classifier is not asked again} */
    public Flagged asFinal() {
      return with(reason, matches, false);
    }

    private Flagged with(String otherReason, List<Match> places, boolean provisional) {
      return new Flagged(
          category,
          severity,
          score,
          otherReason,
          scores,
          policyVersion,
          provenance,
          places,
          provisional);
    }
  }
}
