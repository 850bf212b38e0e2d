package io.spillway.adapters.inmemory;

import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertStore;
import java.time.InstantSource;
import java.util.List;

/** The alerts of each stream, in memory. */
public final class InMemoryAlertStore implements AlertStore {

  /** Most alerts held unless told otherwise. */
  public static final int DEFAULT_MAX = 1_000_000;

  private final SortedIndex<Alert> alerts;

  /** Holds at most {@link #DEFAULT_MAX} alerts. */
  public InMemoryAlertStore() {
    this(DEFAULT_MAX);
  }

  /**
   * Holds as many as it is told.
   *
   * @param max most alerts held, 1 or more; one more is refused with {@code alerts.full}
   */
  public InMemoryAlertStore(int max) {
    this(max, Lifetime.forEver());
  }

  /**
   * Holds at most {@link #DEFAULT_MAX}, each for as long as is said.
   *
   * @param retention how long each kind is kept after it was last written
   * @param clock by which they expire
   */
  public InMemoryAlertStore(Retention retention, InstantSource clock) {
    this(DEFAULT_MAX, new Lifetime(clock, retention.events()));
  }

  private InMemoryAlertStore(int max, Lifetime lifetime) {
    alerts =
        new SortedIndex<>(
            new Capacity("alerts", max), Alert::sortKey, alert -> List.of(alert.streamId()));
    alerts.keepFor(lifetime);
  }

  @Override
  public boolean add(Alert alert) {
    return alerts.putIfAbsent(alert.streamId() + "~" + alert.alertId(), alert).isEmpty();
  }

  @Override
  public Page<Alert> list(String streamId, PageRequest page) {
    return alerts.page(Selection.shelf(streamId), page);
  }

  @Override
  public Health health() {
    return alerts.health();
  }
}
