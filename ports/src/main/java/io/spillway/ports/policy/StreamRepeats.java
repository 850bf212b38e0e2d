package io.spillway.ports.policy;

import static java.util.Objects.requireNonNull;

/**
 * Limit of equal texts on one stream by any authors, against raids.
 *
 * @param limit the maximum number of equal texts in a sliding window; {@link RateLimit#NONE} for no
 *     limit
 * @param minLength the length from which on texts count, 1 to 500: the number of letters and digits
 *     in different words, so that {@code GG}, laughter and repeated emotes stay below it
 */
public record StreamRepeats(RateLimit limit, int minLength) {

  /** Default of {@link #minLength()}. */
  public static final int DEFAULT_MIN_LENGTH = 20;

  /** No limit. */
  public static final StreamRepeats NONE = new StreamRepeats(RateLimit.NONE, DEFAULT_MIN_LENGTH);

  public StreamRepeats {
    requireNonNull(limit, "limit");
  }
}
