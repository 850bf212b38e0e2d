package io.spillway.core.policy.trial;

import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lazy iterator over a listing, latest first, which reads page by page. */
final class RecentTexts<T> {

  private final Function<PageRequest, Page<T>> listing;
  private final Function<T, Instant> at;
  private final TrialWindow window;
  private final Deque<T> buffer = new ArrayDeque<>();
  private @Nullable PageRequest next = PageRequest.first(PageRequest.MAX_LIMIT);
  private int read;

  /** Creates an iterator that applies the window to the listing. */
  RecentTexts(Function<PageRequest, Page<T>> listing, Function<T, Instant> at, TrialWindow window) {
    this.listing = listing;
    this.at = at;
    this.window = window;
  }

  /** Returns the time of the next item; null at the end of the window. */
  @Nullable Instant peek() {
    while (true) {
      T first = buffer.peekFirst();
      if (first == null) {
        if (next == null) {
          return null;
        }
        readPage(next);
      } else if (window.isAfter(at.apply(first))) {
        buffer.removeFirst();
      } else {
        return window.isBefore(at.apply(first)) ? null : at.apply(first);
      }
    }
  }

  /** Returns the next item, which must exist. */
  T take() {
    return buffer.removeFirst();
  }

  private void readPage(PageRequest request) {
    Page<T> page = listing.apply(request);
    buffer.addAll(page.items());
    read += page.items().size();
    window.checkRead(read);
    next = page.nextCursor() == null ? null : request.at(page.nextCursor());
  }
}
