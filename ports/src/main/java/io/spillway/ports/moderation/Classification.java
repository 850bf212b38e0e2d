package io.spillway.ports.moderation;

import static java.util.Objects.requireNonNull;

/** Result of classifying a text. */
public sealed interface Classification {

  /** {@return the origin of the result} */
  Provenance provenance();

  /**
   * The classifier scored the text.
   *
   * @param scores the scores of the categories that the classifier supports
   * @param provenance the origin of the result
   */
  record Scored(Scores scores, Provenance provenance) implements Classification {
    public Scored {
      requireNonNull(scores, "scores");
      requireNonNull(provenance, "provenance");
    }
  }

  /**
   * The provider refused to process the text, as providers do with the most harmful texts.
   *
   * @param reason the provider's own code, such as {@code PROHIBITED_CONTENT}
   * @param provenance the origin of the result
   */
  record ProviderBlocked(String reason, Provenance provenance) implements Classification {
    public ProviderBlocked {
      requireNonNull(reason, "reason");
      requireNonNull(provenance, "provenance");
    }
  }

  /**
   * The provider's response could not be parsed completely, even after one retry. The cause can be
   * the text, or a change of the provider's format.
   *
   * @param scores the highest score of each category that could be parsed; {@link Scores#NONE} for
   *     none
   * @param isTextAtFault whether responses about harmless texts can be parsed
   * @param provenance the origin of the result
   */
  record Unreadable(Scores scores, boolean isTextAtFault, Provenance provenance)
      implements Classification {
    public Unreadable {
      requireNonNull(scores, "scores");
      requireNonNull(provenance, "provenance");
    }
  }
}
