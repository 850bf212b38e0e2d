package io.spillway.adapters.inmemory;

import io.spillway.ports.Cursor;
import io.spillway.ports.Health;
import io.spillway.ports.InstantRange;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Index of values by id and on shelves (partitions), each sorted by a sort key. All in-memory
 * stores use it. A listing reads one shelf, so that the cost of a page does not depend on the total
 * number of values.
 *
 * <p>Each method is atomic. Values must be immutable.
 */
final class SortedIndex<T> {

  /**
   * Maximum number of values that one page examines: a selective filter costs more pages, not more
   * time per page.
   */
  static final int MAX_LOOKED_AT = 10_000;

  /**
   * Selection of values on a shelf.
   *
   * @param query the selection as text, for the cursor
   * @param range the range of sort keys to examine; {@code wanted} must be exact
   */
  record Selection<T>(String shelf, String query, TimeRange range, Predicate<T> wanted) {

    /** Selects the whole shelf. */
    static <T> Selection<T> shelf(String shelf) {
      return new Selection<>(shelf, shelf, TimeRange.EVER, value -> true);
    }

    /** Selects the values of a shelf in a range of time. */
    static <T> Selection<T> inRange(String shelf, InstantRange range, Function<T, Instant> at) {
      return new Selection<>(
          shelf,
          range.query(shelf),
          new TimeRange(range.from(), range.to()),
          value -> range.contains(at.apply(value)));
    }

    /** Selects fewer values by one more condition. */
    Selection<T> and(Predicate<T> condition) {
      return new Selection<>(shelf, query, range, wanted.and(condition));
    }
  }

  /**
   * Position of a value on a shelf.
   *
   * @param key the sort key, unique on the shelf
   */
  record Place(String shelf, String key) {}

  private record Held<T>(T value, long writtenAt) {}

  private final Capacity bound;
  private Lifetime lifetime = Lifetime.forEver();
  private final Function<T, List<Place>> placesOf;

  /** Values in the order of their last write, so that expired ones are at the beginning. */
  private final Map<String, Held<T>> byId = new LinkedHashMap<>();

  private final Map<String, NavigableMap<String, T>> shelves = new HashMap<>();

  /**
   * Creates an index with one sort key per value.
   *
   * @param sortKey the function to the sort key, which is unique on a shelf
   * @param shelvesOf the function to a value's shelves
   */
  SortedIndex(Capacity bound, Function<T, String> sortKey, Function<T, List<String>> shelvesOf) {
    this(
        bound,
        value -> {
          String key = sortKey.apply(value);
          List<Place> places = new ArrayList<>();
          shelvesOf.apply(value).forEach(shelf -> places.add(new Place(shelf, key)));
          return places;
        });
  }

  /**
   * Creates an index with a separate sort key per shelf.
   *
   * @param placesOf the function to a value's positions
   */
  SortedIndex(Capacity bound, Function<T, List<Place>> placesOf) {
    this.bound = bound;
    this.placesOf = placesOf;
  }

  /** Sets the time to live of values. */
  synchronized void keepFor(Lifetime time) {
    lifetime = time;
  }

  synchronized Optional<T> find(String id) {
    dropExpired();
    return Optional.ofNullable(byId.get(id)).map(Held::value);
  }

  /** Adds a value unless the id is taken; returns the existing value, if any. */
  synchronized Optional<T> putIfAbsent(String id, T value) {
    dropExpired();
    Held<T> standing = byId.get(id);
    if (standing == null) {
      bound.checkRoom(byId.size());
      byId.put(id, new Held<>(value, lifetime.now()));
      shelve(value);
    }
    return Optional.ofNullable(standing).map(Held::value);
  }

  /** Replaces a value if it equals the expected one; otherwise returns false. */
  synchronized boolean replace(String id, T expected, T next) {
    dropExpired();
    Held<T> standing = byId.get(id);
    if (standing == null || !standing.value().equals(expected)) {
      return false;
    }
    byId.remove(id);
    byId.put(id, new Held<>(next, lifetime.now()));
    unshelve(expected);
    shelve(next);
    return true;
  }

  /** Removes a value; returns false if it does not exist. */
  synchronized boolean remove(String id) {
    dropExpired();
    Held<T> removed = byId.remove(id);
    if (removed == null) {
      return false;
    }
    unshelve(removed.value());
    return true;
  }

  /** Returns a page of a selection, in descending order of sort keys. */
  synchronized Page<T> page(Selection<T> selection, PageRequest page) {
    dropExpired();
    String last = Cursor.lastKey(selection.query(), page.cursor());
    String lowest = selection.range().lowestKey();
    return page(selection, page, last, after(selection, last), key -> key.compareTo(lowest) >= 0);
  }

