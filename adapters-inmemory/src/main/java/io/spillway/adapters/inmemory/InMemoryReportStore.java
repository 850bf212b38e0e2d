package io.spillway.adapters.inmemory;

import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.report.Report;
import io.spillway.ports.report.ReportFilter;
import io.spillway.ports.report.ReportStore;
import io.spillway.ports.violation.ViolationId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In-memory store of viewers' reports. */
public final class InMemoryReportStore implements ReportStore {

  /** Default maximum number of reports. */
  public static final int DEFAULT_MAX = 100_000;

  private static final String UNCOUNTED = "uncounted";

  private final SortedIndex<Report> reports;

  /** Creates an instance for at most {@link #DEFAULT_MAX} reports. */
  public InMemoryReportStore() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of reports, 1 or more; a further one is rejected with {@code
   *     reports.full}
   */
  public InMemoryReportStore(int max) {
    this(max, Lifetime.forEver());
  }

  /**
   * Creates an instance with a limit of {@link #DEFAULT_MAX} and a retention.
   *
   * @param retention the retention periods; reports are kept as long as violations
   * @param clock the clock that determines expiry
   */
  public InMemoryReportStore(Retention retention, InstantSource clock) {
    this(DEFAULT_MAX, new Lifetime(clock, retention.violations()));
  }

  private InMemoryReportStore(int max, Lifetime lifetime) {
    reports =
        new SortedIndex<>(
            new Capacity("reports", max), Report::sortKey, InMemoryReportStore::shelves);
    reports.keepFor(lifetime);
  }

  @Override
  public Report add(Report report) {
    return reports.putIfAbsent(report.key(), report).orElse(report);
  }

  @Override
  public Optional<Report> find(ViolationId id, String reporter) {
    return reports.find(id + "~" + AuthorNames.hash(reporter));
  }

  @Override
  public void markCounted(Report report) {
    find(report.id(), report.reporter())
        .ifPresent(found -> reports.replace(found.key(), found, found.counted()));
  }

  @Override
  public Page<Report> list(ReportFilter filter, PageRequest page) {
    Selection<Report> selection =
        new Selection<>(
            shelf(filter), "reports by " + filter, TimeRange.EVER, report -> fits(filter, report));
    return reports.page(selection, page);
  }

  @Override
  public List<Report> findUncounted(int limit) {
    return reports.lowest(UNCOUNTED, PageRequest.first(limit).limit());
  }

  @Override
  public boolean delete(Report report) {
    return reports.remove(report.key());
  }

  @Override
  public Health health() {
    return reports.health();
  }

  private static boolean fits(ReportFilter filter, Report report) {
    return isNullOrSame(filter.author(), report.author())
        && isNullOrSame(filter.reporter(), report.reporter())
        && (filter.streamId() == null || filter.streamId().equals(report.id().streamId()))
        && (filter.messageId() == null || filter.messageId().equals(report.id().messageId()));
  }

  private static boolean isNullOrSame(@Nullable String wanted, String name) {
    return wanted == null || AuthorNames.same(wanted, name);
  }

  private static String shelf(ReportFilter filter) {
    if (filter.messageId() != null) {
      return "message " + filter.streamId() + "~" + filter.messageId();
    }
    if (filter.reporter() != null) {
      return "by " + AuthorNames.key(filter.reporter());
    }
    return filter.author() == null ? "all" : "about " + AuthorNames.key(filter.author());
  }

  private static List<String> shelves(Report report) {
    List<String> shelves = new ArrayList<>();
    shelves.add("all");
    shelves.add("message " + report.id());
    shelves.add("by " + AuthorNames.key(report.reporter()));
    shelves.add("about " + AuthorNames.key(report.author()));
    if (!report.isCounted()) {
      shelves.add(UNCOUNTED);
    }
    return shelves;
  }
}
