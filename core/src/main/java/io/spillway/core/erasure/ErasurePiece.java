package io.spillway.core.erasure;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.event.Workflows.PurgeResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bounded piece of an erasure, which collects the results. Not thread-safe. */
final class ErasurePiece {

  /** Most items of one piece. */
  static final int SIZE = 100;

  /** Kind of purged histories of workflows. */
  static final String HISTORIES = "histories";

  private final Erasure job;
  private final Workflows workflows;
  private final Map<String, Long> done = new LinkedHashMap<>();
  private boolean incomplete;

  ErasurePiece(Erasure job, Workflows workflows) {
    this.job = job;
    this.workflows = workflows;
  }

  Erasure job() {
    return job;
  }

  String author() {
    return requireNonNull(job.author(), "author");
  }

  /** Returns whether data of this time is to be erased. */
  boolean covers(Instant at) {
    return at.isBefore(job.requestedAt());
  }

  /** Counts an item unless it did not exist any more. */
  void count(String kind, boolean existed) {
    if (existed) {
      done.merge(kind, 1L, Long::sum);
    }
  }

  /** Records that an item could not be erased yet, so that another pass has to follow. */
  void leave() {
    incomplete = true;
  }

  /** Purges the history of a workflow; returns false, and leaves the item, if it has not ended. */
  boolean purge(String workflowId) {
    PurgeResult result = workflows.purge(workflowId);
    count(HISTORIES, result == PurgeResult.PURGED);
    if (result == PurgeResult.UNFINISHED) {
      leave();
      return false;
    }
    return true;
  }

  /** Returns the number of erased items. */
  long total() {
    return done.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns whether nothing was found to be erased. */
  boolean foundNothing() {
    return done.isEmpty() && !incomplete;
  }

  /** Returns the job with increased counts. */
  Erasure withCounts() {
    Erasure counted = job;
    for (Map.Entry<String, Long> kind : done.entrySet()) {
      counted = counted.plus(kind.getKey(), kind.getValue());
    }
    return counted;
  }
}
