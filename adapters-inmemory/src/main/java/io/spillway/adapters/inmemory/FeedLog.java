package io.spillway.adapters.inmemory;

import io.spillway.ports.message.MessageFeed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Numbered changes of messages: the last one of each message, for as long as a cursor is valid. Not
 * thread-safe: the caller holds the lock of the messages.
 */
final class FeedLog {

  /**
   * Change of a message.
   *
   * @param at the time of the change
   * @param withdrawnSentAt the time of sending of a withdrawn message; null for a published one
   */
  record Entry(
      long number,
      String streamId,
      String messageId,
      Instant at,
      @Nullable Instant withdrawnSentAt) {

    boolean isWithdrawal() {
      return withdrawnSentAt != null;
    }
  }

  private final InstantSource clock;
  private final int max;
  private final Map<String, NavigableMap<Long, Entry>> streams = new HashMap<>();

  /** In the order of numbers, since a changed message is removed and put at the end. */
  private final Map<String, Entry> byMessage = new LinkedHashMap<>();

  private long last;
  private long forgotten;

  /**
   * Creates an empty log. Numbers begin at the time in microseconds, so that a cursor of an earlier
   * process is recognised.
   *
   * @param max the maximum number of changes; further ones remove the oldest
   */
  FeedLog(InstantSource clock, int max) {
    this.clock = clock;
    this.max = max;
    last = Math.max(0, clock.millis() * 1_000);
    forgotten = last;
  }

  Instant now() {
    return clock.instant();
  }

  /** Returns the number of the last change. */
  long last() {
    return last;
  }

  /** Returns whether every change after a number is still known. */
  boolean reachesBackTo(long number) {
    dropOld();
    return number >= forgotten && number <= last;
  }

  void addPublication(String streamId, String messageId) {
    add(new Entry(++last, streamId, messageId, clock.instant(), null));
  }

  void addWithdrawal(String streamId, String messageId, Instant sentAt) {
    add(new Entry(++last, streamId, messageId, clock.instant(), sentAt));
  }

  /** Returns the changes of a stream after a number. */
  Stream<Entry> after(String streamId, long number) {
    dropOld();
    return streams.getOrDefault(streamId, new TreeMap<>()).tailMap(number, false).values().stream();
  }

  /** Returns the last change of a message, if it was a withdrawal. */
  Optional<Entry> withdrawal(String streamId, String messageId) {
    dropOld();
    return Optional.ofNullable(byMessage.get(key(streamId, messageId))).filter(Entry::isWithdrawal);
  }

  private void add(Entry entry) {
    dropOld();
    String key = key(entry.streamId(), entry.messageId());
    Entry before = byMessage.remove(key);
    if (before != null) {
      removeFromStream(before);
    }
    byMessage.put(key, entry);
    streams.computeIfAbsent(entry.streamId(), id -> new TreeMap<>()).put(entry.number(), entry);
  }

  private void dropOld() {
    Instant end = clock.instant().minus(MessageFeed.WITHDRAWN_KEPT);
    Iterator<Entry> oldest = byMessage.values().iterator();
    while (oldest.hasNext()) {
      Entry next = oldest.next();
      if (next.at().isAfter(end) && byMessage.size() <= max) {
        return;
      }
      oldest.remove();
      removeFromStream(next);
      forgotten = next.number();
    }
  }

  private void removeFromStream(Entry entry) {
    streams.computeIfPresent(
        entry.streamId(),
        (id, changes) -> {
          changes.remove(entry.number());
          return changes.isEmpty() ? null : changes;
        });
  }

  private static String key(String streamId, String messageId) {
    return streamId + "~" + messageId;
  }
}
