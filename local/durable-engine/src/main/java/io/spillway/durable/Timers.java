package io.spillway.durable;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Pending timers, earliest first, and in creation order at the same time. */
final class Timers {

  /**
   * Timer of an instance.
   *
   * @param generation the instance's generation at creation
   */
  record Timer(Instant due, long sequence, int id, Instance owner, int generation) {}

  /**
   * Returns the earliest firing time. The SDK has millisecond precision and re-arms a timer that
   * fires at its exact time, so it must fire in the next millisecond.
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

  /** Removes and returns due timers. */
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

  /** Removes an instance's timers. */
  synchronized void drop(Instance owner) {
    waiting.removeIf(timer -> timer.owner() == owner);
  }
}
