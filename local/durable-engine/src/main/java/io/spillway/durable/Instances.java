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

/** The orchestrations that are known. */
final class Instances {

  static final int MAX_RUNNING = 10_000;
  static final int MAX_FINISHED = 1_000;

  private final Map<String, Instance> known = new HashMap<>();
  private final Queue<String> finished = new ArrayDeque<>();

  /** Adds one unless its id is that of one that runs or has completed. */
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
      return false; // Its end is just being noted.
    }
    known.put(id, instance);
    return true;
  }

  synchronized Optional<Instance> find(String id) {
    return Optional.ofNullable(known.get(id));
  }

  /** Those that a condition holds for, by their ids. */
  synchronized List<InstanceStatus> list(Predicate<InstanceStatus> condition) {
    return known.values().stream()
        .map(Instance::status)
        .filter(condition)
        .sorted(Comparator.comparing(InstanceStatus::instanceId))
        .toList();
  }

  /** Forgets those that have ended and that a condition holds for; tells how many. */
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

  /** Takes note of an end, and forgets the one that ended longest ago if there are too many. */
  synchronized void finished(Instance instance) {
    finished.add(instance.status().instanceId());
    if (finished.size() > MAX_FINISHED) {
      known.remove(finished.remove());
    }
  }
}
