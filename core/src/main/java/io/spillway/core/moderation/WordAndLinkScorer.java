package io.spillway.core.moderation;

import static java.util.Comparator.comparing;

import io.spillway.LinkRule;
import io.spillway.Policy;
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
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a text without asking anybody: its words and links, against a policy's lists.
 * A classifier may raise these scores and never lowers them.
 */
final class WordAndLinkScorer {

  private WordAndLinkScorer() {}

  /** The scores of a normalised text. */
  static Scores score(Policy policy, String text) {
    EnumMap<Category, Double> scores = new EnumMap<>(Category.class);
    runs(
        policy,
        Tokenizer.fold(text),
        (key, start, end) -> {
          raise(scores, policy.banned().get(key), Policy.BANNED_SCORE);
          raise(scores, policy.suspect().get(key), Policy.SUSPECT_SCORE);
        });
    if (Links.leadElsewhere(text, policy.links().allowedHosts())) {
      raise(scores, Category.SPAM, policy.links().score());
    }
    return Scores.of(scores);
  }

  /**
   * Where a text has what raises these scores, as far as that can be told: normalising can change a
   * text so much that no part of it stands for a part of what was written.
   *
   * @param written as its author wrote it
   * @return in the order of the text and apart from each other; the graver of two that overlap
   */
  static List<Match> matches(Policy policy, String written) {
    String normalised = Normaliser.normalise(written);
    Stream<Match> words =
        OffsetMap.of(written, Tokenizer::fold, Tokenizer.fold(normalised)).stream()
            .flatMap(origins -> words(policy, origins));
    Stream<Match> links =
        OffsetMap.of(written, Links::lowered, Links.lowered(normalised)).stream()
            .flatMap(
                origins ->
                    links(policy, origins.text())
                        .map(link -> origins.match(link.start(), link.end(), Match.Rule.LINK)));
    return apart(Stream.concat(words, links).sorted(comparing(Match::rule)));
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

  /** What the lists could hold. That they are {@link WordIndex} a policy's constructor sees to. */
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

  private static Stream<MatchResult> links(Policy policy, String lowered) {
    LinkRule rule = policy.links();
    return rule.score() > 0 ? Links.elsewhere(lowered, rule.allowedHosts()) : Stream.empty();
  }

  private static List<Match> apart(Stream<Match> found) {
    List<Match> apart = new ArrayList<>();
    found.forEach(
        match -> {
          boolean hasRoom = apart.size() < Verdict.Flagged.MAX_MATCHES;
          if (hasRoom && apart.stream().noneMatch(match::overlaps)) {
            apart.add(match);
          }
        });
    apart.sort(comparing(Match::start));
    return apart;
  }
}
