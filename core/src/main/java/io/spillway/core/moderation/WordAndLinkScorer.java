package io.spillway.core.moderation;

import static java.util.Comparator.comparing;

import io.spillway.LinkRule;
import io.spillway.Policy;
import io.spillway.core.text.FoldedText;
import io.spillway.core.text.Links;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Match;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Scores a text locally, by a policy's word lists and link rule. A classifier can raise these
 * scores, never lower them.
 */
final class WordAndLinkScorer {

  private WordAndLinkScorer() {}

  /** Scores a normalised text. */
  static Scores score(Policy policy, String text) {
    EnumMap<Category, Double> scores = new EnumMap<>(Category.class);
    runs(
        policy,
        Tokenizer.fold(text),
        (key, start, end) -> {
          raise(scores, policy.banned().get(key), Policy.BANNED_SCORE);
          raise(scores, policy.suspect().get(key), Policy.SUSPECT_SCORE);
        });
    if (Links.hasExternalLink(FoldedText.of(text), policy.links())) {
      raise(scores, Category.SPAM, policy.links().score());
    }
    return Scores.of(scores);
  }

  /**
   * Finds the words and links that raise the scores, with their positions in the original text.
   * Empty if normalising changes the text so much that positions cannot be mapped.
   *
   * @param written the original text
   * @return the matches in the order of the text, without overlaps; the more severe of two that
   *     overlap
   */
  static List<Match> matches(Policy policy, String written) {
    String normalised = Normaliser.normalise(written);
    Stream<Match> words =
        OffsetMap.of(written, Tokenizer::fold, Tokenizer.fold(normalised)).stream()
            .flatMap(origins -> words(policy, origins));
    Stream<Match> links = links(policy, written);
    return withoutOverlaps(Stream.concat(words, links).sorted(comparing(Match::rule)));
  }

  static Provenance provenance(Policy policy) {
    return new Provenance("local-floor", policy.version(), "none", Duration.ZERO);
  }

  private static void raise(
      Map<Category, Double> scores, @Nullable Category category, double score) {
    if (category != null) {
      scores.merge(category, score, Math::max);
    }
  }

  /**
   * Reports the runs of words that may be in the lists. The casts are safe because a policy's
   * constructor creates each {@link WordIndex}.
   */
  private static void runs(Policy policy, String folded, Tokenizer.Listener listener) {
    WordIndex banned = (WordIndex) policy.banned();
    WordIndex suspect = (WordIndex) policy.suspect();
    Tokenizer.runs(
        folded,
        Policy.MAX_PHRASE_WORDS,
        word -> banned.begin(word) || suspect.begin(word),
        listener);
  }

  private static Stream<Match> words(Policy policy, OffsetMap origins) {
    List<Match> found = new ArrayList<>();
    runs(
        policy,
        origins.text(),
        (key, start, end) ->
            rule(policy, key).map(rule -> origins.match(start, end, rule)).forEach(found::add));
    return found.stream();
  }

  private static Stream<Match.Rule> rule(Policy policy, String key) {
    if (policy.banned().containsKey(key)) {
      return Stream.of(Match.Rule.BANNED);
    }
    return policy.suspect().containsKey(key) ? Stream.of(Match.Rule.SUSPECT) : Stream.empty();
  }

  private static Stream<Match> links(Policy policy, String written) {
    LinkRule rule = policy.links();
    return rule.score() > 0
        ? Links.find(FoldedText.of(written), rule).stream()
            .map(link -> new Match(link.start(), link.end() - link.start(), Match.Rule.LINK))
        : Stream.empty();
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
