package io.spillway.adapters.inmemory;

import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.stream.StreamActivity;
import io.spillway.ports.stream.StreamDirectory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In-memory directory of streams. */
public final class InMemoryStreamDirectory implements StreamDirectory {

  /** Maximum number of streams; a further one is rejected with {@code streams.full}. */
  public static final int MAX = 100_000;

  private static final String ALL = "all";

  private final SortedIndex<StreamActivity> streams =
      new SortedIndex<>(
          new Capacity("streams", MAX), StreamActivity::sortKey, activity -> List.of(ALL));

  /**
   * Creates an instance for at most {@link #MAX} streams.
   *
   * @param retention the retention periods
   * @param clock the clock that determines expiry
   */
  public InMemoryStreamDirectory(Retention retention, InstantSource clock) {
    streams.keepFor(new Lifetime(clock, retention.streams()));
  }

  @Override
  public void put(StreamActivity activity) {
    String id = activity.streamId();
    while (true) {
      Optional<StreamActivity> before = streams.putIfAbsent(id, activity);
      if (before.isEmpty() || streams.replace(id, before.get(), activity)) {
        return;
      }
    }
  }

  @Override
  public Page<StreamActivity> list(@Nullable String prefix, PageRequest page) {
    Selection<StreamActivity> selection =
        new Selection<>(
            ALL,
            "streams " + prefix,
            TimeRange.EVER,
            activity -> prefix == null || activity.streamId().startsWith(prefix));
    return streams.page(selection, page);
  }

  @Override
  public Health health() {
    return streams.health();
  }
}
