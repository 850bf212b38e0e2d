package io.spillway.ports.moderation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Origin of a classification, for explanations and quality metrics.
 *
 * @param classifier the adapter's name, such as {@code gemini} or {@code word-list}
 * @param model the model or word list
 * @param promptVersion the prompt's version, or {@code none}
 * @param latency the duration of the call, never negative
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
   * {@return the origin of a result from a classifier without a model or prompt, with zero latency}
   *
   * @param classifier the classifier's name
   */
  public static Provenance of(String classifier) {
    return new Provenance(classifier, "none", "none", Duration.ZERO);
  }
}
