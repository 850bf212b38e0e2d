package io.spillway.durable;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

/** Registry of orchestrations. */
final class Instances {

  static final int MAX_RUNNING = 10_000;
  static final int MAX_FINISHED = 1_000;

  private final Map<String, Instance> known = new HashMap<>();
  private final Queue<String> finished = new ArrayDeque<>();

  /** Adds an instance unless one with its id is running or completed. */
  synchronized boolean add(Instance instance) {
    String id = instance.status().instanceId();
    Instance earlier = known.get(id);
    if (earlier != null && !earlier.status().hasStopped()) {
      return false;
    }
    if (known.size() - finished.size() >= MAX_RUNNING) {
      throw new RejectedExecutionException("too many orchestrations are running: " + MAX_RUNNING);
    }
    if (earlier != null && !finished.remove(id)) {
      return false; // Its end is being recorded concurrently.
    }
    known.put(id, instance);
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
    finished.removeIf(
        id -> {
          Instance ended = known.get(id);
          boolean isOver = ended != null && condition.test(ended.status());
          if (isOver) {
            known.remove(id);
          }
          return isOver;
        });
    return before - finished.size();
  }

  /** Records an end, and evicts the instance that ended first if there are too many. */
  synchronized void recordEnd(Instance instance) {
    finished.add(instance.status().instanceId());
    if (finished.size() > MAX_FINISHED) {
      known.remove(finished.remove());
    }
  }
}
