package io.spillway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Follows the cursors of a listing. */
public final class Pages {

  private static final int MOST_PAGES = 10_000;

  private Pages() {}

  /**
   * {@return all items of a listing; fails if a page exceeds the limit}
   *
   * @param <T> the type of the items
   * @param limit the limit of each page
   * @param listing the function that returns a page
   */
  public static <T> List<T> all(int limit, Function<PageRequest, Page<T>> listing) {
    return from(PageRequest.first(limit), listing);
  }

  /**
   * {@return all items of a listing from a page on}
   *
   * @param <T> the type of the items
   * @param first the first page, with the limit of each page
   * @param listing the function that returns a page
   */
  public static <T> List<T> from(PageRequest first, Function<PageRequest, Page<T>> listing) {
    List<T> items = new ArrayList<>();
    PageRequest request = first;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Page<T> page = listing.apply(request);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(request.limit());
      items.addAll(page.items());
      if (page.nextCursor() == null) {
        return items;
      }
      request = request.at(page.nextCursor());
    }
    throw new AssertionError("the listing does not end");
  }
}
