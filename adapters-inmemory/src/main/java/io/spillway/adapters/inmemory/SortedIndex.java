package io.spillway.adapters.inmemory;

import io.spillway.ports.Cursor;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
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
 * What every store here is made of: values by id, and on shelves, each sorted by the values' sort
 * key. A listing reads one shelf, so that a page costs the same however much is held.
 *
 * <p>Each method is atomic. Values must be immutable.
 */
final class SortedIndex<T> {

  /** Most values that one page looks at: a filter that few pass costs more pages, not more time. */
  static final int MAX_LOOKED_AT = 10_000;

  /**
   * Which part of a shelf is listed.
   *
   * @param query everything that decides which values are listed, for the cursor
   * @param range where to look; {@code wanted} must still check it
   */
  record Selection<T>(String shelf, String query, TimeRange range, Predicate<T> wanted) {

    /** The whole shelf. */
    static <T> Selection<T> shelf(String shelf) {
      return new Selection<>(shelf, shelf, TimeRange.EVER, value -> true);
    }
  }

  /**
   * Where a value stands.
   *
   * @param key sorts it there; different for each two values that share the shelf
   */
  record Place(String shelf, String key) {}

  private record Held<T>(T value, long writtenAt) {}

  private final Capacity bound;
  private Lifetime lifetime = Lifetime.forEver();
  private final Function<T, List<Place>> placesOf;

  /** Those that were written last at the end, so that what expires is at the beginning. */
  private final Map<String, Held<T>> byId = new LinkedHashMap<>();

  private final Map<String, NavigableMap<String, T>> shelves = new HashMap<>();

  /**
   * @param sortKey different for each two values that share a shelf
   * @param shelvesOf the shelves that a value stands on
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
   * @param placesOf where a value stands, on each shelf by a key of its own
   */
  SortedIndex(Capacity bound, Function<T, List<Place>> placesOf) {
    this.bound = bound;
    this.placesOf = placesOf;
  }

  /** From now on values are gone when their time is over. */
  synchronized void keepFor(Lifetime time) {
    lifetime = time;
  }

  synchronized Optional<T> find(String id) {
    dropExpired();
    return Optional.ofNullable(byId.get(id)).map(Held::value);
  }

  /** Adds a value unless the id is taken; returns the value that was there before, if any. */
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

  /** Puts a value in the place of another; false, and nothing done, when that one is not there. */
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

  /** Removes a value; false when it is not there. */
  synchronized boolean remove(String id) {
    dropExpired();
    Held<T> removed = byId.remove(id);
    if (removed == null) {
      return false;
    }
    unshelve(removed.value());
    return true;
  }

  /** A page of what is selected, highest sort key first. */
  synchronized Page<T> page(Selection<T> selection, PageRequest page) {
    dropExpired();
    String last = Cursor.lastKey(selection.query(), page.cursor());
    String lowest = selection.range().lowestKey();
    List<T> items = new ArrayList<>();
    int lookedAt = 0;
    for (var entry : after(selection, last).entrySet()) {
      if (entry.getKey().compareTo(lowest) < 0) {
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

  /** The values on a shelf with the lowest sort keys, lowest first. */
  synchronized List<T> lowest(String shelf, int limit) {
    dropExpired();
    return lowest(shelf, value -> true, limit);
  }

  /** The wanted values on a shelf with the lowest sort keys, lowest first. */
  synchronized List<T> lowest(String shelf, Predicate<T> wanted, int limit) {
    dropExpired();
    return shelf(shelf).values().stream().filter(wanted).limit(limit).toList();
  }

  /** The last values on a shelf whose sort keys are below one, lowest first. */
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

  /** The first values on a shelf whose sort keys are above one, lowest first. */
  synchronized List<T> above(String shelf, String key, int limit) {
    dropExpired();
    return shelf(shelf).tailMap(key, false).values().stream().limit(limit).toList();
  }

  /** Some of all the values; looks at each of them, so it is for what happens rarely. */
  synchronized List<T> some(Predicate<T> wanted, int limit) {
    dropExpired();
    return byId.values().stream().map(Held::value).filter(wanted).limit(limit).toList();
  }

  synchronized int size(String shelf) {
    dropExpired();
    return shelf(shelf).size();
  }

  /** The selected values with the highest sort keys, highest first. */
  synchronized List<T> highest(Selection<T> selection, int limit) {
    dropExpired();
    return selected(selection).descendingMap().values().stream()
        .filter(selection.wanted())
        .limit(limit)
        .toList();
  }

  /** How many values are selected. */
  synchronized long count(Selection<T> selection) {
    return selected(selection).values().stream().filter(selection.wanted()).count();
  }

  private NavigableMap<String, T> selected(Selection<T> selection) {
    return shelf(selection.shelf())
        .subMap(selection.range().lowestKey(), true, highest(selection), true);
  }

  /** Not below the lowest, as it would be for a range that ends before it begins. */
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
