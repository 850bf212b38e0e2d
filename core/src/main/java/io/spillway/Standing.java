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
 * An author's standing on a stream.
 *
 * @param strikes the number of unexpired strikes, at most {@value StandingRules#MAX_STRIKES}
 * @param effect the effect of the strikes
 */
public record Standing(int strikes, StandingEffect effect) {

  /** Good standing: no strikes. */
  public static final Standing GOOD = new Standing(0, StandingEffect.NONE);

  public Standing {
    requireNonNull(effect, "effect");
  }

  /**
   * {@return the verdict for this author: flagged if the effect withholds all of the author's
   * messages}
   *
   * @param verdict the verdict on the text, regardless of its author
   */
  public Verdict on(Verdict verdict) {
    if (effect != StandingEffect.HOLD) {
      return verdict;
    }
    if (verdict instanceof Verdict.Allowed allowed) {
      return toFlagged(allowed.scores(), allowed.policyVersion());
    }
    return verdict instanceof Verdict.Unmoderated unmoderated
        ? toFlagged(Scores.NONE, unmoderated.policyVersion())
        : verdict;
  }

  /**
   * {@return the rate limits of this author: stricter if the effect is {@code SLOW}}
   *
   * @param policy the stream's policy
   */
  public RateLimits slowed(Policy policy) {
    return slowed(policy, policy.rates());
  }

  /**
   * {@return the rate limits of this author: stricter if the effect is {@code SLOW}}
   *
   * @param policy the stream's policy
   * @param rates the limits without regard to standing, such as none for an exempt author
   */
  public RateLimits slowed(Policy policy, RateLimits rates) {
    return effect == StandingEffect.SLOW
        ? new RateLimits(
            new RateLimit(1, policy.standing().slowSeconds()),
            rates.repeats(),
            rates.links(),
            rates.streamRepeats())
        : rates;
  }

  private Verdict.Flagged toFlagged(Scores scores, String policyVersion) {
    return Verdict.Flagged.of(
        Category.UNSPECIFIED,
        Severity.LOW,
        1.0,
        "all messages of the author are withheld: "
            + strikes
            + " strikes (policy "
            + policyVersion
            + ")",
        scores,
        policyVersion,
        new Provenance("standing", "strikes", "none", Duration.ZERO));
  }
}
