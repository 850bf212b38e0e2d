package io.spillway.adapters.inmemory;

import static io.spillway.adapters.inmemory.FilteredViolations.isNullOrEqual;

import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In-memory audit log. */
public final class InMemoryAuditLog implements AuditLog {

  /** Default maximum number of records. */
  public static final int DEFAULT_MAX = 1_000_000;

  private static final String EVERY_RECORD = "*";

  private final SortedIndex<AuditRecord> records;

  /** Creates an instance for at most {@link #DEFAULT_MAX} records. */
  public InMemoryAuditLog() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of records, 1 or more; a further one is rejected with {@code
   *     audit.full}
   */
  public InMemoryAuditLog(int max) {
    this(max, Lifetime.forEver());
  }

  /**
   * Creates an instance with a limit of {@link #DEFAULT_MAX} and a retention.
   *
   * @param retention the retention periods; records are kept as long as violations
   * @param clock the clock that determines expiry
   */
  public InMemoryAuditLog(Retention retention, InstantSource clock) {
    this(DEFAULT_MAX, new Lifetime(clock, retention.violations()));
  }

  private InMemoryAuditLog(int max, Lifetime lifetime) {
    records =
        new SortedIndex<>(
            new Capacity("audit", max),
            AuditRecord::sortKey,
            entry -> List.of(EVERY_RECORD, entry.partition()));
    records.keepFor(lifetime);
  }

  @Override
  public AuditRecord add(AuditRecord entry) {
    return records.putIfAbsent(id(entry), entry).orElse(entry);
  }

  @Override
  public Page<AuditRecord> list(AuditFilter filter, PageRequest page) {
    TimeRange range = new TimeRange(filter.from(), filter.to());
    return records.page(
        new Selection<>(
            filter.streamId() == null ? EVERY_RECORD : filter.streamId(),
            "audit by " + filter,
            range,
            entry -> range.holds(entry.at()) && passes(filter, entry)),
        page);
  }

  @Override
  public void anonymise(AuditRecord entry) {
    Optional<AuditRecord> stored = records.find(id(entry));
    while (stored.isPresent() && !records.replace(id(entry), stored.get(), entry)) {
      stored = records.find(id(entry));
    }
  }

  @Override
  public Health health() {
    return records.health();
  }

  private static boolean passes(AuditFilter filter, AuditRecord entry) {
    return isNullOrEqual(filter.action(), entry.action())
        && isNullOrSame(filter.who(), entry.who())
        && isNullOrSame(filter.author(), entry.author());
  }

  private static boolean isNullOrSame(@Nullable String wanted, @Nullable String name) {
    return wanted == null || (name != null && AuthorNames.same(wanted, name));
  }

  private static String id(AuditRecord entry) {
    return entry.partition() + "~" + entry.id();
  }
}
