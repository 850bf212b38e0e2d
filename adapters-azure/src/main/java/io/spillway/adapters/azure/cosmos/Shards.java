package io.spillway.adapters.azure.cosmos;

import java.util.List;

/**
 * Ids of documents of a stream among which writes are spread: overlapping writes of one document
 * conflict, and a busy stream would not be written in time.
 */
final class Shards {

  /** Number of documents; sufficient for several hundred writes per second on one stream. */
  static final int COUNT = 16;

  private final List<String> ids;

  /**
   * Creates the ids.
   *
   * @param prefix the beginning of each id, before two digits
   */
  Shards(String prefix) {
    String[] all = new String[COUNT];
    for (int i = 0; i < COUNT; i++) {
      all[i] = prefix + i / 10 + i % 10;
    }
    ids = List.of(all);
  }

  List<String> ids() {
    return ids;
  }

  /** Returns the id that a key selects: the same for each write with this key. */
  String id(String key) {
    int hash = key.hashCode();
    hash ^= hash >>> 16;
    hash ^= hash >>> 8;
    return ids.get((hash ^ hash >>> 4) & (COUNT - 1));
  }
}
