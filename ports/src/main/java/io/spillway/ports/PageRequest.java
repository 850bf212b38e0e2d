package io.spillway.ports;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a listing is wanted.
 *
 * @param limit most items on the page, {@value #MIN_LIMIT} to {@value #MAX_LIMIT}
 * @param cursor {@link Page#nextCursor()} of the page before; null for the first page
 */
public record PageRequest(int limit, @Nullable String cursor) {

  /** Fewest items on a page. */
  public static final int MIN_LIMIT = 1;

  /** Most items on a page. */
  public static final int MAX_LIMIT = 200;

  /** Items on a page when nobody says how many. */
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
   * @param limit {@value #MIN_LIMIT} to {@value #MAX_LIMIT}
   * @throws IllegalArgumentException for another limit
   */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, null);
  }

  /**
   * {@return the page that starts at {@code cursor}, with the same limit}
   *
   * @param cursor {@link Page#nextCursor()} of the page before; null for the first page
   */
  public PageRequest at(@Nullable String cursor) {
    return new PageRequest(limit, cursor);
  }
}
