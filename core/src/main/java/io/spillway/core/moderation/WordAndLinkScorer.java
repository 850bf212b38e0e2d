package io.spillway.core.moderation;

import static io.spillway.ports.moderation.Match.Rule.BANNED;
import static io.spillway.ports.moderation.Match.Rule.LINK;
import static io.spillway.ports.moderation.Match.Rule.SUSPECT;
import static java.util.Comparator.comparing;

import io.spillway.Policy;
import io.spillway.core.text.Links;
import io.spillway.core.text.ReadText;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Match;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Scores a text locally, by a policy's word lists and link rule. A classifier can raise these
 * scores, never lower them.
 */
final class WordAndLinkScorer {

  private WordAndLinkScorer() {}

  /** Scores a text by words and links. */
  static Scores score(Policy policy, ReadText text) {
    return score(policy, text, policy.links().score());
  }

  /**
   * Scores a text by words and links.
   *
   * @param linkScore the score of a link, in place of the policy's
   */
  static Scores score(Policy policy, ReadText text, double linkScore) {
    Map<Category, Double> scores = new HashMap<>(0);
    index(policy.banned())
        .find(text, (category, start, end) -> raise(scores, category, Policy.BANNED_SCORE));
    index(policy.suspect())
        .find(text, (category, start, end) -> raise(scores, category, Policy.SUSPECT_SCORE));
    if (Links.hasExternalLink(text.folded(), policy.links())) {
      raise(scores, Category.SPAM, linkScore);
    }
    return scores.isEmpty() ? Scores.NONE : Scores.of(scores);
  }

  /**
   * Finds the words and links that raise the scores, with their positions in the text as written.
   *
   * @return the matches in the order of the text, without overlaps; the more severe of two that
   *     overlap, then the longer one
   */
  static List<Match> matches(Policy policy, ReadText text) {
    List<Match> found = new ArrayList<>();
    index(policy.banned()).find(text, (category, start, end) -> add(found, start, end, BANNED));
    index(policy.suspect()).find(text, (category, start, end) -> add(found, start, end, SUSPECT));
    if (policy.links().score() > 0) {
      Links.find(text.folded(), policy.links())
          .forEach(link -> add(found, link.start(), link.end(), LINK));
    }
    return withoutOverlaps(
        found.stream()
            .sorted(comparing(Match::rule).thenComparing(comparing(Match::length).reversed())));
  }

  static Provenance provenance(Policy policy) {
    return new Provenance("local-floor", policy.version(), "none", Duration.ZERO);
  }

  private static void raise(Map<Category, Double> scores, Category category, double score) {
    scores.merge(category, score, Math::max);
  }

  /** Returns the index of a list; a policy's constructor creates each {@link WordIndex}. */
  private static WordIndex index(Map<String, Category> words) {
    return (WordIndex) words;
  }

  private static void add(List<Match> found, int start, int end, Match.Rule rule) {
    found.add(new Match(start, end - start, rule));
  }

  private static List<Match> withoutOverlaps(Stream<Match> found) {
    List<Match> apart = new ArrayList<>();
    found.forEach(
        match -> {
          boolean hasCapacity = apart.size() < Verdict.Flagged.MAX_MATCHES;
          if (hasCapacity && apart.stream().noneMatch(match::overlaps)) {
            apart.add(match);
          }
        });
    apart.sort(comparing(Match::start));
    return apart;
  }
}