  /** Returns a page of a selection, in ascending order of sort keys. */
  synchronized Page<T> ascendingPage(Selection<T> selection, PageRequest page) {
    dropExpired();
    String last = Cursor.lastKey(selection.query(), page.cursor());
    String highest = selection.range().highestKey();
    NavigableMap<String, T> shelf = shelf(selection.shelf());
    Map<String, T> values =
        last == null
            ? shelf.tailMap(selection.range().lowestKey(), true)
            : shelf.tailMap(last, false);
    return page(selection, page, last, values, key -> key.compareTo(highest) <= 0);
  }

  private static <T> Page<T> page(
      Selection<T> selection,
      PageRequest page,
      @Nullable String start,
      Map<String, T> values,
      Predicate<String> inRange) {
    String last = start;
    List<T> items = new ArrayList<>();
    int lookedAt = 0;
    for (var entry : values.entrySet()) {
      if (!inRange.test(entry.getKey())) {
        break;
      }
      boolean wanted = selection.wanted().test(entry.getValue());
      if (last != null && (lookedAt == MAX_LOOKED_AT || (wanted && items.size() == page.limit()))) {
        return new Page<>(items, Cursor.after(selection.query(), last));
      }
      if (wanted) {
        items.add(entry.getValue());
      }
      last = entry.getKey();
      lookedAt++;
    }
    return new Page<>(items, null);
  }

  /** Returns the values on a shelf with the lowest sort keys, in ascending order. */
  synchronized List<T> lowest(String shelf, int limit) {
    dropExpired();
    return lowest(shelf, value -> true, limit);
  }

  /** Returns the wanted values on a shelf with the lowest sort keys, in ascending order. */
  synchronized List<T> lowest(String shelf, Predicate<T> wanted, int limit) {
    dropExpired();
    return shelf(shelf).values().stream().filter(wanted).limit(limit).toList();
  }

  /** Returns the last values on a shelf with sort keys below the given one, in ascending order. */
  synchronized List<T> below(String shelf, String key, int limit) {
    dropExpired();
    List<T> nearest =
        new ArrayList<>(
            shelf(shelf).headMap(key, false).descendingMap().values().stream()
                .limit(limit)
                .toList());
    Collections.reverse(nearest);
    return nearest;
  }

  /** Returns the first values on a shelf with sort keys above the given one, in ascending order. */
  synchronized List<T> above(String shelf, String key, int limit) {
    dropExpired();
    return shelf(shelf).tailMap(key, false).values().stream().limit(limit).toList();
  }

  /**
   * Returns some of the wanted values; scans all values and is therefore only for rare operations.
   */
  synchronized List<T> some(Predicate<T> wanted, int limit) {
    dropExpired();
    return byId.values().stream().map(Held::value).filter(wanted).limit(limit).toList();
  }

  synchronized int size(String shelf) {
    dropExpired();
    return shelf(shelf).size();
  }

  /** Returns the selected values with the highest sort keys, in descending order. */
  synchronized List<T> highest(Selection<T> selection, int limit) {
    dropExpired();
    return select(selection).descendingMap().values().stream()
        .filter(selection.wanted())
        .limit(limit)
        .toList();
  }

  /** Returns the number of selected values, at most the limit. */
  synchronized int count(Selection<T> selection, int limit) {
    dropExpired();
    return (int)
        select(selection).values().stream().filter(selection.wanted()).limit(limit).count();
  }

  private NavigableMap<String, T> select(Selection<T> selection) {
    return shelf(selection.shelf())
        .subMap(selection.range().lowestKey(), true, highest(selection), true);
  }

  /**
   * Returns the highest key, but not one below the lowest, as for a range that ends before it
   * begins.
   */
  private static String highest(Selection<?> selection) {
    String lowest = selection.range().lowestKey();
    String highest = selection.range().highestKey();
    return highest.compareTo(lowest) < 0 ? lowest : highest;
  }

  synchronized Health health() {
    dropExpired();
    return bound.health(byId.size());
  }

  private void dropExpired() {
    long end = lifetime.end();
    Iterator<Held<T>> oldest = byId.values().iterator();
    while (oldest.hasNext()) {
      Held<T> next = oldest.next();
      if (next.writtenAt() > end) {
        return;
      }
      oldest.remove();
      unshelve(next.value());
    }
  }

  private NavigableMap<String, T> after(Selection<T> selection, @Nullable String last) {
    NavigableMap<String, T> shelf = shelf(selection.shelf());
    return last == null
        ? shelf.headMap(selection.range().highestKey(), true).descendingMap()
        : shelf.headMap(last, false).descendingMap();
  }

  private NavigableMap<String, T> shelf(String shelf) {
    NavigableMap<String, T> values = shelves.get(shelf);
    return values == null ? new TreeMap<>() : values;
  }

  private void shelve(T value) {
    for (Place place : placesOf.apply(value)) {
      shelves.computeIfAbsent(place.shelf(), name -> new TreeMap<>()).put(place.key(), value);
    }
  }

  private void unshelve(T value) {
    for (Place place : placesOf.apply(value)) {
      shelves.computeIfPresent(
          place.shelf(),
          (name, values) -> {
            values.remove(place.key());
            return values.isEmpty() ? null : values;
          });
    }
  }
}
