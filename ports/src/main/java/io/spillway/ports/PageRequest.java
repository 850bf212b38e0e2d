package io.spillway.ports;

import org.jspecify.annotations.Nullable;

/**
 * Request for one page of a listing.
 *
 * @param limit the maximum number of items on the page, {@value #MIN_LIMIT} to {@value #MAX_LIMIT}
 * @param cursor {@link Page#nextCursor()} of the previous page; null for the first page
 */
public record PageRequest(int limit, @Nullable String cursor) {

  /** Minimum {@link #limit}. */
  public static final int MIN_LIMIT = 1;

  /** Maximum {@link #limit}. */
  public static final int MAX_LIMIT = 200;

  /** Default limit of callers that set none. */
  public static final int DEFAULT_LIMIT = 50;

  public PageRequest {
    if (limit < MIN_LIMIT || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit must be " + MIN_LIMIT + " to " + MAX_LIMIT + ": " + limit);
    }
  }

  /**
   * {@return the first page of at most {@code limit} items}
   *
   * @param limit the maximum number of items, {@value #MIN_LIMIT} to {@value #MAX_LIMIT}
   * @throws IllegalArgumentException if the limit is out of range
   */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, null);
  }

  /**
   * {@return the page that starts at {@code cursor}, with the same limit}
   *
   * @param cursor {@link Page#nextCursor()} of the previous page; null for the first page
   */
  public PageRequest at(@Nullable String cursor) {
    return new PageRequest(limit, cursor);
  }
}
