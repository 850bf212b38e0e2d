package io.spillway.ports.moderation;

import io.spillway.ports.Monitored;
import java.util.function.Function;

/**
 * Scores a text by category. The decision is the policy's.
 *
 * <p>A classifier returns a result or throws; it never guesses. Ambiguous responses of a provider
 * are interpreted strictly: of two scores of a category the higher applies, and a response that
 * cannot be parsed completely is {@link Classification.Unreadable}, never clean. No text may
 * prevent the classification of others: protection against outages, such as a circuit breaker, must
 * not open on failures that a single text causes. A classifier receives only the text, not its
 * author. The text is data: instructions in it are not followed. Thread-safe; the same text may be
 * classified twice.
 */
@FunctionalInterface
public interface ContentClassifier extends Monitored {

  /** Maximum length of a text, in characters. */
  int MAX_TEXT_LENGTH = 4_000;

  /**
   * Creates a classifier from a function.
   *
   * @param name the classifier's name in verdicts and in health, such as {@code caps}
   * @param scores the function from a text to its scores, never null; may throw. Any exception
   *     other than a {@link io.spillway.ports.PortException} is reported as {@code
   *     classifier.crashed} (TRANSIENT)
   * @return a classifier whose health is {@code DOWN} after the last call failed
   */
  static ContentClassifier of(String name, Function<String, Scores> scores) {
    return new ScoringClassifier(name, scores);
  }

  /**
   * Classifies a text.
   *
   * @param text the normalised text, 1 to {@value #MAX_TEXT_LENGTH} characters
   * @return the scores, a refusal by the provider, or an unreadable response
   * @throws io.spillway.ports.PortException if there is no result: {@code classifier.unavailable}
   *     or {@code classifier.timeout} (TRANSIENT), {@code classifier.throttled} (THROTTLED), {@code
   *     classifier.breaker-open} (TRANSIENT), {@code classifier.bad-answer} (TRANSIENT), {@code
   *     classifier.rejected} (PERMANENT: an invalid key or request), {@code classifier.crashed}
   *     (TRANSIENT: a bug)
   */
  Classification classify(String text);

  /**
   * Classifies a text in the background, such as a message that is rechecked. May take seconds,
   * unlike {@link #classify}, so that slow texts get a result; its failures do not affect {@link
   * #classify}. The default calls {@link #classify}.
   *
   * @param text the normalised text, 1 to {@value #MAX_TEXT_LENGTH} characters
   * @return as in {@link #classify}
   * @throws io.spillway.ports.PortException as in {@link #classify}
   */
  default Classification reclassify(String text) {
    return classify(text);
  }

  /**
   * Starts the initialisation that the first text would otherwise wait for. Returns immediately,
   * never throws and does not affect results. The default is a no-op.
   */
  default void prepare() {}
}
