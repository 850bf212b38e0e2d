package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.RateLimit;
import java.time.Duration;

/**
 * How an author stands on a stream.
 *
 * @param strikes those that count, at most {@value StandingRules#MAX_STRIKES}
 * @param effect what they lead to
 */
public record Standing(int strikes, StandingEffect effect) {

  /** Nothing is held against them. */
  public static final Standing GOOD = new Standing(0, StandingEffect.NONE);

  public Standing {
    requireNonNull(effect, "effect");
  }

  /**
   * {@return the verdict on what this author sends: all of it is withheld, if that is the effect}
   *
   * @param verdict on one text, whoever wrote it
   */
  public Verdict on(Verdict verdict) {
    if (effect != StandingEffect.HOLD) {
      return verdict;
    }
    if (verdict instanceof Verdict.Allowed allowed) {
      return held(allowed.scores(), allowed.policyVersion());
    }
    return verdict instanceof Verdict.Unmoderated unmoderated
        ? held(Scores.NONE, unmoderated.policyVersion())
        : verdict;
  }

  /**
   * {@return how much this author may send: less than others, if they are slowed down}
   *
   * @param policy in force on the stream
   */
  public RateLimits slowed(Policy policy) {
    RateLimits rates = policy.rates();
    return effect == StandingEffect.SLOW
        ? new RateLimits(
            new RateLimit(1, policy.standing().slowSeconds()), rates.repeats(), rates.links())
        : rates;
  }

  private Verdict.Flagged held(Scores scores, String policyVersion) {
    return Verdict.Flagged.of(
        Category.UNSPECIFIED,
        Severity.LOW,
        1.0,
        "all that its author sends is held: " + strikes + " strikes (policy " + policyVersion + ")",
        scores,
        policyVersion,
        new Provenance("standing", "strikes", "none", Duration.ZERO));
  }
}
