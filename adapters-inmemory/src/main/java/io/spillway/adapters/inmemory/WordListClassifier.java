package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A classifier for runs without an API key: a list of English words and phrases.
 *
 * <p>It sees through case, accents, look-alike letters, digits and signs for letters ({@code k1ll},
 * {@code @ss}), repeated letters, and separators between them ({@code k.i.l.l}), and reads whole
 * words only. It understands nothing: it misses what is unkind in kind words, takes a quotation for
 * a statement, and knows no other language. Its provenance says so: classifier {@code word-list},
 * the list's version for a model, prompt version {@code none}.
 *
 * <p>Its scores are fixed, by phrase: 0.75 and more for what hardly has a harmless meaning, about
 * 0.6 for what may have one, under 0.5 for what is common talk where games are played. It always
 * answers.
 */
public final class WordListClassifier implements ContentClassifier {

  private static final String NAME = "word-list";

  private final InstantSource clock;
  private final WordList list;

  /** Shared by most answers, which are kept as long as their messages. */
  private final Provenance atOnce;

  /** With the list that comes with Spillway. */
  public WordListClassifier() {
    this(InstantSource.system());
  }

  /**
   * With the list that comes with Spillway.
   *
   * @param clock measures how long an answer took, in whole milliseconds
   */
  public WordListClassifier(InstantSource clock) {
    this(clock, WordList.standard());
  }

  WordListClassifier(InstantSource clock, WordList list) {
    this.clock = clock;
    this.list = list;
    this.atOnce = provenance(Duration.ZERO);
  }

  @Override
  public Classification classify(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException("text must have 1 to " + MAX_TEXT_LENGTH + " characters");
    }
    long start = clock.millis();
    Map<Category, Double> found = new EnumMap<>(Category.class);
    WordListTokenizer.readings(text).forEach(words -> score(words, found));
    long millis = clock.millis() - start;
    return new Classification.Scored(
        Scores.of(found), millis > 0 ? provenance(Duration.ofMillis(millis)) : atOnce);
  }

  private Provenance provenance(Duration latency) {
    return new Provenance(NAME, list.version(), "none", latency);
  }

  @Override
  public Health health() {
    return new Health(
        NAME,
        Health.State.UP,
        "list "
            + list.version()
            + " of "
            + list.size()
            + " lines, English; it understands nothing");
  }

  private void score(List<Set<String>> words, Map<Category, Double> found) {
    for (int at = 0; at < words.size(); at++) {
      for (String reading : words.get(at)) {
        for (WordList.Entry entry : list.beginningWith(reading)) {
          if (entry.phrase().lengths(words, at) != 0) {
            entry.scores().forEach((category, score) -> found.merge(category, score, Math::max));
          }
        }
      }
    }
  }
}
