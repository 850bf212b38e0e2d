package io.spillway.ports.policy;

import org.jspecify.annotations.Nullable;

/**
 * Limits of a text's shape in a {@link PolicyDraft}; a text beyond one of them scores {@code score}
 * for {@code spam}. Each part may be null: inherited.
 *
 * @param score the score, 0 to 1; 0 to ignore shapes
 * @param capitals the limit of capitals
 * @param run the longest run of one sign, 0 to 500; 0 for no limit, here and below
 * @param emoji the maximum number of emoji, 0 to 500
 * @param lineBreaks the maximum number of line breaks, 0 to 500
 * @param marks the maximum number of combining marks on one base character, 0 to 500
 */
public record ShapeDraft(
    @Nullable Double score,
    @Nullable CapitalsLimit capitals,
    @Nullable Integer run,
    @Nullable Integer emoji,
    @Nullable Integer lineBreaks,
    @Nullable Integer marks) {

  /** Inherits all parts. */
  public static final ShapeDraft INHERITED = new ShapeDraft(null, null, null, null, null, null);
}
