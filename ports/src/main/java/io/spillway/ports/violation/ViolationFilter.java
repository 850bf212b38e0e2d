package io.spillway.ports.violation;

import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which violations are wanted: those that pass every part that is not null.
 *
 * @param state in this state
 * @param streamId of this stream
 * @param category flagged for this category
 * @param severity of exactly this severity
 * @param author written by exactly this author
 * @param text with this in the text, in whatever case; 1 to 100 characters
 * @param from withheld at this instant or later
 * @param to withheld before this instant
 */
public record ViolationFilter(
    @Nullable ViolationState state,
    @Nullable String streamId,
    @Nullable Category category,
    @Nullable Severity severity,
    @Nullable String author,
    @Nullable String text,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** Every violation. */
  public static final ViolationFilter ALL =
      new ViolationFilter(null, null, null, null, null, null, null, null);

  /** Longest {@link #text}, in characters. */
  public static final int MAX_TEXT_LENGTH = 100;

  public ViolationFilter {
    if (text != null && (text.isEmpty() || text.length() > MAX_TEXT_LENGTH)) {
      throw new IllegalArgumentException("text must have 1 to 100 characters");
    }
  }

  public static ViolationFilter ofStream(String streamId) {
    return new ViolationFilter(null, streamId, null, null, null, null, null, null);
  }

  public static ViolationFilter ofState(ViolationState state) {
    return new ViolationFilter(state, null, null, null, null, null, null, null);
  }
}
