package io.spillway.ports.moderation;

import io.spillway.ports.Monitored;

/**
 * Scores a text by category. It decides nothing: policy does.
 *
 * <p>It answers or throws, and never guesses: an answer that cannot be understood is a failure, not
 * a clean text. It sees nothing but the text; who wrote it is not passed on. The text is data: what
 * it says to do is not done. Safe for use by many threads; the same text may be asked for twice.
 */
public interface ContentClassifier extends Monitored {

  /** Longest text, in characters. */
  int MAX_TEXT_LENGTH = 4_000;

  /**
   * Classifies a text.
   *
   * @param text normalised, 1 to {@value #MAX_TEXT_LENGTH} characters
   * @return the scores, or that the provider refused to look at the text
   * @throws io.spillway.ports.PortException when there is no answer: {@code classifier.unavailable}
   *     or {@code classifier.timeout} (TRANSIENT), {@code classifier.throttled} (THROTTLED), {@code
   *     classifier.breaker-open} (TRANSIENT), {@code classifier.bad-answer} (TRANSIENT), {@code
   *     classifier.rejected} (PERMANENT: a wrong key or a wrong request)
   * @throws IllegalArgumentException for a text out of bounds
   */
  Classification classify(String text);

  /**
   * Says that texts are about to come, so that what the first one would wait for can begin. Returns
   * at once, throws nothing, and changes no answer; by default it does nothing.
   */
  default void prepare() {}
}
