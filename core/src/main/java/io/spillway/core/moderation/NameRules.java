package io.spillway.core.moderation;

import static java.util.Objects.requireNonNull;

import io.spillway.Policy;
import io.spillway.core.text.Links;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict.Flagged;
import io.spillway.ports.moderation.WithheldName;
import java.util.Optional;

/**
 * Checks names that are shown, of authors, donors and other actors, by local rules alone: the
 * policy's words, links, and the local classifier. Limits of shape do not apply to names. A link in
 * a name is an advertisement, so it has the highest score for spam if the policy scores links.
 *
 * <p>Pure, for the same policy and local classifier. Safe for use by many threads.
 */
public final class NameRules {

  private static final Scores LINK = Scores.of(Category.SPAM, 1.0);

  private final LocalClassifier local;

  /**
   * Creates rules.
   *
   * @param local the local classifier, whose scores are judged by the policy
   */
  public NameRules(LocalClassifier local) {
    this.local = requireNonNull(local, "local");
  }

  /**
   * {@return the reason why the policy withholds a name; empty for most names}
   *
   * @param policy the policy in force
   * @param name the name as sent
   */
  public Optional<WithheldName> check(Policy policy, String name) {
    String normalised = TextModeration.forClassifier(name);
    Scores scores =
        Judge.floor(policy, name, true)
            .raisedBy(links(policy, normalised))
            .raisedBy(local.score(normalised).scores());
    return Judge.judge(policy, scores, WordAndLinkScorer.provenance(policy))
            instanceof Flagged flagged
        ? Optional.of(new WithheldName(flagged.category(), flagged.policyVersion()))
        : Optional.empty();
  }

  private static Scores links(Policy policy, String normalised) {
    boolean isScored = policy.links().score() > 0;
    return isScored && Links.hasExternalLink(normalised, policy.links().allowedHosts())
        ? LINK
        : Scores.NONE;
  }
}
