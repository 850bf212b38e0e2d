package io.spillway.cosmos.testserver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Record of received requests: the latest one by one, bounded, and totals since the start or the
 * last {@link #clear()}. Thread-safe. A request is recorded before its response is sent.
 */
public final class Requests {
  private final int capacity;
  private final Deque<RecordedRequest> recent = new ArrayDeque<>();
  private final Map<Target, Total> totals = new LinkedHashMap<>();

  Requests(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Sum over the requests of one target.
   *
   * @param requests the number of requests
   * @param charge their request units
   * @param documentsRead the number of documents that they read
   */
  public record Total(long requests, double charge, long documentsRead) {
    Total plus(RecordedRequest request) {
      return new Total(
          requests + 1, charge + request.charge(), documentsRead + request.documentsRead());
    }
  }

  /** Returns the latest requests, oldest first. */
  public synchronized List<RecordedRequest> recent() {
    return List.copyOf(recent);
  }

  /** Returns the latest requests on documents, without those that the SDK sends for its own use. */
  public List<RecordedRequest> items() {
    return recent().stream().filter(r -> r.target().operation().isItem()).toList();
  }

  /** Returns counts and request units by operation and container. */
  public synchronized Map<Target, Total> totals() {
    return new LinkedHashMap<>(totals);
  }

  /** Deletes the record. */
  public synchronized void clear() {
    recent.clear();
    totals.clear();
  }

  synchronized void add(RecordedRequest request) {
    if (recent.size() == capacity) {
      recent.removeFirst();
    }
    recent.addLast(request);
    Total before = totals.getOrDefault(request.target(), new Total(0, 0, 0));
    totals.put(request.target(), before.plus(request));
  }
}
