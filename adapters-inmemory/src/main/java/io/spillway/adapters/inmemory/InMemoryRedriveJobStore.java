package io.spillway.adapters.inmemory;

import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJobStore;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** In-memory store of redrives. */
public final class InMemoryRedriveJobStore implements RedriveJobStore {

  /** Default maximum number of redrives. */
  public static final int DEFAULT_MAX = 10_000;

  private static final String ALL = "redrives";
  private static final String WITH_WORK = "with work";

  private final AtomicLong lastVersion = new AtomicLong();
  private final SortedIndex<Versioned<RedriveJob>> jobs;

  /** Creates an instance for at most {@link #DEFAULT_MAX} redrives. */
  public InMemoryRedriveJobStore() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of redrives, 1 or more; a further one is rejected with {@code
   *     redrives.full}
   */
  public InMemoryRedriveJobStore(int max) {
    jobs =
        new SortedIndex<>(
            new Capacity("redrives", max),
            job -> job.value().sortKey(),
            job -> job.value().hasWork() ? List.of(ALL, WITH_WORK) : List.of(ALL));
  }

  @Override
  public Versioned<RedriveJob> add(RedriveJob job) {
    Versioned<RedriveJob> added = nextVersion(job);
    return jobs.putIfAbsent(job.id(), added).orElse(added);
  }

  @Override
  public Optional<Versioned<RedriveJob>> find(String id) {
    return jobs.find(id);
  }

  @Override
  public Replacement<RedriveJob> replace(RedriveJob job, String version) {
    Versioned<RedriveJob> current = standing(job.id());
    if (current.version().equals(version)) {
      Versioned<RedriveJob> next = nextVersion(job);
      if (jobs.replace(job.id(), current, next)) {
        return new Replacement.Replaced<>(next);
      }
    }
    return new Replacement.Stale<>(standing(job.id()));
  }

  @Override
  public Page<Versioned<RedriveJob>> list(PageRequest page) {
    return jobs.page(Selection.shelf(ALL), page);
  }

  @Override
  public List<Versioned<RedriveJob>> withWork(int limit) {
    return jobs.lowest(WITH_WORK, PageRequest.first(limit).limit());
  }

  @Override
  public Health health() {
    return jobs.health();
  }

  private Versioned<RedriveJob> standing(String id) {
    return find(id).orElseThrow(() -> new NoSuchElementException("no redrive " + id));
  }

  private Versioned<RedriveJob> nextVersion(RedriveJob job) {
    return new Versioned<>(job, Long.toString(lastVersion.incrementAndGet()));
  }
}
