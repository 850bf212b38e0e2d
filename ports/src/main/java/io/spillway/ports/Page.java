package io.spillway.ports;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param <T> the type of the items
 * @param items at most the requested number of items; a page before the last one may have fewer or
 *     none
 * @param nextCursor the cursor of the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * {@return a page of the mapped items, with the same cursor}
   *
   * @param <R> the type of the mapped items
   * @param mapper the function applied to each item, in order
   */
  public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
    return new Page<>(items.stream().<R>map(mapper).toList(), nextCursor);
  }
}
