package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionEffect;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.RateLimit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An author's standing on a stream.
 *
 * @param strikes the number of unexpired strikes, at most {@value StandingRules#MAX_STRIKES}
 * @param effect the effect of the strikes or of the restriction, the more severe one
 * @param restriction the moderator's restriction in force; null for none
 */
public record Standing(int strikes, StandingEffect effect, @Nullable Restriction restriction) {

  /** Good standing: no strikes. */
  public static final Standing GOOD = new Standing(0, StandingEffect.NONE, null);

  public Standing {
    requireNonNull(effect, "effect");
  }

  /**
   * {@return a standing without a restriction}
   *
   * @param strikes {@link #strikes()}
   * @param effect {@link #effect()}
   */
  public static Standing of(int strikes, StandingEffect effect) {
    return new Standing(strikes, effect, null);
  }

  /**
   * {@return the same standing with a restriction}
   *
   * @param restriction {@link #restriction()}
   */
  public Standing with(Restriction restriction) {
    StandingEffect restricted = StandingEffect.valueOf(restriction.effect().name());
    return new Standing(
        strikes, restricted.compareTo(effect) > 0 ? restricted : effect, restriction);
  }

  /**
   * Requires that the author's messages are not refused.
   *
   * @throws AuthorRestrictedException if they are
   */
  public void requireAdmitted() {
    if (effect == StandingEffect.REFUSE && restriction != null) {
      throw new AuthorRestrictedException(restriction.until());
    }
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
    if (verdict instanceof Verdict.Marked marked) {
      return toFlagged(marked.scores(), marked.policyVersion());
    }
    if (verdict instanceof Verdict.Unmoderated unmoderated) {
      return toFlagged(Scores.NONE, unmoderated.policyVersion());
    }
    // A later answer must not release the message of an author whose messages are all withheld.
    return verdict instanceof Verdict.Flagged flagged ? flagged.asFinal() : verdict;
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
            new RateLimit(1, slowSeconds(policy)),
            rates.repeats(),
            rates.links(),
            rates.streamRepeats())
        : rates;
  }

  private int slowSeconds(Policy policy) {
    return restriction != null && restriction.effect() == RestrictionEffect.SLOW
        ? restriction.slowSeconds()
        : policy.standing().slowSeconds();
  }

  private String cause(String policyVersion) {
    return restriction != null && restriction.effect() == RestrictionEffect.HOLD
        ? "restricted by " + restriction.by() + " until " + restriction.until()
        : strikes + " strikes (policy " + policyVersion + ")";
  }

  private Verdict.Flagged toFlagged(Scores scores, String policyVersion) {
    return Verdict.Flagged.of(
        Category.UNSPECIFIED,
        Severity.LOW,
        1.0,
        "all messages of the author are withheld: " + cause(policyVersion),
        scores,
        policyVersion,
        new Provenance("standing", "strikes", "none", Duration.ZERO));
  }
}
