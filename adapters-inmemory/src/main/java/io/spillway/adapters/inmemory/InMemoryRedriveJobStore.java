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
import java.util.Optional;

/** In-memory store of redrives. */
public final class InMemoryRedriveJobStore implements RedriveJobStore {

  /** Default maximum number of redrives. */
  public static final int DEFAULT_MAX = 10_000;

  private static final String ALL = "redrives";
  private static final String WITH_WORK = "with work";

  private final SortedIndex<Versioned<RedriveJob>> jobs;
  private final VersionedIndex<RedriveJob> versioned;

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
    versioned = new VersionedIndex<>(jobs, RedriveJob::id, "redrive");
  }

  @Override
  public Versioned<RedriveJob> add(RedriveJob job) {
    return versioned.add(job);
  }

  @Override
  public Optional<Versioned<RedriveJob>> find(String id) {
    return versioned.find(id);
  }

  @Override
  public Replacement<RedriveJob> replace(RedriveJob job, String version) {
    return versioned.replace(job, version);
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
  public int countWithWork(int limit) {
    return Math.min(jobs.size(WITH_WORK), limit);
  }

  @Override
  public Health health() {
    return jobs.health();
  }
}
