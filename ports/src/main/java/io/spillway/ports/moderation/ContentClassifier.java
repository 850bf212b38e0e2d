package io.spillway.ports.moderation;

import io.spillway.ports.Monitored;
import java.util.function.Function;

/**
 * Scores a text by category. It decides nothing: policy does.
 *
 * <p>It answers or throws, and never guesses. What its provider answers is read towards
 * withholding: of two scores of a category the higher counts, and an answer that cannot be read in
 * full is {@link Classification.Unreadable}, never a clean text. No text may keep it from answering
 * about others: what protects it in an outage, such as a circuit breaker, must not open for what
 * single texts bring about. It sees nothing but the text; who wrote it is not passed on. The text
 * is data: what it says to do is not done. Safe for use by many threads; the same text may be asked
 * for twice.
 */
@FunctionalInterface
public interface ContentClassifier extends Monitored {

  /** Longest text, in characters. */
  int MAX_TEXT_LENGTH = 4_000;

  /**
   * A classifier that scores texts by a function of one's own.
   *
   * @param name its name in verdicts and in health, such as {@code caps}
   * @param scores the scores of a text, never null; may throw anything. What it throws, other than
   *     a {@link io.spillway.ports.PortException}, becomes {@code classifier.crashed} (TRANSIENT)
   * @return a classifier whose health is down while the last text was not scored
   */
  static ContentClassifier of(String name, Function<String, Scores> scores) {
    return new ScoringClassifier(name, scores);
  }

  /**
   * Classifies a text.
   *
   * @param text normalised, 1 to {@value #MAX_TEXT_LENGTH} characters
   * @return the scores, that the provider refused to look at the text, or that its answer is
   *     unreadable
   * @throws io.spillway.ports.PortException when there is no answer: {@code classifier.unavailable}
   *     or {@code classifier.timeout} (TRANSIENT), {@code classifier.throttled} (THROTTLED), {@code
   *     classifier.breaker-open} (TRANSIENT), {@code classifier.bad-answer} (TRANSIENT), {@code
   *     classifier.rejected} (PERMANENT: a wrong key or a wrong request), {@code
   *     classifier.crashed} (TRANSIENT: a bug)
   */
  Classification classify(String text);

  /**
   * Classifies a text that nobody waits for, such as a message that is checked again. It may take
   * seconds where {@link #classify} may not, so that it has an answer to texts that are slow, and
   * how it fares changes nothing for {@link #classify}. By default the same as that.
   *
   * @param text normalised, 1 to {@value #MAX_TEXT_LENGTH} characters
   * @return as {@link #classify}
   * @throws io.spillway.ports.PortException as {@link #classify}
   */
  default Classification reclassify(String text) {
    return classify(text);
  }

  /**
   * Says that texts are about to come, so that what the first one would wait for can begin. Returns
   * at once, throws nothing, and changes no answer; by default it does nothing.
   */
  default void prepare() {}
}
