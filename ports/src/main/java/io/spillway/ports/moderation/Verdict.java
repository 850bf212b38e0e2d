package io.spillway.ports.moderation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What was decided about a text. A {@link Published} one may be read by everyone and is stored with
 * the messages; a {@link Flagged} one is withheld and is stored with the violations, and the types
 * keep the two apart.
 */
public sealed interface Verdict {

  /** A verdict with which a message may be read by everyone. */
  sealed interface Published extends Verdict {}

  /**
   * Looked at and found fit.
   *
   * @param scores what the classifier and the local floor found, together
   * @param policyVersion the policy that allowed it
   * @param provenance whose answer it was
   */
  record Allowed(Scores scores, String policyVersion, Provenance provenance) implements Published {
    public Allowed {
      requireNonNull(scores, "scores");
      requireNonNull(policyVersion, "policyVersion");
      requireNonNull(provenance, "provenance");
    }
  }

  /**
   * Published, and to be looked at by a moderator: it reached a threshold for which policy only
   * marks.
   *
   * @param category the worst that was found
   * @param severity how bad policy says that is
   * @param score how sure the classifier is of that category, 0 to 1
   * @param scores all that was found
   * @param policyVersion the policy that marked it
   * @param provenance whose answer it was
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
   * Published without having been looked at, since the classifier gave no answer; to be checked
   * again.
   *
   * @param cause code of the last failure, such as {@code classifier.timeout}
   * @param policyVersion the policy in force
   * @param rechecks how often it was checked again in vain while the classifier answered for other
   *     texts; 0 or more
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
     * Not checked again yet.
     *
     * @param cause code of the failure that kept the classifier from answering
     * @param policyVersion the policy in force then
     */
    public Unmoderated(String cause, String policyVersion) {
      this(cause, policyVersion, 0);
    }
  }

  /**
   * Withheld at first, then released by a moderator.
   *
   * @param moderator who dismissed the violation
   * @param at when
   */
  record Released(String moderator, Instant at) implements Published {
    public Released {
      requireNonNull(moderator, "moderator");
      requireNonNull(at, "at");
    }
  }

  /**
   * Found unfit and withheld for a human.
   *
   * @param category the worst that was found
   * @param severity how bad policy says that is
   * @param score how sure the classifier is of that category, 0 to 1
   * @param reason for the moderator, one line; does not quote the text
   * @param scores all that was found
   * @param policyVersion the policy that flagged it
   * @param provenance whose answer it was; the local floor's when that was enough
   * @param matches where words and links were found, in the order of the text and apart from each
   *     other, at most {@value #MAX_MATCHES}; none where a classifier alone found it, since it does
   *     not say where
   */
  record Flagged(
      Category category,
      Severity severity,
      double score,
      String reason,
      Scores scores,
      String policyVersion,
      Provenance provenance,
      List<Match> matches)
      implements Verdict {

    /** Most places that one verdict names. */
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
     * {@return a verdict that does not say where anything was found; {@link #at} adds that}
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
          category, severity, score, reason, scores, policyVersion, provenance, List.of());
    }

    /**
     * {@return the same verdict for another reason}
     *
     * @param otherReason for people, one line
     */
    public Flagged because(String otherReason) {
      return new Flagged(
          category, severity, score, otherReason, scores, policyVersion, provenance, matches);
    }

    /**
     * {@return the same verdict, with where words and links were found}
     *
     * @param places where in the raw text
     */
    public Flagged at(List<Match> places) {
      return new Flagged(
          category, severity, score, reason, scores, policyVersion, provenance, places);
    }
  }
}
