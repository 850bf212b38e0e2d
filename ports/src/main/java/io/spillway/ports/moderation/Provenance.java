package io.spillway.ports.moderation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Where an answer came from, so that it can be explained and measured later.
 *
 * @param classifier which adapter answered, such as {@code gemini} or {@code word-list}
 * @param model the model or list that it used
 * @param promptVersion version of the prompt, or {@code none} where there is none
 * @param latency how long it took, never negative
 */
public record Provenance(String classifier, String model, String promptVersion, Duration latency) {

  public Provenance {
    requireNonNull(classifier, "classifier");
    requireNonNull(model, "model");
    requireNonNull(promptVersion, "promptVersion");
    if (latency.isNegative()) {
      throw new IllegalArgumentException("latency must not be negative: " + latency);
    }
  }

  /**
   * {@return the origin of an answer that took no time worth telling, from a classifier without
   * models or prompts}
   *
   * @param classifier name of the classifier
   */
  public static Provenance of(String classifier) {
    return new Provenance(classifier, "none", "none", Duration.ZERO);
  }
}
