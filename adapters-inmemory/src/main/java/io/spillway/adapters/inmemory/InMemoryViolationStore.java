package io.spillway.adapters.inmemory;

import io.spillway.adapters.inmemory.SortedIndex.Place;
import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Retention;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** In-memory store and archive of violations. */
public final class InMemoryViolationStore implements ViolationStore, ViolationArchive {

  /** Default maximum number of violations. */
  public static final int DEFAULT_MAX = 100_000;

  private static final String OWING = "owing";

  private final SortedIndex<Versioned<Violation>> violations;
  private final VersionedIndex<Violation> versioned;

  /** Creates an instance for at most {@link #DEFAULT_MAX} violations. */
  public InMemoryViolationStore() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of violations, 1 or more; a further one is rejected with {@code
   *     violations.full}
   */
  public InMemoryViolationStore(int max) {
    this(max, Lifetime.forEver());
  }

  /**
   * Creates an instance with a limit of {@link #DEFAULT_MAX} and a retention.
   *
   * @param retention the retention periods
   * @param clock the clock that determines expiry
   */
  public InMemoryViolationStore(Retention retention, InstantSource clock) {
    this(DEFAULT_MAX, new Lifetime(clock, retention.violations()));
  }

  private InMemoryViolationStore(int max, Lifetime lifetime) {
    violations =
        new SortedIndex<>(new Capacity("violations", max), violation -> places(violation.value()));
    versioned =
        new VersionedIndex<>(violations, violation -> violation.id().toString(), "violation");
    violations.keepFor(lifetime);
  }

  @Override
  public Versioned<Violation> add(Violation violation) {
    return versioned.add(violation);
  }

  @Override
  public Optional<Versioned<Violation>> find(ViolationId id) {
    return versioned.find(id.toString());
  }

  @Override
  public Replacement<Violation> replace(Violation violation, String version) {
    return versioned.replace(violation, version);
  }

  @Override
  public Page<Versioned<Violation>> list(ViolationFilter filter, PageRequest page) {
    return violations.page(selection(filter), page);
  }

  @Override
  public List<Versioned<Violation>> waiting(
      ViolationFilter filter, String moderator, Instant now, int limit) {
    return waiting(filter, moderator, now, limit, violation -> true);
  }

  @Override
  public List<Versioned<Violation>> claimable(
      ViolationFilter filter, String moderator, Instant now, int limit) {
    return waiting(
        filter,
        moderator,
        now,
        limit,
        violation ->
            !violation.assignment().isOfAnotherThan(moderator)
                || !violation.assignment().dueAt().isAfter(now));
  }

  private List<Versioned<Violation>> waiting(
      ViolationFilter filter,
      String moderator,
      Instant now,
      int limit,
      Predicate<Violation> condition) {
    FilteredViolations wanted = new FilteredViolations(filter);
    return violations.lowest(
        waiting(filter.streamId()),
        found -> {
          Violation violation = found.value();
          return condition.test(violation)
              && violation.assignment().isOpenTo(moderator)
              && violation.assignment().claimAt(now) == null
              && FilteredViolations.isNullOrEqual(filter.state(), violation.state())
              && wanted.holds(violation);
        },
        PageRequest.first(limit).limit());
  }

  @Override
  public List<Versioned<Violation>> pendingEffects(
      Set<PendingEffect> effects, @Nullable Instant steppedBefore, int limit) {
    return violations.lowest(
        OWING,
        found -> {
          Violation violation = found.value();
          return effects.contains(violation.pendingEffect())
              && (steppedBefore == null || violation.lastStep().at().isBefore(steppedBefore));
        },
        PageRequest.first(limit).limit());
  }

  @Override
  public List<Versioned<Violation>> provisional(Instant withheldFrom, int limit) {
    Selection<Versioned<Violation>> open =
        selection(ViolationFilter.all().withState(ViolationState.OPEN).withheldFrom(withheldFrom));
    return violations.highest(
        open.and(found -> found.value().verdict().isProvisional()),
        PageRequest.first(limit).limit());
  }

  @Override
  public boolean delete(ViolationId id) {
    return violations.remove(id.toString());
  }

  @Override
  public long countWithheld(String streamId) {
    return violations.size(shelfOfWithheld(streamId));
  }

  @Override
  public int count(ViolationFilter filter, int limit) {
    return violations.count(selection(filter), limit);
  }

  @Override
  public Health health() {
    return violations.health();
  }

  private static Selection<Versioned<Violation>> selection(ViolationFilter filter) {
    FilteredViolations wanted = new FilteredViolations(filter);
    return new Selection<>(
        shelf(filter.streamId(), filter.state()),
        "violations by " + filter,
        wanted.range(),
        violation -> wanted.holds(violation.value()));
  }

  private static List<Place> places(Violation violation) {
    List<Place> places = new ArrayList<>();
    for (String shelf : shelves(violation)) {
      places.add(new Place(shelf, violation.sortKey()));
    }
    if (violation.state().waits()) {
      places.add(new Place(waiting(null), violation.dueKey()));
      places.add(new Place(waiting(violation.id().streamId()), violation.dueKey()));
    }
    return places;
  }

  private static List<String> shelves(Violation violation) {
    String streamId = violation.id().streamId();
    List<String> shelves = new ArrayList<>();
    shelves.add(shelf(null, null));
    shelves.add(shelf(streamId, null));
    shelves.add(shelf(null, violation.state()));
    shelves.add(shelf(streamId, violation.state()));
    if (violation.withholds()) {
      shelves.add(shelfOfWithheld(streamId));
    }
    if (violation.pendingEffect() != PendingEffect.NONE) {
      shelves.add(OWING);
    }
    return shelves;
  }

  private static String shelf(@Nullable String streamId, @Nullable ViolationState state) {
    return (streamId == null ? "*" : streamId) + "~" + (state == null ? "*" : state);
  }

  private static String waiting(@Nullable String streamId) {
    return (streamId == null ? "*" : streamId) + "~waiting";
  }

  private static String shelfOfWithheld(String streamId) {
    return streamId + "~withheld";
  }
}
