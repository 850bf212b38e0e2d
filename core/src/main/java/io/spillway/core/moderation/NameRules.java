package io.spillway.core.moderation;

import static java.util.Objects.requireNonNull;

import io.spillway.Policy;
import io.spillway.core.text.ReadText;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict.Flagged;
import io.spillway.ports.moderation.WithheldName;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Checks names that are shown, of authors, donors and other actors, by local rules alone: the
 * policy's words, links, and the local classifier. Limits of shape do not apply to names. A link in
 * a name is an advertisement, so it has the highest score for spam if the policy scores links.
 *
 * <p>Pure, for the same policy and local classifier. Safe for use by many threads.
 */
public final class NameRules {

  private static final double LINK_SCORE = 1.0;

  /** Names whose scores are kept, a power of two: most messages are of authors who wrote before. */
  private static final int MOST_KNOWN = 1 << 11;

  private record Known(String name, ReadText text, Scores scores) {}

  private final LocalClassifier local;
  private final AtomicReferenceArray<@Nullable Known> known =
      new AtomicReferenceArray<>(MOST_KNOWN);

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
    Known read = read(name);
    double linkScore = policy.links().score() > 0 ? LINK_SCORE : 0;
    Scores scores = WordAndLinkScorer.score(policy, read.text(), linkScore).raisedBy(read.scores());
    return !scores.byCategory().isEmpty()
            && Judge.judge(policy, scores, WordAndLinkScorer.provenance(policy))
                instanceof Flagged flagged
        ? Optional.of(new WithheldName(flagged.category(), flagged.policyVersion()))
        : Optional.empty();
  }

  private Known read(String name) {
    int place = name.hashCode() & (MOST_KNOWN - 1);
    Known last = known.get(place);
    if (last != null && last.name().equals(name)) {
      return last;
    }
    Scores scores = local.score(TextModeration.forClassifier(name)).scores();
    Known read = new Known(name, ReadText.of(name), scores);
    known.set(place, read);
    return read;
  }
}
