package io.spillway.adapters.inmemory;

import static io.spillway.adapters.inmemory.FilteredViolations.isNullOrEqual;

import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import java.util.List;
import java.util.Optional;

/** The dead letters as people read them, in memory. */
public final class InMemoryDeadLetterLedger implements DeadLetterLedger {

  /** Most letters held unless told otherwise. */
  public static final int DEFAULT_MAX = 100_000;

  private static final String EVERY_LETTER = "*";

  private final SortedIndex<DeadLetter> letters;

  /** Holds at most {@link #DEFAULT_MAX} letters. */
  public InMemoryDeadLetterLedger() {
    this(DEFAULT_MAX);
  }

  /**
   * Holds as many as it is told.
   *
   * @param max most letters held, 1 or more; one more is refused with {@code dead-letters.full}
   */
  public InMemoryDeadLetterLedger(int max) {
    letters =
        new SortedIndex<>(
            new Bound("dead-letters", max), DeadLetter::sortKey, InMemoryDeadLetterLedger::shelves);
  }

  @Override
  public boolean add(DeadLetter letter) {
    return letters.putIfAbsent(letter.id(), letter).isEmpty();
  }

  @Override
  public Optional<DeadLetter> find(String id) {
    return letters.find(id);
  }

  @Override
  public Page<DeadLetter> list(DeadLetterFilter filter, PageRequest page) {
    TimeRange range = new TimeRange(filter.from(), filter.to());
    return letters.page(
        new Selection<>(
            shelf(filter),
            "dead letters by " + filter,
            range,
            letter -> passes(filter, letter) && range.holds(letter.buriedAt())),
        page);
  }

  @Override
  public Health health() {
    return letters.health();
  }

  private static boolean passes(DeadLetterFilter filter, DeadLetter letter) {
    return isNullOrEqual(filter.streamId(), letter.streamId())
        && isNullOrEqual(filter.eventType(), letter.eventType())
        && isNullOrEqual(filter.code(), letter.failure().code())
        && isNullOrEqual(filter.category(), letter.failure().category());
  }

  private static List<String> shelves(DeadLetter letter) {
    return List.of(
        EVERY_LETTER, "stream " + letter.streamId(), "fingerprint " + letter.fingerprint());
  }

  /** The shelf with the fewest letters to look at; only letters of the fingerprint are on it. */
  private static String shelf(DeadLetterFilter filter) {
    if (filter.fingerprint() != null) {
      return "fingerprint " + filter.fingerprint();
    }
    return filter.streamId() != null ? "stream " + filter.streamId() : EVERY_LETTER;
  }
}
