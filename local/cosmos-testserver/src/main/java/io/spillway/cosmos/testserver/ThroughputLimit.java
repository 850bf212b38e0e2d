package io.spillway.cosmos.testserver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Request units a second of each container, which has one physical partition here. A request is
 * admitted while units of the last second are left, and then takes what it costs, so that an
 * expensive one leaves a debt. Thread-safe.
 */
final class ThroughputLimit {
  private final double unitsPerSecond;
  private final InstantSource clock;
  private final Map<String, Budget> budgets = new HashMap<>();

  /**
   * Creates a limit.
   *
   * @param unitsPerSecond the units of each container; 0 for no limit
   */
  ThroughputLimit(double unitsPerSecond, InstantSource clock) {
    this.unitsPerSecond = unitsPerSecond;
    this.clock = clock;
  }

  private static final class Budget {
    double left;
    Instant updated;

    Budget(double left, Instant updated) {
      this.left = left;
      this.updated = updated;
    }
  }

  /** Returns the delay after which a request can succeed; null if it is admitted now. */
  synchronized @Nullable Duration delay(Target target) {
    if (isUnlimited(target)) {
      return null;
    }
    Budget budget = current(target);
    return budget.left > 0
        ? null
        : Duration.ofMillis(1 + (long) (-budget.left / unitsPerSecond * 1000));
  }

  synchronized void spend(Target target, double units) {
    if (!isUnlimited(target)) {
      current(target).left -= units;
    }
  }

  private boolean isUnlimited(Target target) {
    return unitsPerSecond == 0 || !target.operation().isItem();
  }

  private Budget current(Target target) {
    Instant now = clock.instant();
    Budget budget =
        budgets.computeIfAbsent(
            target.database() + "/" + target.container(), name -> new Budget(unitsPerSecond, now));
    double seconds = Duration.between(budget.updated, now).toNanos() / 1e9;
    budget.left = Math.min(unitsPerSecond, budget.left + seconds * unitsPerSecond);
    budget.updated = now;
    return budget;
  }
}
