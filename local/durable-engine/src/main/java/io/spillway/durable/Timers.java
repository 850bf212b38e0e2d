package io.spillway.durable;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The timers that have not fired, earliest first; those of one moment in the order of their making.
 */
final class Timers {

  /**
   * A timer of an instance.
   *
   * @param generation of the instance when it was made
   */
  record Timer(Instant due, long sequence, int id, Instance owner, int generation) {}

  /**
   * When a timer may fire. The SDK tells time in milliseconds, and arms a timer again that fires on
   * its moment, so it has to be in the next millisecond.
   */
  static Instant firesAt(Instant due) {
    return due.truncatedTo(MILLIS).plusMillis(1);
  }

  private final PriorityQueue<Timer> waiting =
      new PriorityQueue<>(comparing(Timer::due).thenComparing(Timer::sequence));
  private long made;

  synchronized void add(Instant due, int id, Instance owner) {
    waiting.add(new Timer(due, made++, id, owner, owner.generation()));
  }

  synchronized Optional<Instant> next() {
    return Optional.ofNullable(waiting.peek()).map(Timer::due);
  }

  /** Takes those that may fire. */
  synchronized List<Timer> takeDue(Instant now) {
    List<Timer> due = new ArrayList<>();
    for (Timer next = waiting.peek();
        next != null && !firesAt(next.due()).isAfter(now);
        next = waiting.peek()) {
      due.add(next);
      waiting.remove();
    }
    return due;
  }

  /** Drops what an instance waits for. */
  synchronized void drop(Instance owner) {
    waiting.removeIf(timer -> timer.owner() == owner);
  }
}
