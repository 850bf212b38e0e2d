package io.spillway.durable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

/** Registry of orchestrations, with limits for running and for ended ones. */
final class Instances {

  static final int MAX_RUNNING = 10_000;
  static final int MAX_FINISHED = 1_000;

  /** Maximum number of characters of inputs and outputs of ended instances. */
  static final long MAX_FINISHED_TEXT = 16_000_000;

  static final Duration MAX_AGE = Duration.ofDays(7);

  /**
   * Ended instance.
   *
   * @param text the number of characters that it keeps
   */
  private record Ended(Instance instance, int text) {}

  private final Map<String, Instance> known = new HashMap<>();
  private final Queue<Ended> finished = new ArrayDeque<>();
  private long finishedText;

  /** Adds an instance unless one with its id is running or completed. */
  synchronized boolean add(Instance instance) {
    Instance earlier = known.get(instance.id());
    if (earlier != null && !earlier.hasStopped()) {
      return false;
    }
    if (known.size() - finished.size() >= MAX_RUNNING) {
      throw new RejectedExecutionException("too many orchestrations are running: " + MAX_RUNNING);
    }
    if (earlier != null && !remove(ended -> ended.instance() == earlier)) {
      return false; // Its end is being recorded concurrently.
    }
    known.put(instance.id(), instance);
    return true;
  }

  synchronized Optional<Instance> find(String id) {
    return Optional.ofNullable(known.get(id));
  }

  /** Returns the matching instances, by their ids. */
  synchronized List<InstanceStatus> list(Predicate<InstanceStatus> condition) {
    return known.values().stream()
        .map(Instance::status)
        .filter(condition)
        .sorted(Comparator.comparing(InstanceStatus::instanceId))
        .toList();
  }

  /** Deletes ended, matching instances and returns their number. */
  synchronized int purge(Predicate<InstanceStatus> condition) {
    int before = finished.size();
    remove(ended -> condition.test(ended.instance().status()));
    return before - finished.size();
  }

  /** Records an end, and evicts the instances that ended first if there are too many. */
  synchronized void recordEnd(Instance instance, Instant now) {
    int text = instance.textLength();
    finished.add(new Ended(instance, text));
    finishedText += text;
    while (finished.size() > MAX_FINISHED
        || finishedText > MAX_FINISHED_TEXT
        || isOld(finished.peek(), now)) {
      forget(finished.remove());
    }
  }

  private static boolean isOld(Ended oldest, Instant now) {
    return oldest != null && oldest.instance().updatedAt().plus(MAX_AGE).isBefore(now);
  }

  private boolean remove(Predicate<Ended> condition) {
    return finished.removeIf(
        ended -> {
          boolean isOver = condition.test(ended);
          if (isOver) {
            forget(ended);
          }
          return isOver;
        });
  }

  private void forget(Ended ended) {
    finishedText -= ended.text();
    known.remove(ended.instance().id(), ended.instance());
  }
}
