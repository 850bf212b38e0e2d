package io.spillway.adapters.inmemory;

import static io.spillway.adapters.inmemory.FilteredViolations.isNullOrEqual;
import static java.util.Objects.requireNonNull;

import io.spillway.adapters.inmemory.SortedIndex.Place;
import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.DeadLetterGroups;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.PendingRetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In-memory dead-letter ledger. */
public final class InMemoryDeadLetterLedger implements DeadLetterLedger {

  /** Default maximum number of letters. */
  public static final int DEFAULT_MAX = 100_000;

  private static final String EVERY_LETTER = "*";

  private final SortedIndex<Versioned<LedgerEntry>> letters;
  private final VersionedIndex<LedgerEntry> versioned;

  /** Creates an instance for at most {@link #DEFAULT_MAX} letters. */
  public InMemoryDeadLetterLedger() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of letters, 1 or more; a further one is rejected with {@code
   *     dead-letters.full}
   */
  public InMemoryDeadLetterLedger(int max) {
    letters = new SortedIndex<>(new Capacity("dead-letters", max), entry -> places(entry.value()));
    versioned = new VersionedIndex<>(letters, LedgerEntry::id, "dead letter");
  }

  @Override
  public Versioned<LedgerEntry> add(LedgerEntry entry) {
    return versioned.add(entry);
  }

  @Override
  public Optional<Versioned<LedgerEntry>> find(String id) {
    return versioned.find(id);
  }

  @Override
  public Replacement<LedgerEntry> replace(LedgerEntry entry, String version) {
    return versioned.replace(entry, version);
  }

  @Override
  public Page<Versioned<LedgerEntry>> list(DeadLetterFilter filter, PageRequest page) {
    return letters.page(selection(filter), page);
  }

  @Override
  public List<Versioned<LedgerEntry>> retries(
      DeadLetterState state, @Nullable String activity, Instant until, int limit) {
    return letters.lowest(
        retryShelf(state, activity),
        entry -> !requireNonNull(entry.value().retry()).next().isAfter(until),
        PageRequest.first(limit).limit());
  }

  @Override
  public DeadLetterGroups groups(DeadLetterFilter filter, DeadLetterGrouping by, int limit) {
    int most = PageRequest.first(limit).limit();
    DeadLetterGroups.Tally tally = new DeadLetterGroups.Tally(by);
    @Nullable String cursor = null;
    int counted = 0;
    do {
      Page<Versioned<LedgerEntry>> page =
          list(filter, new PageRequest(PageRequest.MAX_LIMIT, cursor));
      for (Versioned<LedgerEntry> entry : page.items()) {
        tally.add(DeadLetterGroups.Member.of(entry.value().letter()));
      }
      counted += page.items().size();
      cursor = page.nextCursor();
    } while (cursor != null && counted < DeadLetterGroups.MAX_LETTERS);
    return tally.groups(most, cursor == null);
  }

  @Override
  public int count(DeadLetterFilter filter, int limit) {
    return letters.count(selection(filter), limit);
  }

  @Override
  public Health health() {
    return letters.health();
  }

  private static Selection<Versioned<LedgerEntry>> selection(DeadLetterFilter filter) {
    TimeRange range = new TimeRange(filter.from(), filter.to());
    String text = filter.searchedFor();
    return new Selection<>(
        shelf(filter),
        "dead letters by " + filter,
        range,
        entry ->
            passes(filter, entry.value())
                && range.holds(entry.value().letter().deadLetteredAt())
                && (text == null || entry.value().searchedText().contains(text)));
  }

  private static boolean passes(DeadLetterFilter filter, LedgerEntry entry) {
    DeadLetter letter = entry.letter();
    return isNullOrEqual(filter.streamId(), letter.streamId())
        && isNullOrEqual(filter.eventType(), letter.eventType())
        && (filter.eventId() == null
            || filter.eventId().equals(letter.eventId())
            || filter.eventId().equals(letter.eventKey()))
        && isNullOrEqual(filter.code(), letter.failure().code())
        && isNullOrEqual(filter.category(), letter.failure().category())
        && isNullOrEqual(filter.state(), entry.state());
  }

  private static List<Place> places(LedgerEntry entry) {
    DeadLetter letter = entry.letter();
    String key = entry.sortKey();
    List<Place> places =
        new ArrayList<>(
            List.of(
                new Place(EVERY_LETTER, key),
                new Place("stream " + letter.streamId(), key),
                new Place("fingerprint " + letter.fingerprint(), key)));
    PendingRetry retry = entry.retry();
    if (retry != null) {
      places.add(
          new Place(
              retryShelf(entry.state(), retry.activity()),
              SortableTime.key(retry.next(), entry.id())));
      places.add(
          new Place(retryShelf(entry.state(), null), SortableTime.key(retry.next(), entry.id())));
    }
    return places;
  }

  private static String retryShelf(DeadLetterState state, @Nullable String activity) {
    return "retry " + state + " " + (activity == null ? EVERY_LETTER : activity);
  }

  /** Returns the smallest suitable shelf. */
  private static String shelf(DeadLetterFilter filter) {
    if (filter.fingerprint() != null) {
      return "fingerprint " + filter.fingerprint();
    }
    return filter.streamId() != null ? "stream " + filter.streamId() : EVERY_LETTER;
  }
}
