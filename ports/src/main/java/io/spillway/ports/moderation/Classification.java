package io.spillway.ports.moderation;

import static java.util.Objects.requireNonNull;

/** What a classifier says of a text. */
public sealed interface Classification {

  /** {@return where the answer came from} */
  Provenance provenance();

  /**
   * The classifier looked at the text and scored it.
   *
   * @param scores one for each category that it knows
   * @param provenance where the answer came from
   */
  record Scored(Scores scores, Provenance provenance) implements Classification {
    public Scored {
      requireNonNull(scores, "scores");
      requireNonNull(provenance, "provenance");
    }
  }

  /**
   * The provider refused to look at the text, as it does with the worst.
   *
   * @param reason the provider's own code, such as {@code PROHIBITED_CONTENT}
   * @param provenance where the answer came from
   */
  record ProviderBlocked(String reason, Provenance provenance) implements Classification {
    public ProviderBlocked {
      requireNonNull(reason, "reason");
      requireNonNull(provenance, "provenance");
    }
  }

  /**
   * The provider answered about the text, and the answer could be read in part at most, also when
   * it was asked for once more. A text can bring that about, and so can a provider that changes its
   * format.
   *
   * @param scores the highest of each category that could be read; {@link Scores#NONE} when none
   * @param isTextAtFault whether answers about harmless texts can be read meanwhile
   * @param provenance where the answer came from
   */
  record Unreadable(Scores scores, boolean isTextAtFault, Provenance provenance)
      implements Classification {
    public Unreadable {
      requireNonNull(scores, "scores");
      requireNonNull(provenance, "provenance");
    }
  }
}
