package io.spillway.core.policy.trial;

import io.spillway.Policies;
import io.spillway.Policy;
import io.spillway.core.InputCheck;
import io.spillway.core.moderation.Judge;
import io.spillway.core.policy.trial.PastCase.Judgement;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Violation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Converts stored messages and violations to cases, and counts those that cannot be converted. */
final class PastCases {

  /** Limit of past policies looked up; beyond it the policy in force is used. */
  private static final int MAX_POLICIES = 50;

  private final String streamId;
  private final Policy inForce;
  private final Policies policies;
  private final Map<String, Policy> named = new HashMap<>();
  private int unmoderated;
  private int unscored;

  PastCases(String streamId, Policy inForce, Policies policies) {
    this.streamId = streamId;
    this.inForce = inForce;
    this.policies = policies;
    named.put(inForce.version(), inForce);
  }

  /**
   * Converts a message. Returns empty if its scores are unknown: it was never scored, or was kept;
   * or if it was released, because then its violation counts.
   */
  Optional<PastCase> of(Message message) {
    if (message.verdict() instanceof Verdict.Allowed allowed) {
      return Optional.of(toCase(message, allowed.scores(), allowed.policyVersion()));
    }
    if (message.verdict() instanceof Verdict.Marked marked) {
      return Optional.of(toCase(message, marked.scores(), marked.policyVersion()));
    }
    if (message.verdict() instanceof Verdict.Unmoderated
        || message.verdict() instanceof Verdict.Kept) {
      unmoderated++;
    }
    return Optional.empty();
  }

  Optional<PastCase> of(Violation violation) {
    Verdict.Flagged verdict = violation.verdict();
    Scores classified =
        classifierScores(
            verdict.scores(), verdict.policyVersion(), violation.text(), violation.author());
    unscored += classified.byCategory().isEmpty() ? 1 : 0;
    return Optional.of(
        new PastCase(
            violation.id().toString(),
            violation.text(),
            classified,
            verdict.category(),
            verdict.category() == Category.UNSPECIFIED,
            judgement(violation),
            violation.author()));
  }

  int unmoderated() {
    return unmoderated;
  }

  int unscored() {
    return unscored;
  }

  private PastCase toCase(Message message, Scores scores, String version) {
    return new PastCase(
        message.messageId(),
        message.text(),
        classifierScores(scores, version, message.text(), message.author()),
        null,
        false,
        Judgement.UNKNOWN,
        message.author());
  }

  private Scores classifierScores(Scores recorded, String version, String text, String author) {
    Policy then = policyThen(version);
    Scores floor = Judge.floor(then, text, then.exempts(author, Set.of()));
    return PastCase.withoutFloor(recorded, floor);
  }

  private Policy policyThen(String version) {
    Policy known = named.get(version);
    if (known == null) {
      known =
          named.size() < MAX_POLICIES ? policies.named(streamId, version).orElse(inForce) : inForce;
      named.put(version, known);
    }
    return known;
  }

  /** Returns the moderators' decision. */
  static Judgement judgement(Violation violation) {
    if (InputCheck.isSystem(violation.lastStep().who())) {
      return Judgement.UNKNOWN; // An automatic step is no ground truth.
    }
    return switch (violation.state()) {
      case UPHELD -> Judgement.BAD;
      case DISMISSED -> Judgement.FINE;
      case OPEN, REOPENED, ESCALATED, REPORTED -> Judgement.UNKNOWN;
    };
  }
}
