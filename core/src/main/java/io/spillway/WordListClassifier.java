package io.spillway;

import io.spillway.core.text.WordList;
import io.spillway.core.text.WordListTokenizer;
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
 * Classifier without AI, for runs without an API key: a list of English words and phrases.
 *
 * <p>It normalises case, accents, look-alike letters, digits and symbols used as letters ({@code
 * k1ll}, {@code @ss}), repeated letters, and separators between letters ({@code k.i.l.l}), and
 * matches whole words only. It ignores context: it misses insults in polite words, does not
 * recognise quotations, and supports only English. Its provenance is the classifier {@code
 * word-list}, the list's version as the model, and the prompt version {@code none}.
 *
 * <p>Each phrase has a fixed score: at least 0.75 if it hardly has a harmless meaning, about 0.6 if
 * it may have one, below 0.5 if it is common in gaming. It never fails.
 */
public final class WordListClassifier implements ContentClassifier {

  private static final String NAME = "word-list";

  private final InstantSource clock;
  private final WordList list;

  /** Shared by most results, because results are kept as long as their messages. */
  private final Provenance atOnce;

  /** Creates a classifier with the list bundled with Spillway. */
  public WordListClassifier() {
    this(SystemDefaults.clock());
  }

  /**
   * Creates a classifier with the list bundled with Spillway.
   *
   * @param clock the clock that measures latency, in whole milliseconds
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
            + "  lines, English; keyword list only, no AI");
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
